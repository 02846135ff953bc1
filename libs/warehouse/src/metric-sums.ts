/** Reads the additive integer sums that scores are computed from: per group, period, replicate group, measure and key. */
import type { WarehouseClient } from './client';
import { metricSumsSql, PROJECTED_FAMILIES, type ProjectedFamily } from './families';
import { type Moment, referenceParameters } from './moment';
import { DAILY, type ScratchTables } from './scratch';

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

/** The groups whose cases are taken; of a dimension without a value all. */
export type GroupFilters = Readonly<Record<Dimension, readonly string[]>>;

export interface SumsQuestion {
  /** Decides which branches are known, and their regions. */
  readonly moment: Moment;
  /** What stands in for facts and daily sums: those of another moment, say. */
  readonly tables?: ScratchTables;
  /** First local day (YYYY-MM-DD), and the day after the last. */
  readonly from: string;
  readonly to: string;
  /** Local day of the as-of instant: due days from it on are not over yet. */
  readonly today: string;
  readonly grain: Grain;
  readonly by: readonly Dimension[];
  readonly filters: GroupFilters;
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

const STATEMENTS = { branch_regions: statements('branch_regions'), no_regions: statements('no_regions') };

function statements(regions: 'branch_regions' | 'no_regions'): {
  readonly ofDays: string;
  readonly ofFacts: readonly { readonly family: ProjectedFamily; readonly sql: string }[];
} {
  return {
    ofDays: metricSumsSql('daily', regions),
    ofFacts: PROJECTED_FAMILIES.map((family) => ({ family, sql: metricSumsSql(family, regions) })),
  };
}

/** Lot by lot, in no order: there may be many. */
export async function* readMetricSums(
  client: WarehouseClient,
  question: SumsQuestion,
  selection: MeasureSelection,
  signal?: AbortSignal,
): AsyncGenerator<SumsRow[]> {
  const parameters = parametersOf(question, selection);
  const { tables = (table: string): string => table } = question;
  const { ofDays, ofFacts } = STATEMENTS[asks(question, 'region') ? 'branch_regions' : 'no_regions'];
  const reads = asks(question, 'staff')
    ? ofFacts
        .filter(({ family }) => selection.families.includes(family.name))
        .map(({ family, sql }) => ({
          sql,
          parameters: { ...parameters, family: family.name, facts: tables(family.facts) },
        }))
    : [{ sql: ofDays, parameters: { ...parameters, daily: tables(DAILY) } }];
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
  return {
    ...cellParameters(question),
    from: question.from,
    to: question.to,
    grain: question.grain,
    by: question.by,
    view: viewOf(question, selection),
    key_by: selection.keyedBy,
    families: selection.families,
    measures: selection.measures,
  };
}

/** Parameters of reads/cell_places.sql, reads/cell_filters.sql and the reference data that they are read with. */
export function cellParameters({
  moment,
  today,
  filters,
  lineOfItem,
}: Pick<SumsQuestion, 'moment' | 'today' | 'filters' | 'lineOfItem'>): Readonly<Record<string, unknown>> {
  return {
    ...referenceParameters(moment),
    today,
    branches: filters.branch,
    regions: filters.region,
    channels: filters.channel,
    service_lines: filters.service_line,
    service_items: filters.service_item,
    priority_classes: filters.priority_class,
    staff: filters.staff,
    items: [...lineOfItem.keys()],
    lines: [...lineOfItem.values()],
  };
}

/** The coarsest view of the daily rows that suffices (sums/daily.sql). */
function viewOf(question: SumsQuestion, { keyedBy }: MeasureSelection): 'total' | 'bins' | 'slices' {
  if ([...SLICES].some((slice) => asks(question, slice))) return 'slices';
  if (keyedBy === 'none') return 'total';
  return keyedBy === 'bin' ? 'bins' : 'slices';
}

/** Whether a question groups or filters its cases by a dimension. */
export function asks({ by, filters }: Pick<SumsQuestion, 'by' | 'filters'>, dimension: Dimension): boolean {
  return by.includes(dimension) || filters[dimension].length > 0;
}
