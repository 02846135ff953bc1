/** Kind W, weighted: the post-stratified share of answers in percent. */
import type { WeightedProportionEstimator } from '../metric';
import { strataOf } from '../post-stratification';
import { keyedSums, type Sums } from '../sums';
import type { Estimate } from './estimate';
import { shareInterval } from './proportion';
import { weightedRatio } from './weighted';

export function estimateWeightedProportion(estimator: WeightedProportionEstimator, sums: Sums): Estimate | null {
  const strata = strataOf(keyedSums(sums, estimator.n), keyedSums(sums, estimator.contacts));
  if (strata === null) return null;
  const { ratio, n, nEff, replicates } = weightedRatio(strata, strata.pool(keyedSums(sums, estimator.numerator)), 1);
  // A sum of products may pass the whole by a rounding.
  const share = Math.min(1, ratio);
  return { value: 100 * share, interval: shareInterval(share, nEff, replicates), n, nEff, enough: true, replicates };
}
