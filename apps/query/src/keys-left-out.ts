/** The keys of a cell that an estimator leaves out: items outside the mix, thin or disputed items, other priority classes. */
import { type KeyExclusion, keyExclusionOf, type MetricDefinition } from '@plumbline/indicators';
import { itemsInDispute, type Sums } from '@plumbline/scoring';
import { sumOf } from './score-cells';

export interface KeysLeftOut {
  readonly exclusion: KeyExclusion;
  readonly keys: readonly string[];
  /** Cases under them. */
  readonly count: number;
}

/** Undefined for estimators that take every key. @param keyed the sums as the metric reads them */
export function keysLeftOut({ estimator }: MetricDefinition, keyed: Sums): KeysLeftOut | undefined {
  const exclusion = keyExclusionOf(estimator);
  if (!exclusion) return undefined;
  const inDispute = itemsInDispute(estimator, keyed);
  const counts = Array.from(
    keyed.get(exclusion.measure) ?? [],
    ([key, replicates]) => [key, sumOf(replicates)] as const,
  ).filter(([key, n]) => exclusion.leavesOut(key, n, inDispute));
  return {
    exclusion,
    keys: counts.map(([key]) => key),
    count: sumOf(counts.map(([, n]) => n)),
  };
}
