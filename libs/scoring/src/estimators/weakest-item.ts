/** Kind L: the least mean among the service items with enough answers. */
import { jackknife } from '../jackknife';
import type { MinimumEstimator } from '../metric';
import { UPPER_TAIL } from '../quantiles';
import { addUp, keyedSums, sortedKeys, sumsOf, total, type Sums } from '../sums';
import type { Estimate, Interval } from './estimate';
import { meanOf, type AnswerSums } from './mean';

const RANGE: Interval = [0, 100];

/** Answers whose service item nobody gave are no item. */
const UNKNOWN = 'unknown';

export function estimateMinimum(estimator: MinimumEstimator, sums: Sums): Estimate | null {
  const items = comparedItems(estimator, sums);
  // Level 1 − 0.05/K for each of K items, so that all their intervals hold together with 95 % (Bonferroni).
  const upperTail = 1 - (1 - UPPER_TAIL) / items.length;
  const means = items.map((item) => meanOf(item, estimator.unitsPerPoint, RANGE, upperTail)!);
  const least = means.reduce<(typeof means)[number] | null>(
    (weakest, mean) => (weakest === null || mean.value < weakest.value ? mean : weakest),
    null,
  );
  if (least === null) return null;
  const intervals = means.map((mean) => mean.interval ?? RANGE);
  return {
    value: least.value,
    interval: [Math.min(...intervals.map(([lower]) => lower)), Math.min(...intervals.map(([, upper]) => upper))],
    n: least.n,
    nEff: null,
    enough: items.length >= estimator.minimumItems,
    replicates: jackknife(
      least.value,
      [addUp(items.map((item) => item.n))],
      (group) => leastWithout(items, group) / estimator.unitsPerPoint,
    ),
  };
}

/** Answers of the items that are thick enough to be compared, by item code. */
export function comparedItems(
  { n, sum, sumSquares, itemMinimumN }: MinimumEstimator,
  sums: Sums,
): (AnswerSums & { readonly code: string })[] {
  const answers = keyedSums(sums, n);
  return sortedKeys(answers)
    .filter((code) => code !== UNKNOWN && total(answers.get(code)!) >= itemMinimumN)
    .map((code) => ({
      code,
      n: sumsOf(answers, code),
      sum: sumsOf(keyedSums(sums, sum), code),
      sumSquares: sumsOf(keyedSums(sums, sumSquares), code),
    }));
}

/** Least mean over the same items without a replicate group, in units of the sums; items emptied by that are left out. */
function leastWithout(items: readonly AnswerSums[], group: number): number {
  let least = NaN;
  for (const item of items) {
    const n = total(item.n) - item.n[group]!;
    if (n <= 0) continue;
    const mean = (total(item.sum) - item.sum[group]!) / n;
    if (!(mean >= least)) least = mean;
  }
  return least;
}
