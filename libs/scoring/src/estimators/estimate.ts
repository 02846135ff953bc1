/** What an estimator makes of a metric's sums, before it is turned into a score. */
import { type Replicates, replicateQuantile } from '../jackknife';

/** Limits of a value; the upper one is Infinity where there is none. */
export type Interval = readonly [lower: number, upper: number];

export interface Estimate {
  /** In the metric's unit; null for a percentile that its curve never reaches. */
  readonly value: number | null;
  /** Null where the sums cannot tell (a single answer). */
  readonly interval: Interval | null;
  readonly n: number;
  /** Kish's effective number of answers, for weighted ones. */
  readonly nEff: number | null;
  /** Whether what the estimator itself asks for beyond the minimum n is there (enough items, a curve that reaches). */
  readonly enough: boolean;
  /** Null where the interval rests on the spread within the sums. */
  readonly replicates: Replicates | null;
}

/** θ ± `half`, no wider than the values it can take. */
export function clippedInterval(estimate: number, half: number, [least, most]: Interval): Interval {
  return [Math.max(least, estimate - half), Math.min(most, estimate + half)];
}

/** θ ± t·√v_J, no wider than the values it can take. */
export function replicateInterval(
  estimate: number,
  replicates: Replicates,
  range: Interval,
  upperTail: number,
): Interval {
  return clippedInterval(estimate, replicateQuantile(replicates, upperTail) * Math.sqrt(replicates.variance), range);
}
