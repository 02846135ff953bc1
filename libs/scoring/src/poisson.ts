/** Exact limits of a count of independent events. */
import { gammaQuantile, UPPER_TAIL } from './quantiles';

/** Below this the lower limit is under 1e-160: 0, where the numeric quantile would be NaN. */
const LEAST_COUNT = 0.01;

/**
 * Exact two-sided 95 % limits of the mean of a Poisson count (Garwood 1936, by gamma quantiles).
 *
 * `count` need not be whole: an overdispersed count is divided by its design effect, and so are the limits' units.
 */
export function poissonInterval(count: number): [lower: number, upper: number] {
  return [count > LEAST_COUNT ? gammaQuantile(1 - UPPER_TAIL, count) : 0, gammaQuantile(UPPER_TAIL, count + 1)];
}
