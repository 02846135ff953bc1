/** Sums of squared deviations out of the sums n, Σa, Σa². */

/** Σa² reaches this lib as 20 doubles, each rounded to 2^-53 of itself, and is then worked with a few times. */
const ROUNDING = 32 * 2 ** -53;

/**
 * Σ (a − ā)² of `n` answers, in squared units of a.
 *
 * Σa² passes 2^53 (a goes to 10^8), so a difference within its rounding says only that the answers are alike: it is 0, not
 * the noise of 1e-6 points that its root would be.
 */
export function squaredDeviations(n: number, sum: number, sumSquares: number): number {
  if (n <= 0) return 0;
  const difference = sumSquares - sum * (sum / n);
  return difference > ROUNDING * sumSquares ? difference : 0;
}
