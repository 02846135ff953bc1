/** One cell in one period with all that its explanation needs: its sums, and those of each stratum of service item and channel. */
import { keyedByOf, type MetricDefinition } from '@plumbline/indicators';
import type { MemberPeriod, StratumSums, Sums } from '@plumbline/scoring';
import type { WarehouseClient } from '@plumbline/warehouse';
import { type Cell, readCells } from '../score-cells';
import { scoreMetric } from '../score-rows';
import type { ScoresQuestion } from '../scores-question';
import { isSliceable } from '../slices';

export interface ExplainedCell {
  readonly cell: Cell;
  /** By metric id: sums, strata and evaluation. */
  readonly metrics: ReadonlyMap<string, MemberPeriod>;
}

const STRATA = ['channel', 'service_item'] as const;

/**
 * What metrics without strata of their own count is read by stratum alone and added up, so that parts and whole are of one moment
 * while events arrive.
 *
 * @param question without groups and grain: one cell
 * @param period its name among the rows of scores
 */
export async function readExplainedCell(
  warehouse: WarehouseClient,
  question: ScoresQuestion,
  metrics: readonly MetricDefinition[],
  period: string,
): Promise<ExplainedCell> {
  const byStratum = { ...question, by: STRATA };
  const stratified = new Set(metrics.filter((metric) => isPlain(metric) && isSliceable(metric, byStratum)));
  const [[whole], cells] = await Promise.all([
    readCells(
      warehouse,
      question,
      metrics.filter((metric) => !stratified.has(metric)),
    ),
    readCells(warehouse, byStratum, [...stratified]),
  ]);
  if (!whole) throw new Error('A question without groups and grain has one cell.');
  const strata: StratumSums = new Map(cells.map(({ group, sums }) => [stratumKey(group), sums.none]));
  const none: Sums = new Map([...whole.sums.none, ...addedUp([...strata.values()])]);
  const cell = { ...whole, period, sums: { ...whole.sums, none } };
  return {
    cell,
    metrics: new Map(
      metrics.map((metric) => [
        metric.id,
        {
          ...scoreMetric(metric, cell, isSliceable(metric, question)),
          sums: cell.sums[keyedByOf(metric.estimator)],
          strata: stratified.has(metric) ? strata : null,
        },
      ]),
    ),
  };
}

function isPlain({ estimator }: MetricDefinition): boolean {
  return estimator.kind !== 'pending' && keyedByOf(estimator) === 'none';
}

function stratumKey({ channel = '', service_item = '' }: Cell['group']): string {
  return `${channel}|${service_item}`;
}

function addedUp(strata: readonly Sums[]): Sums {
  const total = new Map<string, Map<string, Float64Array>>();
  for (const sums of strata) {
    for (const [measure, byKey] of sums) {
      const groups = byKey.get('');
      if (!groups) continue;
      const sum = total.get(measure)?.get('');
      if (sum) for (const [group, value] of groups.entries()) sum[group] = (sum[group] ?? 0) + value;
      else total.set(measure, new Map([['', groups.slice()]]));
    }
  }
  return total;
}
