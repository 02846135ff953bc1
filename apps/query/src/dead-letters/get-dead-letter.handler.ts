/** The use case "one dead letter": its original bytes, why it died, its repair, and who did what about it. */
import { isUtf8 } from 'node:buffer';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Problem } from '@plumbline/problem';
import { type FoundDeadLetter, readDeadLetter, type WarehouseClient } from '@plumbline/warehouse';
import { WAREHOUSE } from '../query.tokens';
import { type DeadLetterRow, deadLetterRow } from './dead-letter-row';

export interface DeadLetterAnswer extends DeadLetterRow {
  readonly headers: Readonly<Record<string, string>>;
  /** The original bytes: as they are where they are UTF-8, else in base64. */
  readonly content: { readonly encoding: 'utf-8' | 'base64'; readonly text: string };
  /** The event that a re-drive sends; null where nobody repaired it. */
  readonly repair: unknown;
  /** The first first. */
  readonly history: readonly {
    readonly act: 'repaired' | 'redriven';
    readonly at: string;
    /** Pseudonym; null where nobody was named. */
    readonly requested_by: string | null;
  }[];
}

export class GetDeadLetter extends Query<DeadLetterAnswer> {
  constructor(readonly id: string) {
    super();
  }
}

@QueryHandler(GetDeadLetter)
export class GetDeadLetterHandler implements IQueryHandler<GetDeadLetter> {
  constructor(@Inject(WAREHOUSE) private readonly warehouse: WarehouseClient) {}

  async execute({ id }: GetDeadLetter): Promise<DeadLetterAnswer> {
    const letter = await readDeadLetter(this.warehouse, id);
    if (letter) return answerOf(letter);
    throw new Problem({
      status: 404,
      code: 'unknown_dead_letter',
      title: 'There is no such dead letter',
      detail: 'GET /api/v1/dead-letters lists the dead letters with their ids.',
    });
  }
}

function answerOf(letter: FoundDeadLetter): DeadLetterAnswer {
  const { headers, content, acts } = letter;
  const bytes = Buffer.from(content);
  const encoding = isUtf8(bytes) ? 'utf-8' : 'base64';
  const repair = acts.findLast(({ kind }) => kind === 'repaired');
  return {
    ...deadLetterRow(letter),
    headers,
    content: { encoding, text: bytes.toString(encoding) },
    repair: repair ? JSON.parse(Buffer.from(repair.event).toString('utf8')) : null,
    history: acts.map(({ kind, atMs, requestedBy }) => ({
      act: kind,
      at: new Date(atMs).toISOString(),
      requested_by: requestedBy ?? null,
    })),
  };
}
