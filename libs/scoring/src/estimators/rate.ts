/** Kind E: events per exposure, with exact Poisson limits widened to what the days show. */
import { designEffect, jackknife } from '../jackknife';
import type { RateEstimator } from '../metric';
import { poissonInterval } from '../poisson';
import { plainSums, total, type Sums } from '../sums';
import type { Estimate } from './estimate';

export function estimateRate(estimator: RateEstimator, sums: Sums): Estimate | null {
  const counts = plainSums(sums, estimator.count);
  const exposures = plainSums(sums, estimator.exposure);
  const count = total(counts);
  const exposure = total(exposures);
  if (exposure <= 0) return null;
  const replicates = jackknife(
    (estimator.per * count) / exposure,
    [exposures],
    (group) => (estimator.per * (count - counts[group]!)) / (exposure - exposures[group]!),
  );
  const unit = estimator.per / exposure;
  const effect = replicates === null ? 1 : designEffect(replicates, count * unit * unit);
  const [lower, upper] = poissonInterval(count / effect);
  return {
    value: (estimator.per * count) / exposure,
    interval: [lower * effect * unit, upper * effect * unit],
    n: exposure,
    nEff: null,
    enough: true,
    replicates,
  };
}
