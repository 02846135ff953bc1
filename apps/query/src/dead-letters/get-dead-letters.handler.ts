/** The use case "what could not be projected": a page of dead letters, in the order of their originals. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type DeadLetterPage, readDeadLetters, type WarehouseClient } from '@plumbline/warehouse';
import { cursorOf } from '../cursor';
import { address } from '../links';
import type { RawParameters } from '../parameters';
import { WAREHOUSE } from '../query.tokens';
import { type DeadLetterRow, deadLetterRow } from './dead-letter-row';
import { type DeadLettersQuestion, readDeadLettersQuestion } from './dead-letters-question';

export interface DeadLettersAnswer {
  readonly dead_letters: readonly DeadLetterRow[];
  readonly links: { readonly self: string; readonly next?: string };
}

export class GetDeadLetters extends Query<DeadLettersAnswer> {
  constructor(readonly parameters: RawParameters) {
    super();
  }
}

@QueryHandler(GetDeadLetters)
export class GetDeadLettersHandler implements IQueryHandler<GetDeadLetters> {
  constructor(@Inject(WAREHOUSE) private readonly warehouse: WarehouseClient) {}

  async execute({ parameters }: GetDeadLetters): Promise<DeadLettersAnswer> {
    const question = readDeadLettersQuestion(parameters);
    const { filters, after, limit } = question;
    const found = await readDeadLetters(this.warehouse, filters, { after, limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    return {
      dead_letters: page.map(deadLetterRow),
      links: { self: pageAddress(question, after), ...(last ? { next: pageAddress(question, last) } : {}) },
    };
  }
}

function pageAddress({ filters, limit }: DeadLettersQuestion, place: DeadLetterPage['after']): string {
  return address('/api/v1/dead-letters', {
    status: filters.statuses,
    reason: filters.reasons,
    limit,
    cursor: place && cursorOf(filters, [place.topic, String(place.partition), String(place.offset)]),
  });
}
