/** Reads the additive integer sums that scores are computed from: per group, period, replicate group, measure and key. */
import type { WarehouseClient } from './client';
import { metricSumsSql, PROJECTED_FAMILIES } from './families';

/** What a read can be grouped by, in the order of the columns of reads/metric_sums.sql. */
export const DIMENSIONS = [
  'region',
  'branch',
  'channel',
  'service_line',
  'service_item',
  'priority_class',
  'staff',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Dimensions that a branch-day is cut into, so that the finer view of the daily rows is needed for them. */
const SLICES: ReadonlySet<Dimension> = new Set(['channel', 'service_line', 'service_item', 'priority_class']);

export type Grain = 'none' | 'day' | 'week' | 'month' | 'quarter' | 'year';
export type KeyedBy = 'none' | 'bin' | 'stratum' | 'service_item' | 'priority_class';

export interface SumsQuestion {
  /** First local day (YYYY-MM-DD), and the day after the last. */
  readonly from: string;
  readonly to: string;
  /** Local day of the as-of instant: due days from it on are not over yet. */
  readonly today: string;
  readonly grain: Grain;
  readonly by: readonly Dimension[];
  readonly filters: {
    readonly branch: readonly string[];
    readonly region: readonly string[];
    readonly channel: readonly string[];
    readonly service_line: readonly string[];
  };
  /** Service line of each service item, for visits, which carry the item only. */
  readonly lineOfItem: ReadonlyMap<string, string>;
}

/** Measures of some families that are kept apart by the same key. */
export interface MeasureSelection {
  readonly keyedBy: KeyedBy;
  readonly families: readonly string[];
  readonly measures: readonly string[];
}

export interface SumsRow {
  /** First local day of the period. */
  readonly period: string;
  readonly group: Readonly<Partial<Record<Dimension, string>>>;
  /** 0 … 19 */
  readonly replicate: number;
  readonly measure: string;
  readonly keys: readonly string[];
  readonly values: readonly number[];
}

/** What a row holds after its period and its dimensions. */
type RawSums = readonly [replicate: number, measure: string, keys: string[], values: string[]];
type RawRow = readonly [period: string, ...dimensionsAndSums: (string | RawSums[number])[]];

const SUMS_OF_DAYS = metricSumsSql('daily');
const SUMS_OF_FACTS = PROJECTED_FAMILIES.map((family) => ({ family, sql: metricSumsSql(family) }));

/** Lot by lot, in no order: there may be many. */
export async function* readMetricSums(
  client: WarehouseClient,
  question: SumsQuestion,
  selection: MeasureSelection,
  signal?: AbortSignal,
): AsyncGenerator<SumsRow[]> {
  const parameters = parametersOf(question, selection);
  const reads = question.by.includes('staff')
    ? SUMS_OF_FACTS.filter(({ family }) => selection.families.includes(family.name)).map(({ family, sql }) => ({
        sql,
        parameters: { ...parameters, family: family.name, facts: family.facts },
      }))
    : [{ sql: SUMS_OF_DAYS, parameters }];
  for (const read of reads) {
    for await (const rows of client.rowsAsTheyCome<RawRow>(read.sql, read.parameters, signal)) {
      yield sumsRows(rows, question.by);
    }
  }
}

function sumsRows(rows: readonly RawRow[], by: readonly Dimension[]): SumsRow[] {
  return rows.map((row) => {
    const [replicate, measure, keys, values] = row.slice(1 + DIMENSIONS.length) as unknown as RawSums;
    const group = Object.fromEntries(
      DIMENSIONS.flatMap((dimension, index) => (by.includes(dimension) ? [[dimension, row[1 + index] as string]] : [])),
    );
    return { period: row[0], group, replicate, measure, keys, values: values.map(Number) };
  });
}

function parametersOf(question: SumsQuestion, selection: MeasureSelection): Readonly<Record<string, unknown>> {
  const { filters, lineOfItem } = question;
  return {
    from: question.from,
    to: question.to,
    today: question.today,
    grain: question.grain,
    by: question.by,
    view: needsSlices(question, selection) ? 'slices' : 'total',
    key_by: selection.keyedBy,
    families: selection.families,
    measures: selection.measures,
    branches: filters.branch,
    regions: filters.region,
    channels: filters.channel,
    service_lines: filters.service_line,
    items: [...lineOfItem.keys()],
    lines: [...lineOfItem.values()],
  };
}

function needsSlices(question: SumsQuestion, selection: MeasureSelection): boolean {
  return (
    !['none', 'bin'].includes(selection.keyedBy) ||
    question.by.some((dimension) => SLICES.has(dimension)) ||
    question.filters.channel.length > 0 ||
    question.filters.service_line.length > 0
  );
}
