/** Kind N: the post-stratified share of some answers less that of others, in points (a net promoter score). */
import type { NetShareEstimator } from '../metric';
import { strataOf } from '../post-stratification';
import { UPPER_TAIL, Z } from '../quantiles';
import { keyedSums, type Sums } from '../sums';
import { clippedInterval, replicateInterval, type Estimate, type Interval } from './estimate';
import { totals, weightedRatio } from './weighted';

const RANGE: Interval = [-100, 100];

export function estimateNetShare(estimator: NetShareEstimator, sums: Sums): Estimate | null {
  const strata = strataOf(keyedSums(sums, estimator.n), keyedSums(sums, estimator.contacts));
  if (strata === null) return null;
  const plus = strata.pool(keyedSums(sums, estimator.plus));
  const minus = strata.pool(keyedSums(sums, estimator.minus));
  const net = plus.map((groups, stratum) => groups.map((count, group) => 100 * (count - minus[stratum]![group]!)));
  const { ratio: value, n, nEff, weights, replicates } = weightedRatio(strata, net, 1);
  if (replicates !== null) {
    const interval = replicateInterval(value, replicates, RANGE, UPPER_TAIL);
    return { value, interval, n, nEff, enough: true, replicates };
  }
  const either = weightedTotal(weights, totals(plus)) + weightedTotal(weights, totals(minus));
  const share = either / weightedTotal(weights, totals(strata.answers));
  // p + d − (p − d)², the variance of +1, 0 and −1.
  const variance = Math.max(0, share - (value / 100) ** 2);
  const interval = clippedInterval(value, 100 * Z * Math.sqrt(variance / nEff), RANGE);
  return { value, interval, n, nEff, enough: true, replicates };
}

function weightedTotal(weights: Float64Array, counts: Float64Array): number {
  return weights.reduce((sum, weight, stratum) => sum + weight * counts[stratum]!, 0);
}
