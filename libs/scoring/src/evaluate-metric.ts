/** One metric's evaluation: its value from the sums, its score, and the intervals of both. */
import type { Estimate } from './estimators/estimate';
import { estimateGap } from './estimators/gap';
import { estimateIndex } from './estimators/item-index';
import { estimateMean } from './estimators/mean';
import { estimateNetShare } from './estimators/net-share';
import { estimateObservedShare } from './estimators/observed-share';
import { estimatePercentile } from './estimators/percentile';
import { estimateProportion } from './estimators/proportion';
import { estimateRate } from './estimators/rate';
import { estimateMinimum } from './estimators/weakest-item';
import { estimateWeightedMean } from './estimators/weighted-mean';
import { estimateWeightedProportion } from './estimators/weighted-proportion';
import type { Direction, Estimator, MetricEvaluation, MetricForScoring } from './metric';
import { normalise, normaliseInterval } from './normalise';
import type { Sums } from './sums';

/** Effective sizes are quotients of rounded sums: 30 - 1e-14 is 30. */
const ROUNDING = 1e-9;

const NO_DATA: MetricEvaluation = {
  status: 'no_data',
  value: null,
  valueLower: null,
  valueUpper: null,
  score: null,
  lower: null,
  upper: null,
  n: 0,
  nEff: null,
  intervalMethod: null,
  deviations: null,
};

/** Evaluates a metric on the sums of one group and period; measures that `sums` lacks are zero. */
export function evaluateMetric(metric: MetricForScoring, sums: Sums): MetricEvaluation {
  const estimate = estimateOf(metric.estimator, sums);
  if (estimate === null) return NO_DATA;
  const { direction, anchors } = metric;
  const { value, interval, n, nEff, replicates } = estimate;
  const scores = interval === null ? null : normaliseInterval(interval, anchors, direction);
  const isEnough = estimate.enough && (nEff ?? n) >= metric.minimumN - ROUNDING;
  return {
    status: isEnough ? 'ok' : 'low_sample',
    value,
    valueLower: interval?.[0] ?? null,
    valueUpper: interval === null || interval[1] === Infinity ? null : interval[1],
    score: value === null ? null : normalise(value, anchors, direction),
    lower: scores?.[0] ?? null,
    upper: scores?.[1] ?? null,
    n,
    nEff,
    intervalMethod: interval === null ? null : replicates === null ? 'within' : 'jackknife',
    deviations: replicates === null ? null : towardsScore(replicates.deviations, direction),
  };
}

function towardsScore(deviations: Float64Array, direction: Direction): Float64Array {
  return direction === 'up' ? deviations : deviations.map((deviation) => -deviation);
}

function estimateOf(estimator: Estimator, sums: Sums): Estimate | null {
  switch (estimator.kind) {
    case 'proportion':
      return estimateProportion(estimator, sums);
    case 'rate':
      return estimateRate(estimator, sums);
    case 'mean':
      return estimateMean(estimator, sums);
    case 'percentile':
      return estimatePercentile(estimator, sums);
    case 'weighted_mean':
      return estimateWeightedMean(estimator, sums);
    case 'weighted_proportion':
      return estimateWeightedProportion(estimator, sums);
    case 'net_share':
      return estimateNetShare(estimator, sums);
    case 'index':
      return estimateIndex(estimator, sums);
    case 'minimum':
      return estimateMinimum(estimator, sums);
    case 'gap':
      return estimateGap(estimator, sums);
    case 'observed_share':
      return estimateObservedShare(estimator, sums);
    case 'pending':
      return null;
  }
}
