/** The rows that GET /scores has to give for a list of accepted events: fold, group by slices and periods, score. */
import { DateTime } from 'luxon';
import { foldAll } from './fold';
import type { SentEvent } from './history';
import { localDate } from './local-time';
import { branchRegions } from './regions';
import { METRICS } from './model';
import { countedBy, type OracleRow, scoreGroup } from './score';
import { hidden } from './suppression';
import { byKey, type Entry } from './tallies';

export type Slice = 'region' | 'branch' | 'channel' | 'service_item' | 'service_line' | 'priority_class' | 'staff';
export type Grain = 'none' | 'day' | 'week' | 'month';
export type Level = 'overall' | 'dimension' | 'indicator' | 'metric';

export interface Question {
  /** IANA name of the bank's time zone. */
  readonly timeZone: string;
  /** As-of instant, ms since 1970: later events do not count, nor due days that are not over. */
  readonly now: number;
  /** First local day, and the one after the last. */
  readonly from: string;
  readonly to: string;
  readonly by: readonly Slice[];
  readonly grain?: Grain;
  readonly level?: readonly Level[];
  readonly filters?: Partial<Readonly<Record<Slice, string>>>;
}

export interface ExpectedRow extends Omit<OracleRow, 'excluded_by_row'> {
  /** Local midnight at which the period begins. */
  readonly time: string;
  readonly group: Readonly<Record<string, string>>;
}

const EVERYWHERE: readonly Slice[] = ['region', 'branch', 'channel', 'service_item'];
const CARRIED: Readonly<Record<string, readonly Slice[]>> = {
  visit: [...EVERYWHERE, 'service_line', 'priority_class'],
  survey: [...EVERYWHERE, 'service_line', 'priority_class'],
  transaction: [...EVERYWHERE, 'service_line', 'staff'],
  complaint: EVERYWHERE,
  handling: [...EVERYWHERE, 'staff'],
};

const FAMILY: ReadonlyMap<string, string> = new Map([
  ...['contacts', 'p1-wait-within-target-rate', 'p1-wait-p90', 'p1-abandon-rate'].map((id) => [id, 'visit'] as const),
  ...['p1-cycle-on-time-rate', 'p2-process-conformity-rate', 'p2-rework-rate', 'p3-progress-notice-rate'].map(
    (id) => [id, 'transaction'] as const,
  ),
  ...['p1-complaint-reply-on-time-rate', 'p2-complaint-procedure-rate', 'p3-reply-content-rate'].map(
    (id) => [id, 'handling'] as const,
  ),
  ...['s2-attitude-complaint-rate', 's3-assignment-time-p90', 'c1-complaint-rate'].map(
    (id) => [id, 'complaint'] as const,
  ),
]);

/** Whether the cases of a metric (or of `contacts`) carry a slice. */
export function carries(metric: string, slice: Slice): boolean {
  return CARRIED[FAMILY.get(metric) ?? 'survey']?.includes(slice) ?? false;
}

/**
 * Periods ascend, groups ascend within them, rows stand in model order. A group stands in every period in which one of its cases,
 * counted or excluded, has its day; the group of nothing stands in every period.
 *
 * @param events accepted events in log order; of one (source, id) the earliest `ingestedat` counts
 */
export function expectedScores(events: readonly SentEvent[], question: Question): ExpectedRow[] {
  const { timeZone, now, from, to, by, grain = 'none', level, filters = {} } = question;
  const regions = branchRegions(events, now);
  const today = localDate(now, timeZone);
  const asked = [...new Set([...by, ...(Object.keys(filters) as Slice[])])];
  const sliceOf = ({ slices }: Entry, slice: Slice): string =>
    slice === 'region' ? (regions.get(slices.branch) ?? 'unknown') : slices[slice];
  const everywhere = folded(events, timeZone, now).filter(
    (entry) =>
      entry.day >= from &&
      entry.day < to &&
      (entry.due !== true || entry.day < today) &&
      asked.every((slice) => carries(entry.metric, slice)),
  );
  const isWanted = (valueOf: (slice: Slice) => string | undefined): boolean =>
    Object.entries(filters).every(([slice, wanted]) => valueOf(slice as Slice) === wanted);
  const byPeriod = byKey(everywhere, ({ day }) => periodOf(day, grain, from));
  const surveyed = METRICS.map(({ id }) => id).filter(
    (id) => isSurveyed(id) && asked.every((slice) => carries(id, slice)),
  );
  const cuts: readonly Slice[] = asked.includes('branch') ? [...new Set<Slice>([...asked, 'region'])] : asked;
  const rows: ExpectedRow[] = [];
  for (const start of periodsOf(from, to, grain)) {
    const all = byPeriod.get(start) ?? [];
    const ofPeriod = all.filter((entry) => isWanted((slice) => sliceOf(entry, slice)));
    const hiddenCells = hiddenMetrics(all, surveyed, (entry) =>
      Object.fromEntries(cuts.map((slice) => [slice, sliceOf(entry, slice)])),
    ).filter(({ cell }) => isWanted((slice) => cell[slice]));
    const told = new Set(hiddenCells.map(({ id, cell }) => JSON.stringify([id, ...by.map((slice) => cell[slice])])));
    const groups = byKey(ofPeriod, (entry) => JSON.stringify(by.map((slice) => sliceOf(entry, slice))));
    if (by.length === 0 && groups.size === 0) groups.set('[]', []);
    for (const [key, own] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const names = JSON.parse(key) as string[];
      const group = Object.fromEntries(by.map((slice, index) => [slice, names[index] ?? '']));
      const time = DateTime.fromISO(start, { zone: timeZone }).toISO({ suppressMilliseconds: true }) ?? '';
      const scored = scoreGroup(
        own,
        (metric) => asked.every((slice) => carries(metric, slice)),
        (metric) => told.has(JSON.stringify([metric, ...names])),
      );
      for (const { excluded_by_row: ofRow, ...row } of scored) {
        if (level && !level.includes(row.level as Level)) continue;
        rows.push({ ...row, excluded: { ...row.excluded, ...ofRow }, time, group });
      }
    }
  }
  return rows;
}

let lastFold: { readonly of: string; readonly events: readonly SentEvent[]; readonly entries: Entry[] } | undefined;

/** Folding is slow, and many questions are asked of the same events. */
function folded(events: readonly SentEvent[], zone: string, nowMs: number): Entry[] {
  const of = JSON.stringify([zone, nowMs, events.length]);
  if (lastFold?.events !== events || lastFold.of !== of) {
    lastFold = { of, events, entries: foldAll(events, { zone, nowMs }) };
  }
  return lastFold.entries;
}

function isSurveyed(metric: string): boolean {
  return !FAMILY.has(metric);
}

/** Which metrics are hidden in which cells of one period, cut by all that was asked for and filtered by nothing. */
function hiddenMetrics(
  entries: readonly Entry[],
  metrics: readonly string[],
  namesOf: (entry: Entry) => Readonly<Record<string, string>>,
): { readonly id: string; readonly cell: Readonly<Record<string, string>> }[] {
  const cells = [...byKey(entries, (entry) => JSON.stringify(namesOf(entry)))];
  return metrics.flatMap((id) => {
    const answered = cells.map(([key, own]) => ({
      names: JSON.parse(key) as Record<string, string>,
      n: countedBy(id, own),
    }));
    return [...hidden(answered)].map(({ names }) => ({ id, cell: names }));
  });
}

/** First day of the period a day falls in; without a grain the range is one period. */
function periodOf(day: string, grain: Grain, from: string): string {
  return grain === 'none' ? from : DateTime.fromISO(day, { zone: 'utc' }).startOf(grain).toFormat('yyyy-MM-dd');
}

function periodsOf(from: string, to: string, grain: Grain): string[] {
  const starts = new Set<string>();
  for (let day = DateTime.fromISO(from, { zone: 'utc' }); day.toFormat('yyyy-MM-dd') < to; day = day.plus({ days: 1 }))
    starts.add(periodOf(day.toFormat('yyyy-MM-dd'), grain, from));
  return [...starts];
}
