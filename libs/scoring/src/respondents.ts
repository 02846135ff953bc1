/** How many people answered what a metric is computed from: the n that confidentiality goes by (scoring.md 3.1). */
import type { Estimator } from './metric';
import { keyedSums, type KeyedSums, type Sums, sumsOf, total } from './sums';

/**
 * From the counts of answers alone, so that a table of many cells is cheap to read; 0 for what is not asked of people. It is the n of
 * `evaluateMetric`, but for the minimum.
 */
export function respondents(estimator: Estimator, sums: Sums): number {
  switch (estimator.kind) {
    case 'mean':
    case 'weighted_mean':
    case 'weighted_proportion':
    case 'net_share':
      return answersOf(keyedSums(sums, estimator.n));
    case 'index':
      return answersOf(keyedSums(sums, estimator.n), (item) => Object.hasOwn(estimator.mix, item));
    case 'gap': {
      const answers = keyedSums(sums, estimator.n);
      const side = (classes: readonly string[]) => classes.reduce((n, name) => n + total(sumsOf(answers, name)), 0);
      return Math.min(side(estimator.focus), side(estimator.reference));
    }
    case 'minimum': {
      // Which item is the least takes its sums; that with the fewest answers is the safe guess.
      const sizes = [...keyedSums(sums, estimator.n).values()].map(total);
      const thick = sizes.filter((n) => n > 0 && n >= estimator.itemMinimumN);
      return thick.length === 0 ? 0 : Math.min(...thick);
    }
    case 'proportion':
    case 'rate':
    case 'percentile':
    case 'pending':
      return 0;
  }
}

function answersOf(keyed: KeyedSums, counts: (key: string) => boolean = () => true): number {
  let n = 0;
  for (const [key, groups] of keyed) if (counts(key)) n += total(groups);
  return n;
}
