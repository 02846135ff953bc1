/** What is asked of GET /complaints: groups, states, causes, days of registration, and a page. */
import { localDate } from '@plumbline/calendar';
import { COMPLAINT_STATES, type ComplaintState, type LedgerFilters, type LedgerPlace } from '@plumbline/warehouse';
import { readCursor } from '../cursor';
import { ParameterReader, type RawParameters } from '../parameters';

export interface ComplaintsQuestion {
  readonly filters: LedgerFilters;
  /** Those wanted; all where none was named. */
  readonly states: readonly ComplaintState[];
  readonly after: LedgerPlace | undefined;
  readonly limit: number;
  /** The as-of instant: now. */
  readonly asOfMs: number;
  /** Local day of the as-of instant. */
  readonly today: string;
}

const DEFAULT_LIMIT = 100;
const MOST_COMPLAINTS = 1_000;
const PARAMETERS = ['from', 'to', 'branch', 'region', 'state', 'category', 'cause', 'limit', 'cursor'];
const CATEGORIES = ['service', 'business', 'technical', 'other', 'unknown'] as const;
/** How the warehouse keeps what no event says. */
const UNSAID = '';

/** @throws Problem 400 with every fault of the parameters */
export function readComplaintsQuestion(raw: RawParameters, timeZone: string, nowMs: number): ComplaintsQuestion {
  const reader = new ParameterReader(raw, PARAMETERS);
  const [from, to] = [reader.date('from'), reader.date('to')];
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
  const place = readCursor(reader, identityOf({ filters, states }), 3);
  reader.finish();
  const [day = '', branch = '', caseId = ''] = place ?? [];
  const after = place && { day, branch, caseId };
  return { filters, states, after, limit, asOfMs: nowMs, today: localDate(nowMs, timeZone) };
}

/** What a cursor belongs to. */
export function identityOf({ filters, states }: Pick<ComplaintsQuestion, 'filters' | 'states'>): unknown {
  const { from = '', to = '', branch, region, category, cause } = filters;
  return [from, to, branch, region, category, cause, states];
}

function asKept(value: string): string {
  return value === 'unknown' ? UNSAID : value;
}
