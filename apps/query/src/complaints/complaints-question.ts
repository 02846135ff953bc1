/** What is asked of GET /complaints: groups, states, causes, days of registration, and a page. */
import { COMPLAINT_STATES, type ComplaintState, type LedgerFilters, type LedgerPlace } from '@plumbline/warehouse';
import { readCursor } from '../cursor';
import { ParameterReader, type RawParameters } from '../parameters';
import type { ReadRange } from '../read-at';
import { type AskedMoment, readMoment } from '../scores-question';

export interface ComplaintsQuestion extends AskedMoment {
  readonly filters: LedgerFilters;
  /** Those wanted; all where none was named. */
  readonly states: readonly ComplaintState[];
  readonly after: LedgerPlace | undefined;
  readonly limit: number;
}

const DEFAULT_LIMIT = 100;
const MOST_COMPLAINTS = 1_000;
const PARAMETERS = ['from', 'to', 'branch', 'region', 'state', 'category', 'cause', 'as_of', 'limit', 'cursor'];
const CATEGORIES = ['service', 'business', 'technical', 'other', 'unknown'] as const;
/** How the warehouse keeps what no event says. */
const UNSAID = '';
/** No complaint stands outside of them. */
const EARLIEST_DAY = '1970-01-01';
const LATEST_DAY = '2200-01-01';

/**
 * @param notTaken parameters that make no sense of what is asked
 * @throws Problem 400 with every fault of the parameters
 */
export function readComplaintsQuestion(
  raw: RawParameters,
  timeZone: string,
  nowMs: number,
  notTaken: readonly string[] = [],
): ComplaintsQuestion {
  const taken = PARAMETERS.filter((name) => !notTaken.includes(name));
  const reader = new ParameterReader(raw, taken);
  const [from, to] = [reader.firstDay('from', timeZone), reader.dayAfterLast('to', timeZone)];
  if (from !== undefined && to !== undefined && from >= to)
    reader.fault('from', 'range', `from (${from}) must lie before to (${to}), which is exclusive.`);
  const filters: LedgerFilters = {
    from,
    to,
    branch: reader.list('branch'),
    region: reader.list('region'),
    category: reader.someOf('category', CATEGORIES).map(asKept),
    cause: reader.list('cause').map(asKept),
  };
  const states = reader.someOf('state', COMPLAINT_STATES);
  const limit = reader.integer('limit', 1, MOST_COMPLAINTS) ?? DEFAULT_LIMIT;
  const at = readMoment(reader, timeZone, nowMs);
  const place = readCursor(reader, identityOf({ filters, states, ...at }), 3);
  reader.finish();
  const [day = '', branch = '', caseId = ''] = place ?? [];
  const after = place && { day, branch, caseId };
  return { filters, states, after, limit, ...at };
}

/** What the question needs of another time than now. */
export function ledgerRange({ filters, moment }: Pick<ComplaintsQuestion, 'filters' | 'moment'>): ReadRange {
  const { from = EARLIEST_DAY, to = LATEST_DAY, branch } = filters;
  return { moment, from, to, families: ['complaint'], sums: false, branches: branch };
}

/** What a cursor belongs to. */
export function identityOf({
  filters,
  states,
  moment,
}: Pick<ComplaintsQuestion, 'filters' | 'states' | 'moment'>): unknown {
  const { from = '', to = '', branch, region, category, cause } = filters;
  return [from, to, branch, region, category, cause, states, moment.knownByMs ?? null];
}

function asKept(value: string): string {
  return value === 'unknown' ? UNSAID : value;
}
