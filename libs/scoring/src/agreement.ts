/** How far two observers who judged the same items on their own agree: Cohen's kappa (Cohen 1960; scoring.md 3.9). */
import type { Estimator } from './metric';
import { keyedSums, sumsOf, total, type Sums } from './sums';

/** Pairs of judgements of one item, by what the first and the second observer found. */
export interface PairCounts {
  readonly bothPassed: number;
  readonly firstPassed: number;
  readonly secondPassed: number;
  readonly bothFailed: number;
}

/**
 * Whether κ is below a limit. In whole numbers, so that a κ that equals the limit reaches it: κ = (n·a − e)/(n² − e) with n pairs, a
 * of them alike, and e = n² times the share that chance alone would make alike. Where chance would make all alike, both gave one and
 * the same result throughout: κ is no number, and nobody disagreed.
 */
export function isKappaBelow(percent: number, pairs: PairCounts): boolean {
  const { bothPassed, firstPassed, secondPassed, bothFailed } = pairs;
  const n = bothPassed + firstPassed + secondPassed + bothFailed;
  const byChance =
    (bothPassed + firstPassed) * (bothPassed + secondPassed) + (secondPassed + bothFailed) * (firstPassed + bothFailed);
  return 100 * (n * (bothPassed + bothFailed) - byChance) < percent * (n * n - byChance);
}

/**
 * Items that observers disagree on, over all that the sums hold: they leave the score until observers are trained anew. Without enough
 * pairs there is no verdict, and the item stays.
 */
export function itemsInDispute(estimator: Estimator, sums: Sums): ReadonlySet<string> {
  if (estimator.kind !== 'observed_share') return new Set();
  const { agreement, leastPairs, leastKappaPercent } = estimator;
  const items = new Set(Object.values(agreement).flatMap((measure: string) => [...keyedSums(sums, measure).keys()]));
  const count = (measure: string, item: string): number => total(sumsOf(keyedSums(sums, measure), item));
  return new Set(
    [...items].filter((item) => {
      const pairs = {
        bothPassed: count(agreement.bothPassed, item),
        firstPassed: count(agreement.firstPassed, item),
        secondPassed: count(agreement.secondPassed, item),
        bothFailed: count(agreement.bothFailed, item),
      };
      const n = Object.values(pairs).reduce((sum, some) => sum + some, 0);
      return n >= leastPairs && isKappaBelow(leastKappaPercent, pairs);
    }),
  );
}
