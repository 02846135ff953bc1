/** What is asked of GET /dead-letters: what became of them, why they died, and a page. */
import { DEAD_LETTER_STATUSES, type DeadLetterFilters, type DeadLetterPage } from '@plumbline/warehouse';
import { readCursor } from '../cursor';
import { ParameterReader, type RawParameters } from '../parameters';

export interface DeadLettersQuestion {
  readonly filters: DeadLetterFilters;
  readonly after: DeadLetterPage['after'];
  readonly limit: number;
}

const DEFAULT_LIMIT = 100;
const MOST_LETTERS = 1_000;
const PARAMETERS = ['status', 'reason', 'limit', 'cursor'];

/** @throws Problem 400 with every fault of the parameters */
export function readDeadLettersQuestion(raw: RawParameters): DeadLettersQuestion {
  const reader = new ParameterReader(raw, PARAMETERS);
  const filters = { statuses: reader.someOf('status', DEAD_LETTER_STATUSES), reasons: reader.list('reason') };
  const limit = reader.integer('limit', 1, MOST_LETTERS) ?? DEFAULT_LIMIT;
  const place = readCursor(reader, filters, 3);
  const after = place && placeOf(place);
  if (place && !after) reader.fault('cursor', 'format', 'cursor is none that this call gave. Take it from links.next.');
  reader.finish();
  return { filters, after, limit };
}

function placeOf([topic = '', partition = '', offset = '']: readonly string[]): DeadLetterPage['after'] {
  if (!/^\d{1,9}$/.test(partition) || !/^\d{1,18}$/.test(offset)) return undefined;
  return { topic, partition: Number(partition), offset: BigInt(offset) };
}
