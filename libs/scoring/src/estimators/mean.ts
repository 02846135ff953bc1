/** Kind M: the mean of answers. */
import { jackknife } from '../jackknife';
import type { MeanEstimator } from '../metric';
import { studentQuantile, UPPER_TAIL } from '../quantiles';
import { plainSums, total, type GroupSums, type Sums } from '../sums';
import { clippedInterval, replicateInterval, type Estimate, type Interval } from './estimate';
import { squaredDeviations } from './spread';

/** n, Σa and Σa² of answers a in integer units, by replicate group. */
export interface AnswerSums {
  readonly n: GroupSums;
  readonly sum: GroupSums;
  readonly sumSquares: GroupSums;
}

export function estimateMean(estimator: MeanEstimator, sums: Sums): Estimate | null {
  const answers = {
    n: plainSums(sums, estimator.n),
    sum: plainSums(sums, estimator.sum),
    sumSquares: plainSums(sums, estimator.sumSquares),
  };
  return meanOf(answers, estimator.unitsPerPoint, estimator.range, UPPER_TAIL);
}

/** Mean in points, with limits that have probability `upperTail` below the upper one; null without answers. */
export function meanOf(answers: AnswerSums, unitsPerPoint: number, range: Interval, upperTail: number) {
  const n = total(answers.n);
  if (n <= 0) return null;
  const sum = total(answers.sum);
  const value = sum / n / unitsPerPoint;
  const replicates = jackknife(
    value,
    [answers.n],
    (group) => (sum - answers.sum[group]!) / (n - answers.n[group]!) / unitsPerPoint,
  );
  return {
    value,
    interval:
      replicates === null
        ? withinInterval(value, n, sum, total(answers.sumSquares), unitsPerPoint, range, upperTail)
        : replicateInterval(value, replicates, range, upperTail),
    n,
    nEff: null,
    enough: true,
    replicates,
  } satisfies Estimate;
}

/** θ ± t_{n−1}·s/√n. */
function withinInterval(
  value: number,
  n: number,
  sum: number,
  sumSquares: number,
  unitsPerPoint: number,
  range: Interval,
  upperTail: number,
): Interval | null {
  if (n <= 1) return null;
  const standardError = Math.sqrt(squaredDeviations(n, sum, sumSquares) / (n - 1) / n) / unitsPerPoint;
  return clippedInterval(value, studentQuantile(upperTail, n - 1) * standardError, range);
}
