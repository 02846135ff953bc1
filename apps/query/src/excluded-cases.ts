/** What a cell sums up to without a key, and whom a metric leaves out of it. */
import { exclusionsOf, keyedByOf, type MetricDefinition } from '@plumbline/indicators';
import { keysLeftOut } from './keys-left-out';
import { type Cell, sumOf } from './score-cells';

/** Reason → cases that the metric leaves out; reasons without a case are not in it. */
export function excludedCases(metric: MetricDefinition, cell: Cell): Readonly<Record<string, number>> {
  const byKey = keysLeftOut(metric, cell.sums[keyedByOf(metric.estimator)]);
  const counts = [
    ...exclusionsOf(metric).map(({ measure, reason }) => [reason, totalOf(cell, measure)] as const),
    ...(byKey ? [[byKey.exclusion.reason, byKey.count] as const] : []),
  ];
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** Of a measure that nothing keeps apart, over all replicate groups. */
export function totalOf({ sums }: Pick<Cell, 'sums'>, measure: string): number {
  return sumOf(sums.none.get(measure)?.get('') ?? []);
}
