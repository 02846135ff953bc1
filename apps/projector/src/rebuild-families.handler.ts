/** The use case "rebuild": facts and daily sums of all families, or of the named ones, made anew from the stored events. */
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Problem } from '@plumbline/problem';
import { PROJECTED_FAMILIES, type ProjectedFamily } from '@plumbline/warehouse';
import type { Projector } from './projector';
import { PROJECTOR } from './projector.tokens';

export interface RebuildAnswer {
  readonly families: readonly string[];
  readonly seconds: number;
}

export class RebuildFamilies extends Command<RebuildAnswer> {
  constructor(readonly names: readonly string[]) {
    super();
  }
}

@CommandHandler(RebuildFamilies)
export class RebuildFamiliesHandler implements ICommandHandler<RebuildFamilies> {
  constructor(@Inject(PROJECTOR) private readonly projector: Projector) {}

  async execute({ names }: RebuildFamilies): Promise<RebuildAnswer> {
    const families = names.length === 0 ? PROJECTED_FAMILIES : names.map(familyNamed);
    const startedAt = performance.now();
    await this.projector.rebuild(families);
    return { families: families.map(({ name }) => name), seconds: (performance.now() - startedAt) / 1000 };
  }
}

function familyNamed(name: string): ProjectedFamily {
  const family = PROJECTED_FAMILIES.find((known) => known.name === name);
  if (family) return family;
  const message = `There is no family "${name}". Families: ${PROJECTED_FAMILIES.map((known) => known.name).join(', ')}.`;
  throw new Problem({
    status: 400,
    code: 'unknown_family',
    title: 'A family is not known',
    detail: message,
    errors: [{ pointer: 'family', code: 'enum', message }],
  });
}
