/**
 * The table that suppression is decided on: how many answered in the cells of an answer and in those that it leaves out by a filter, so
 * that a cell asked for alone is hidden where it is hidden among its siblings (infra/decisions/0020-suppression.md).
 */
import { keyedByOf, type MetricDefinition } from '@plumbline/indicators';
import { respondents } from '@plumbline/scoring';
import {
  type Dimension,
  DIMENSIONS,
  type GroupFilters,
  readBranches,
  type WarehouseClient,
} from '@plumbline/warehouse';
import { asksPeople } from './asks-people';
import { type Cell, collectCells, selectionsOf } from './score-cells';
import type { ScoresQuestion } from './scores-question';
import { isSliceable } from './slices';

export interface RespondentTable {
  /** The metrics that are asked of people. */
  readonly metrics: readonly MetricDefinition[];
  readonly rows: readonly RespondentRow[];
}

export interface RespondentRow {
  readonly period: string;
  /** By every dimension that the question groups or filters by; the region goes with the branch. */
  readonly group: Readonly<Record<string, string>>;
  /** Those who answered, metric by metric. */
  readonly n: readonly number[];
}

const UNFILTERED = Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, []])) as unknown as GroupFilters;

/** @param cells gives the cells of the answer, which are the table where nothing is filtered; else it is read beside them */
export async function readRespondentTable(
  warehouse: WarehouseClient,
  question: ScoresQuestion,
  asked: readonly MetricDefinition[],
  cells: () => Promise<readonly Cell[]>,
  signal?: AbortSignal,
): Promise<RespondentTable> {
  const metrics = asked.filter((metric) => asksPeople(metric) && isSliceable(metric, question));
  if (metrics.length === 0) return { metrics, rows: [] };
  const isFiltered = Object.values(question.filters).some((values) => values.length > 0);
  const [table, regions] = await Promise.all([
    isFiltered ? readWholeTable(warehouse, question, metrics, signal) : cells(),
    regionsOf(warehouse, question),
  ]);
  return {
    metrics,
    rows: table.map(({ period, group, sums }) => ({
      period,
      group: group.branch === undefined ? group : { ...group, region: regions.get(group.branch) ?? 'unknown' },
      n: metrics.map(({ estimator }) => respondents(estimator, sums[keyedByOf(estimator)])),
    })),
  };
}

/** The counts alone: no sums, no weights, no exclusions. */
async function readWholeTable(
  warehouse: WarehouseClient,
  question: ScoresQuestion,
  metrics: readonly MetricDefinition[],
  signal?: AbortSignal,
): Promise<readonly Cell[]> {
  const counts = metrics.flatMap(({ estimator, family }) =>
    'n' in estimator ? [{ measure: estimator.n, keyedBy: keyedByOf(estimator), family }] : [],
  );
  const whole = { ...question, by: dimensionsOf(question), filters: UNFILTERED };
  return collectCells(warehouse, whole, selectionsOf(counts), metrics.length, signal);
}

/** Those that the question groups by or filters by. */
function dimensionsOf({ by, filters }: ScoresQuestion): readonly Dimension[] {
  const filtered = Object.entries(filters).flatMap(([dimension, values]) => (values.length > 0 ? [dimension] : []));
  return DIMENSIONS.filter((dimension) => by.includes(dimension) || filtered.includes(dimension));
}

async function regionsOf(warehouse: WarehouseClient, question: ScoresQuestion): Promise<ReadonlyMap<string, string>> {
  if (!dimensionsOf(question).includes('branch')) return new Map();
  return new Map((await readBranches(warehouse, question.moment)).map(({ branch, region }) => [branch, region]));
}
