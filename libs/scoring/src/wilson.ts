/** Wilson's interval of a proportion. */

/**
 * Limits of a proportion (0 … 1) from `n` cases, with the quantile `z` of the normal or of Student's t.
 *
 * `n` may be an effective size. Wilson (1927); scoring.md 3.1.
 */
export function wilsonInterval(proportion: number, n: number, z: number): [lower: number, upper: number] {
  const z2 = z * z;
  const centre = (proportion + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z * Math.sqrt((proportion * (1 - proportion)) / n + z2 / (4 * n * n))) / (1 + z2 / n);
  // At 0 and 1 the limit is the proportion itself; rounding may land beside it.
  return [proportion <= 0 ? 0 : Math.max(0, centre - half), proportion >= 1 ? 1 : Math.min(1, centre + half)];
}
