/** What the oracle knows of events: one copy of each, corrected, in the order of occurrence, by case. */
import { corrected } from './corrections';

export interface SentEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly branchid?: string;
  readonly partitionkey?: string;
  readonly recordedtime?: string;
  /** Stamped by the platform; without it the order of the list stands for it. */
  readonly ingestedat?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface OracleEvent {
  readonly source: string;
  readonly id: string;
  /** Without prefix and version, e.g. `visit.arrived`. */
  readonly type: string;
  readonly timeMs: number;
  /** Place among the corrections of an event: `recordedtime`, else the time. */
  readonly recordedMs: number;
  readonly branch: string;
  readonly caseId: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly voided: boolean;
}

/**
 * The first append of each (source, id), by `ingestedat`, then by the least body; others are conflicts and do not count.
 * What happened after `nowMs` does not count either, even if a conflicting copy of it says otherwise.
 */
export function firstCopies(sent: readonly SentEvent[], nowMs: number): OracleEvent[] {
  const copies = new Map<string, SentEvent>();
  for (const event of sent) {
    const key = JSON.stringify([event.source, event.id]);
    const present = copies.get(key);
    if (!present || isEarlier(event, present)) copies.set(key, event);
  }
  return [...copies.values()]
    .filter(({ time }) => Date.parse(time) <= nowMs)
    .map(({ source, id, type, time, recordedtime, branchid, partitionkey, data }) => {
      const short = type.replace('plumbline.', '').replace(/\.v\d+$/, '');
      const caseId = partitionkey ?? caseOf(short, data, branchid);
      const timeMs = Date.parse(time);
      const recordedMs = recordedtime === undefined ? timeMs : Date.parse(recordedtime);
      return { source, id, type: short, timeMs, recordedMs, branch: branchid ?? '', caseId, data, voided: false };
    });
}

function isEarlier(event: SentEvent, present: SentEvent): boolean {
  const [a, b] = [event.ingestedat ?? '', present.ingestedat ?? ''];
  return a !== b ? a < b : a !== '' && canonical(event) < canonical(present);
}

/** JSON with keys in order, less what the platform adds. */
function canonical(event: SentEvent): string {
  return JSON.stringify({ ...event, ingestedat: undefined }, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** The corrected events of each case in order, the voided ones among them. */
export function casesWithVoided(events: readonly OracleEvent[], family: string): OracleEvent[][] {
  const cases = new Map<string, OracleEvent[]>();
  for (const event of events) {
    if (!event.type.startsWith(`${family}.`)) continue;
    cases.set(event.caseId, [...(cases.get(event.caseId) ?? []), event]);
  }
  return [...cases.values()].map((events_) => corrected(events_).sort(inOrder));
}

/** The corrected events of each case in order; a case of which all is voided is none. */
export function casesOf(events: readonly OracleEvent[], family: string): OracleEvent[][] {
  return casesWithVoided(events, family)
    .map((events_) => events_.filter(({ voided }) => !voided))
    .filter((events_) => events_.length > 0);
}

/** By (`time`, `source`, `id`): the order of what happened. */
export function inOrder(a: OracleEvent, b: OracleEvent): number {
  if (a.timeMs !== b.timeMs) return a.timeMs - b.timeMs;
  if (a.source !== b.source) return a.source < b.source ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}

const CASE_FIELDS: Readonly<Record<string, readonly string[]>> = {
  visit: ['visit_id'],
  transaction: ['txn_id'],
  complaint: ['complaint_id'],
  survey: ['invitation_id', 'response_id'],
  inquiry: ['inquiry_id'],
  observation: ['observation_id'],
  interview: ['interview_id'],
  correction: ['from_customer_ref'],
  reference: ['clause', 'calendar_id', 'service_item_code'],
};

function caseOf(type: string, data: Readonly<Record<string, unknown>>, branch: string | undefined): string {
  const fields = CASE_FIELDS[type.split('.')[0] ?? ''] ?? [];
  return fields.map((field) => data[field]).find((value): value is string => typeof value === 'string') ?? branch ?? '';
}
