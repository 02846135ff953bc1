/** Kind W: a share of cases in percent, with Wilson's interval widened to what the days show. */
import { designEffect, jackknife, replicateQuantile, type Replicates } from '../jackknife';
import type { ProportionEstimator } from '../metric';
import { UPPER_TAIL, Z } from '../quantiles';
import { plainSums, total, type Sums } from '../sums';
import { wilsonInterval } from '../wilson';
import type { Estimate, Interval } from './estimate';

export function estimateProportion(estimator: ProportionEstimator, sums: Sums): Estimate | null {
  const numerator = plainSums(sums, estimator.numerator);
  const denominator = plainSums(sums, estimator.denominator);
  const x = total(numerator);
  const n = total(denominator);
  if (n <= 0) return null;
  const share = x / n;
  const replicates = jackknife(share, [denominator], (group) => (x - numerator[group]!) / (n - denominator[group]!));
  return {
    value: 100 * share,
    interval: shareInterval(share, n, replicates),
    n,
    nEff: null,
    enough: true,
    replicates,
  };
}

/** 95 % limits in percent of a share (0 … 1) of `n` cases, effective ones where weighted. */
export function shareInterval(share: number, n: number, replicates: Replicates | null): Interval {
  const [lower, upper] =
    replicates === null
      ? wilsonInterval(share, n, Z)
      : wilsonInterval(
          share,
          n / designEffect(replicates, (share * (1 - share)) / n),
          replicateQuantile(replicates, UPPER_TAIL),
        );
  return [100 * lower, 100 * upper];
}
