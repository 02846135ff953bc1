/** A value taken apart: the strata whose weighted means add up to it, so that a change of it can be split (scoring.md 3.7). */
import { itemsInDispute } from '../agreement';
import { indexItems } from '../estimators/item-index';
import { comparedItems } from '../estimators/weakest-item';
import { totals } from '../estimators/weighted';
import type {
  Estimator,
  GapEstimator,
  IndexEstimator,
  MeanEstimator,
  MinimumEstimator,
  ObservedShareEstimator,
  ProportionEstimator,
  RateEstimator,
} from '../metric';
import { answerWeights, strataOf } from '../post-stratification';
import { keyedSums, plainSums, sortedKeys, sumsOf, total, type Sums } from '../sums';

/** The plain sums of a metric kept apart by what its cases have in common, e.g. service item and channel; they add up to its sums. */
export type StratumSums = ReadonlyMap<string, Sums>;

/** A stratum's place in a value. Over all of them the parts add up to the value. */
export interface ValueTerm {
  readonly key: string;
  /** Cases; answers, or exposure of a rate. */
  readonly n: number;
  /** How much the stratum's mean counts. Weights add up to 1, and to −1 over what is subtracted. */
  readonly weight: number;
  /** Weight × mean, in the metric's unit. A rate's events without exposure have a part and no weight. */
  readonly part: number;
  /** What is subtracted are the reference classes of a gap. */
  readonly side: 'added' | 'subtracted';
}

/**
 * Terms of a metric's value in the order of their keys; none where it is no sum over strata (a percentile), or has no data.
 *
 * @param strata for the kinds without strata of their own (proportion, rate, mean); without it they are one stratum with the key ''
 */
export function valueTerms(estimator: Estimator, sums: Sums, strata: StratumSums | null): ValueTerm[] {
  switch (estimator.kind) {
    case 'proportion':
    case 'rate':
    case 'mean':
      return plainTerms(quotientOf(estimator), strata ?? new Map([['', sums]]));
    case 'weighted_mean':
      return weightedTerms(estimator, sums, (key) => sumUnder(sums, estimator.sum, key) / estimator.unitsPerPoint);
    case 'weighted_proportion':
      return weightedTerms(estimator, sums, (key) => 100 * sumUnder(sums, estimator.numerator, key));
    case 'net_share':
      return weightedTerms(
        estimator,
        sums,
        (key) => 100 * (sumUnder(sums, estimator.plus, key) - sumUnder(sums, estimator.minus, key)),
      );
    case 'index':
      return indexTerms(estimator, sums);
    case 'minimum':
      return minimumTerms(estimator, sums);
    case 'gap':
      return gapTerms(estimator, sums);
    case 'observed_share':
      return observedTerms(estimator, sums);
    case 'percentile':
    case 'pending':
      return [];
  }
}

/** A value that is factor × Σ amount / Σ base. */
interface Quotient {
  readonly base: string;
  readonly amount: string;
  readonly factor: number;
}

function quotientOf(estimator: ProportionEstimator | RateEstimator | MeanEstimator): Quotient {
  switch (estimator.kind) {
    case 'proportion':
      return { base: estimator.denominator, amount: estimator.numerator, factor: 100 };
    case 'rate':
      return { base: estimator.exposure, amount: estimator.count, factor: estimator.per };
    case 'mean':
      return { base: estimator.n, amount: estimator.sum, factor: 1 / estimator.unitsPerPoint };
  }
}

function plainTerms({ base, amount, factor }: Quotient, strata: StratumSums): ValueTerm[] {
  const counted = [...strata.keys()].sort().map((key) => {
    const sums = strata.get(key)!;
    return { key, n: total(plainSums(sums, base)), amount: total(plainSums(sums, amount)) };
  });
  const all = counted.reduce((sum, { n }) => sum + n, 0);
  if (all <= 0) return [];
  return counted
    .filter((stratum) => stratum.n > 0 || stratum.amount !== 0)
    .map((stratum) => ({
      key: stratum.key,
      n: stratum.n,
      weight: stratum.n / all,
      part: (factor * stratum.amount) / all,
      side: 'added',
    }));
}

/** The cells of the post-stratification, each with the weight of the stratum it was pooled into. @param amountOf of a cell, in the metric's unit */
function weightedTerms(
  { n, contacts }: { readonly n: string; readonly contacts: string },
  sums: Sums,
  amountOf: (key: string) => number,
): ValueTerm[] {
  const strata = strataOf(keyedSums(sums, n), keyedSums(sums, contacts));
  if (strata === null) return [];
  const answers = totals(strata.answers);
  const weights = answerWeights(answers, totals(strata.contacts));
  const all = answers.reduce((sum, count) => sum + count, 0);
  return strata.cells
    .flatMap((keys, stratum) => keys.map((key) => ({ key, own: sumUnder(sums, n, key), weight: weights[stratum]! })))
    .filter(({ own }) => own > 0)
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ key, own, weight }) => ({
      key,
      n: own,
      weight: (weight * own) / all,
      part: (weight * amountOf(key)) / all,
      side: 'added',
    }));
}

/** An item counts by its share of the mix as far as its mean is believed; what is not believed counts in the plain mean over items. */
function indexTerms(estimator: IndexEstimator, sums: Sums): ValueTerm[] {
  const items = indexItems(estimator, sums);
  const notBelieved = 1 - items.reduce((sum, { share, belief }) => sum + share * belief, 0);
  return items.map(({ code, share, belief, allN, allSum }) => {
    const weight = share * belief + notBelieved / items.length;
    return { key: code, n: allN, weight, part: (weight * allSum) / allN / estimator.unitsPerPoint, side: 'added' };
  });
}

/** All items that are compared: the weakest counts, the others do not. */
function minimumTerms(estimator: MinimumEstimator, sums: Sums): ValueTerm[] {
  const items = comparedItems(estimator, sums).map(({ code, n, sum }) => ({
    code,
    n: total(n),
    mean: total(sum) / total(n) / estimator.unitsPerPoint,
  }));
  const least = Math.min(...items.map(({ mean }) => mean));
  const weakest = items.findIndex(({ mean }) => mean === least);
  return items.map(({ code, n, mean }, index) => {
    const weight = index === weakest ? 1 : 0;
    return { key: code, n, weight, part: weight * mean, side: 'added' };
  });
}

function gapTerms(estimator: GapEstimator, sums: Sums): ValueTerm[] {
  const focus = sideTerms(estimator, sums, estimator.focus, 'added');
  const reference = sideTerms(estimator, sums, estimator.reference, 'subtracted');
  return focus.length === 0 || reference.length === 0 ? [] : [...focus, ...reference];
}

function sideTerms(
  estimator: GapEstimator,
  sums: Sums,
  classes: readonly string[],
  side: ValueTerm['side'],
): ValueTerm[] {
  const sign = side === 'added' ? 1 : -1;
  const present = sortedKeys(keyedSums(sums, estimator.n)).filter((name) => classes.includes(name));
  const all = present.reduce((sum, name) => sum + sumUnder(sums, estimator.n, name), 0);
  return present.flatMap((key) => {
    const n = sumUnder(sums, estimator.n, key);
    const part = (sign * sumUnder(sums, estimator.sum, key)) / all / estimator.unitsPerPoint;
    return n > 0 ? [{ key, n, weight: (sign * n) / all, part, side }] : [];
  });
}

/** Items of the form, less those that observers disagree on. */
function observedTerms(estimator: ObservedShareEstimator, sums: Sums): ValueTerm[] {
  const inDispute = itemsInDispute(estimator, sums);
  const items = sortedKeys(keyedSums(sums, estimator.items)).filter((key) => !inDispute.has(key));
  const all = items.reduce((weight, key) => weight + sumUnder(sums, estimator.judged, key), 0);
  return items.flatMap((key) => {
    const n = sumUnder(sums, estimator.items, key);
    const weight = sumUnder(sums, estimator.judged, key) / all;
    const part = (100 * sumUnder(sums, estimator.passed, key)) / all;
    return n > 0 ? [{ key, n, weight, part, side: 'added' }] : [];
  });
}

function sumUnder(sums: Sums, measure: string, key: string): number {
  return total(sumsOf(keyedSums(sums, measure), key));
}
