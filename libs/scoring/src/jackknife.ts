/** Delete-a-group jackknife over the 20 replicate groups of days (Kott 2001; scoring.md 3.11). */
import { studentQuantile } from './quantiles';
import { REPLICATE_GROUPS } from './replicate-group';
import type { GroupSums } from './sums';

/** How an estimate moves when one replicate group is left out. */
export interface Replicates {
  /** θ_(g) − θ by replicate group; 0 for groups without cases. */
  readonly deviations: Float64Array;
  /** v_J = (G − 1)/G · Σ (θ_(g) − θ)², in the square of the estimate's unit. */
  readonly variance: number;
  /** G: groups with cases, at least 3. */
  readonly groups: number;
}

/** With fewer groups of days there is no between-day information. */
const LEAST_GROUPS = 3;

/** A replicate this near (relative to the estimate, or to 1) differs by rounding only, which has no direction. */
const ROUNDING = 1e-12;

/**
 * Replicates of `estimate`, or null where days tell nothing: fewer than 3 groups have cases, or one group has them all.
 *
 * @param denominators cases by replicate group, of each side where the estimate is a difference: G counts the groups with cases
 *   on all sides; a group without cases on any leaves the estimate as it is
 * @param without the estimate on the total less one group; not finite where that empties the denominator
 */
export function jackknife(
  estimate: number,
  denominators: readonly GroupSums[],
  without: (group: number) => number,
): Replicates | null {
  const deviations = new Float64Array(REPLICATE_GROUPS);
  const tolerance = ROUNDING * Math.max(1, Math.abs(estimate));
  let groups = 0;
  let squares = 0;
  for (let group = 0; group < REPLICATE_GROUPS; group += 1) {
    if (denominators.every((cases) => !(cases[group]! > 0))) continue;
    if (denominators.every((cases) => cases[group]! > 0)) groups += 1;
    const deviation = without(group) - estimate;
    if (!Number.isFinite(deviation)) return null;
    if (Math.abs(deviation) <= tolerance) continue;
    deviations[group] = deviation;
    squares += deviation * deviation;
  }
  return groups < LEAST_GROUPS ? null : { deviations, variance: ((groups - 1) / groups) * squares, groups };
}

/** Student's t for the replicates of an interval with probability `upperTail` below its upper limit. */
export function replicateQuantile(replicates: Replicates, upperTail: number): number {
  return studentQuantile(upperTail, replicates.groups - 1);
}

/** Factor by which the days' variance exceeds that of independent cases; never below 1, and 1 where the latter is 0. */
export function designEffect(replicates: Replicates, independentVariance: number): number {
  return independentVariance > 0 ? Math.max(1, replicates.variance / independentVariance) : 1;
}
