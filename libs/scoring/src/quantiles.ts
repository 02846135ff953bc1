/** Quantiles of the distributions that intervals rest on. */
import gammaQuantileOf from '@stdlib/stats-base-dists-gamma-quantile';
import normalCdfOf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantileOf from '@stdlib/stats-base-dists-normal-quantile';
import studentQuantileOf from '@stdlib/stats-base-dists-t-quantile';

/** Probability below the upper limit of a two-sided 95 % interval. */
export const UPPER_TAIL = 0.975;

/** 1.959964, the normal quantile of a two-sided 95 % interval. */
export const Z = normalQuantileOf(UPPER_TAIL, 0, 1);

/** Probability that a standard normal variable lies as far from 0 as z, on either side. */
export function twoSidedP(z: number): number {
  return 2 * normalCdfOf(-Math.abs(z), 0, 1);
}

/** From this shape on the expansion below errs by less than 1e-12 of the quantile. */
const LARGE_SHAPE = 900;

const studentCache = new Map<number, Map<number, number>>();

/** Quantile of Student's t. Remembered for whole degrees of freedom, of which replicates need few and often. */
export function studentQuantile(probability: number, degreesOfFreedom: number): number {
  if (degreesOfFreedom >= 20 || !Number.isInteger(degreesOfFreedom)) {
    return studentQuantileOf(probability, degreesOfFreedom);
  }
  let byDegrees = studentCache.get(probability);
  if (byDegrees === undefined) studentCache.set(probability, (byDegrees = new Map<number, number>()));
  let quantile = byDegrees.get(degreesOfFreedom);
  if (quantile === undefined) {
    byDegrees.set(degreesOfFreedom, (quantile = studentQuantileOf(probability, degreesOfFreedom)));
  }
  return quantile;
}

/**
 * Quantile of the gamma distribution with scale 1.
 *
 * Large shapes use the Cornish–Fisher expansion of Goldberg and Levine (1946), because @stdlib's upper incomplete gamma
 * function is wrong beyond x = 1000 (0.2.3 errs by 0.16 at shape 1000, p = 0.975).
 */
export function gammaQuantile(probability: number, shape: number): number {
  if (shape < LARGE_SHAPE) return gammaQuantileOf(probability, shape, 1);
  const z = normalQuantileOf(probability, 0, 1);
  const z2 = z * z;
  const root = Math.sqrt(shape);
  return (
    shape +
    root * z +
    (z2 - 1) / 3 +
    (z * (z2 - 7)) / (36 * root) -
    (3 * z2 * z2 + 7 * z2 - 16) / (810 * shape) +
    (z * (9 * z2 * z2 + 256 * z2 - 433)) / (38_880 * shape * root) +
    (12 * z2 ** 3 - 243 * z2 * z2 - 923 * z2 + 1472) / (204_120 * shape * shape)
  );
}
