/** Kind K: the time that a share of the cases outlasts, from a Kaplan–Meier curve, with Woodruff's interval. */
import { jackknife, replicateQuantile } from '../jackknife';
import {
  crossingOf,
  greenwoodVariance,
  secondsAt,
  survivalCurve,
  survivalWithoutGroups,
  timeHistograms,
} from '../kaplan-meier';
import type { PercentileEstimator } from '../metric';
import { UPPER_TAIL, Z } from '../quantiles';
import { keyedSums, total, type KeyedSums, type Sums } from '../sums';
import type { Estimate } from './estimate';

const NO_CENSORINGS: KeyedSums = new Map();

export function estimatePercentile(estimator: PercentileEstimator, sums: Sums): Estimate | null {
  const { survival: level, secondsPerUnit } = estimator;
  const censored = estimator.censored === undefined ? NO_CENSORINGS : keyedSums(sums, estimator.censored);
  const histograms = timeHistograms(keyedSums(sums, estimator.events), censored);
  const curve = survivalCurve(histograms);
  const n = total(curve.cases);
  if (n <= 0) return null;
  const crossing = crossingOf(curve, level);
  if (crossing === null) return { value: null, interval: null, n, nEff: null, enough: false, replicates: null };

  // Woodruff (1952): the interval of the survival at the percentile, read off the curve.
  const survivals = survivalWithoutGroups(histograms, curve, crossing);
  const replicates = jackknife(level, [curve.cases], (group) => survivals[group]!);
  const half =
    replicates === null
      ? Z * Math.sqrt(greenwoodVariance(curve, crossing))
      : replicateQuantile(replicates, UPPER_TAIL) * Math.sqrt(replicates.variance);
  return {
    value: crossing.seconds / secondsPerUnit,
    interval: [secondsAt(curve, level + half) / secondsPerUnit, secondsAt(curve, level - half) / secondsPerUnit],
    n,
    nEff: null,
    enough: true,
    replicates,
  };
}
