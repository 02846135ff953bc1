/** Values and value intervals of the metrics by kind (metrics.md, last column; scoring.md 3.11), from the cases themselves. */
import { answerWeights, cells, effectiveN } from './answer-weights';
import { gammaQuantile, tQuantile } from './distributions';
import { averageOf, deviationsOf, type Estimator, type LimitsOrNone, meanLimits, NOTHING } from './estimate';
import { itemIndex, specialGroupGap, weakestItem } from './item-estimates';
import { observedShare } from './observed-estimates';
import { groupsOf, leaveOut, type Replicates, replicates, shareLimits, Z } from './replicates';
import { SurvivalCurve } from './survival';
import { average, type Entry, sum, valueOf } from './tallies';

const PER = 10_000;
const SURVIVAL = 0.1;

/** W: share of cases, in %. */
const proportion: Estimator = (counted) => {
  const n = counted.length;
  if (n === 0) return NOTHING;
  const share = average(counted.map(valueOf));
  const days = replicates(share, groupsOf(counted), (group) => averageOf(leaveOut(counted, group)));
  const { lower, upper } = shareLimits(share, n, days);
  return { value: 100 * share, n, nEff: n, lower: 100 * lower, upper: 100 * upper, ...deviationsOf(days) };
};

/** E: cases per 10,000 contacts, exact (gamma) limits. */
const rate: Estimator = (counted, contacts) => {
  const exposure = contacts.length;
  if (exposure === 0) return NOTHING;
  const value = (PER * counted.length) / exposure;
  const days = replicates(value, groupsOf(contacts), (group) => {
    const left = leaveOut(contacts, group).length;
    return left === 0 ? undefined : (PER * leaveOut(counted, group).length) / left;
  });
  const poisson = (PER / exposure) ** 2 * counted.length;
  const deff = days && poisson > 0 ? Math.max(1, days.variance / poisson) : 1;
  const count = counted.length / deff;
  const scale = PER / (exposure / deff);
  return {
    value,
    n: exposure,
    nEff: exposure,
    lower: count === 0 ? 0 : scale * gammaQuantile(0.025, count),
    upper: scale * gammaQuantile(0.975, count + 1),
    ...deviationsOf(days),
  };
};

/** M: plain mean of values of `perPoint` units a point, on 0 … 100. */
function mean(perPoint: number): Estimator {
  return (counted) => {
    const n = counted.length;
    if (n === 0) return NOTHING;
    const values = counted.map((entry) => valueOf(entry) / perPoint);
    const value = average(values);
    const days = replicates(value, groupsOf(counted), (group) => {
      const left = averageOf(leaveOut(counted, group));
      return left === undefined ? undefined : left / perPoint;
    });
    const within = (): number | undefined => {
      if (n <= 1) return undefined;
      const variance = sum(values.map((one) => (one - value) ** 2)) / (n - 1);
      return tQuantile(0.975, n - 1) * Math.sqrt(variance / n);
    };
    return { value, n, nEff: n, ...meanLimits(value, days, within, [0, 100]), ...deviationsOf(days) };
  };
}

/** K: 90th percentile of waits, in units of `secondsPerUnit`; Woodruff's limits. */
function percentile(secondsPerUnit: number): Estimator {
  return (counted) => {
    const n = counted.length;
    if (n === 0) return NOTHING;
    const curve = new SurvivalCurve(counted);
    const seconds = curve.secondsAt(SURVIVAL);
    if (seconds === null) return { ...NOTHING, n, nEff: n, isLow: true };
    const days = replicates(curve.survivalAt(seconds), groupsOf(counted), (group) => {
      const left = leaveOut(counted, group);
      return left.length === 0 ? undefined : new SurvivalCurve(left).survivalAt(seconds);
    });
    const half = days ? days.t * Math.sqrt(days.variance) : Z * curve.greenwoodAt(seconds);
    const lower = curve.secondsAt(SURVIVAL + half);
    const upper = curve.secondsAt(SURVIVAL - half);
    return {
      value: seconds / secondsPerUnit,
      n,
      nEff: n,
      lower: lower === null ? null : lower / secondsPerUnit,
      upper: upper === null ? null : upper / secondsPerUnit,
      ...deviationsOf(days),
    };
  };
}

type Within = (values: readonly number[], weights: readonly number[], value: number) => number | undefined;

/** Post-stratified mean of `of(answer)`; strata are decided once, weights anew in each replicate. */
function weighted(
  of: (answer: number) => number,
  limits: (value: number, nEff: number, days: Replicates | undefined, within: () => number | undefined) => LimitsOrNone,
  within: Within,
): Estimator {
  return (counted, contacts) => {
    const n = counted.length;
    if (n === 0) return NOTHING;
    const cellOf = cells(counted, contacts);
    const meanOf = (answers: readonly Entry[], visits: readonly Entry[]): number | undefined => {
      if (answers.length === 0) return undefined;
      const weights = answerWeights(answers, visits, cellOf);
      return sum(answers.map((entry, index) => (weights[index] ?? 0) * of(valueOf(entry)))) / sum(weights);
    };
    const weights = answerWeights(counted, contacts, cellOf);
    const value = meanOf(counted, contacts) ?? 0;
    const nEff = effectiveN(weights);
    const days = replicates(value, groupsOf(counted), (group) =>
      meanOf(leaveOut(counted, group), leaveOut(contacts, group)),
    );
    const values = counted.map((entry) => of(valueOf(entry)));
    return {
      value,
      n,
      nEff,
      ...limits(value, nEff, days, () => within(values, weights, value)),
      ...deviationsOf(days),
    };
  };
}

/** s² = Σw(a − ȳ)²/Σw · n_eff/(n_eff − 1), t with n_eff − 1. */
const weightedMeanWithin: Within = (values, weights, value) => {
  const n = effectiveN(weights);
  if (n <= 1) return undefined;
  const squares = sum(values.map((one, index) => (weights[index] ?? 0) * (one - value) ** 2));
  const variance = ((squares / sum(weights)) * n) / (n - 1);
  return tQuantile(0.975, n - 1) * Math.sqrt(variance / n);
};

/** z·√((p + d − (p − d)²)/n_eff), in points. */
const netShareWithin: Within = (values, weights, value) => {
  const squares = sum(values.map((one, index) => (weights[index] ?? 0) * (one / 100) ** 2)) / sum(weights);
  return 100 * Z * Math.sqrt((squares - (value / 100) ** 2) / effectiveN(weights));
};

const weightedMean = weighted(
  (a) => a / 1e6,
  (value, _n, days, within) => meanLimits(value, days, within, [0, 100]),
  weightedMeanWithin,
);
const netShare = weighted(
  (a) => (a >= 9e7 ? 100 : a <= 6e7 ? -100 : 0),
  (value, _n, days, within) => meanLimits(value, days, within, [-100, 100]),
  netShareWithin,
);

function weightedShare(isHit: (answer: number) => boolean): Estimator {
  return weighted(
    (a) => (isHit(a) ? 100 : 0),
    (value, nEff, days) => {
      const asShare = days && { ...days, variance: days.variance / 1e4 };
      const { lower, upper } = shareLimits(Math.min(1, value / 100), nEff, asShare);
      return { lower: 100 * lower, upper: 100 * upper };
    },
    () => undefined,
  );
}

const rating = mean(1e6);

export const ESTIMATORS: ReadonlyMap<string, Estimator> = new Map<string, Estimator>([
  ['h1-zone-signage-rate', observedShare(2)],
  ['h2-cleanliness-rate', observedShare(2)],
  ['p2-observation-conformity-rate', observedShare(3)],
  ['p3-callback-on-time-rate', proportion],
  ['s1-first-contact-resolution-rate', proportion],
  ['s1-answer-accuracy-rate', observedShare(1)],
  ['s2-observation-attitude-rate', observedShare(3)],
  ['s3-teamwork-interview-index', mean(1e6)],
  ['h1-wayfinding-rating', rating],
  ['h2-comfort-rating', rating],
  ['p1-wait-within-target-rate', proportion],
  ['p1-wait-p90', percentile(60)],
  ['p1-abandon-rate', proportion],
  ['p1-cycle-on-time-rate', proportion],
  ['p1-complaint-reply-on-time-rate', proportion],
  ['p2-process-conformity-rate', proportion],
  ['p2-rework-rate', proportion],
  ['p2-complaint-procedure-rate', proportion],
  ['p3-progress-notice-rate', proportion],
  ['p3-reply-content-rate', mean(1)],
  ['p3-disclosure-rating', rating],
  ['s1-knowledge-rating', rating],
  ['s2-courtesy-rating', rating],
  ['s2-attitude-complaint-rate', rate],
  ['s3-assignment-time-p90', percentile(3_600)],
  ['c1-csat-index', weightedMean],
  ['c1-very-satisfied-rate', weightedShare((a) => a === 1e8)],
  ['c1-dissatisfied-rate', weightedShare((a) => a <= 2.5e7)],
  ['c1-nps', netShare],
  ['c1-complaint-rate', rate],
  ['c2-service-item-index', itemIndex],
  ['c2-weakest-item', weakestItem],
  ['c2-complaint-resolution-csat', rating],
  ['c2-ease-index', rating],
  ['c2-special-group-gap', specialGroupGap],
]);
