/** Kind M, weighted: the post-stratified mean of a 0 … 100 index. */
import type { WeightedMeanEstimator } from '../metric';
import { strataOf } from '../post-stratification';
import { studentQuantile, UPPER_TAIL } from '../quantiles';
import { keyedSums, type Sums } from '../sums';
import { clippedInterval, replicateInterval, type Estimate, type Interval } from './estimate';
import { squaredDeviations } from './spread';
import { totals, weightedRatio, type WeightedRatio } from './weighted';

const INDEX_RANGE: Interval = [0, 100];

export function estimateWeightedMean(estimator: WeightedMeanEstimator, sums: Sums): Estimate | null {
  const strata = strataOf(keyedSums(sums, estimator.n), keyedSums(sums, estimator.contacts));
  if (strata === null) return null;
  const answerSums = strata.pool(keyedSums(sums, estimator.sum));
  const weighted = weightedRatio(strata, answerSums, estimator.unitsPerPoint);
  const { ratio: value, n, nEff, replicates } = weighted;
  if (replicates !== null) {
    const interval = replicateInterval(value, replicates, INDEX_RANGE, UPPER_TAIL);
    return { value, interval, n, nEff, enough: true, replicates };
  }
  const sumSquares = totals(strata.pool(keyedSums(sums, estimator.sumSquares)));
  const variance = weightedVariance(
    weighted,
    totals(strata.answers),
    totals(answerSums),
    sumSquares,
    estimator.unitsPerPoint,
  );
  return { value, interval: withinInterval(value, nEff, variance), n, nEff, enough: true, replicates };
}

/** Σ w·(a − ȳ)² / Σ w in squared points: within the strata, and of the strata around ȳ. */
function weightedVariance(
  { ratio: mean, weights }: WeightedRatio,
  answers: Float64Array,
  answerSums: Float64Array,
  sumSquares: Float64Array,
  unitsPerPoint: number,
): number {
  let squares = 0;
  let weighted = 0;
  for (let stratum = 0; stratum < answers.length; stratum += 1) {
    const n = answers[stratum]!;
    if (n <= 0) continue;
    const within = squaredDeviations(n, answerSums[stratum]!, sumSquares[stratum]!) / unitsPerPoint ** 2;
    const between = answerSums[stratum]! / n / unitsPerPoint - mean;
    squares += weights[stratum]! * (within + n * between * between);
    weighted += weights[stratum]! * n;
  }
  return squares / weighted;
}

/** θ ± t·s/√n_eff with n_eff − 1 degrees of freedom, s² the weighted variance · n_eff/(n_eff − 1). */
function withinInterval(value: number, nEff: number, variance: number): Interval | null {
  if (nEff <= 1) return null;
  return clippedInterval(value, studentQuantile(UPPER_TAIL, nEff - 1) * Math.sqrt(variance / (nEff - 1)), INDEX_RANGE);
}
