/** One cell in one period with all that its explanation needs: its sums, and those of each stratum of service item and channel. */
import { keyedByOf, type MetricDefinition } from '@plumbline/indicators';
import type { MemberPeriod, StratumSums, Sums } from '@plumbline/scoring';
import type { WarehouseClient } from '@plumbline/warehouse';
import { readRespondentTable } from '../respondent-table';
import { type Cell, readCells } from '../score-cells';
import { scoredMetric } from '../score-rows';
import type { ScoresQuestion } from '../scores-question';
import { isSliceable } from '../slices';
import { hiddenMetrics } from '../suppression';

export interface ExplainedCell {
  readonly cell: Cell;
  /** Ids of the metrics that are hidden, since few people answered. */
  readonly hidden: ReadonlySet<string>;
  /** By metric id: sums, strata and evaluation; what is hidden counts as missing. */
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
  signal?: AbortSignal,
): Promise<ExplainedCell> {
  const byStratum = { ...question, by: STRATA };
  const stratified = new Set(metrics.filter((metric) => isPlain(metric) && isSliceable(metric, byStratum)));
  const others = metrics.filter((metric) => !stratified.has(metric));
  const reading = Promise.all([
    readCells(warehouse, question, others, { signal, lateOf: metrics }),
    readCells(warehouse, byStratum, [...stratified], { signal, lateOf: [] }),
  ]).then(([[whole], cells]) => {
    if (!whole) throw new Error('A question without groups and grain has one cell.');
    const strata: StratumSums = new Map(cells.map(({ group, sums }) => [stratumKey(group), sums.none]));
    const none: Sums = new Map([...whole.sums.none, ...addedUp([...strata.values()])]);
    return { strata, cell: { ...whole, sums: { ...whole.sums, none } } };
  });
  const [{ strata, cell }, table] = await Promise.all([
    reading,
    readRespondentTable(warehouse, question, metrics, async () => [(await reading).cell], signal),
  ]);
  const [hidden = new Set<string>()] = hiddenMetrics([cell], table, question);
  return {
    cell: { ...cell, period },
    hidden,
    metrics: new Map(
      metrics.map((metric) => [
        metric.id,
        {
          ...scoredMetric(metric, cell, question, hidden),
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
