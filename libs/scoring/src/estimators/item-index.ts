/** Kind I: means of service items on a fixed reference mix, thin items drawn to the plain mean over items (metrics.md). */
import { jackknife } from '../jackknife';
import type { IndexEstimator } from '../metric';
import { UPPER_TAIL, Z } from '../quantiles';
import { addUp, keyedSums, sortedKeys, sumsOf, total, type GroupSums, type Sums } from '../sums';
import { clippedInterval, replicateInterval, type Estimate, type Interval } from './estimate';
import { squaredDeviations } from './spread';

const RANGE: Interval = [0, 100];

/** An item with fewer answers is thin: n/(n + 20) of its distance from the mean over items is believed. */
const THICK_ITEM = 10;
const SHRINKAGE = 20;

/** Items with `THICK_ITEM` answers that the index asks for. */
const LEAST_THICK_ITEMS = 3;

export interface IndexItem {
  readonly code: string;
  /** Share of the mix, over the items with answers. */
  readonly share: number;
  /** How much of its distance from the mean over items is believed; decided on the total, kept in the replicates. */
  readonly belief: number;
  readonly n: GroupSums;
  readonly sum: GroupSums;
  readonly allN: number;
  readonly allSum: number;
  readonly sumSquares: number;
}

export function estimateIndex(estimator: IndexEstimator, sums: Sums): Estimate | null {
  const items = indexItems(estimator, sums);
  if (items.length === 0) return null;
  const answers = addUp(items.map((item) => item.n));
  const value = indexOf(items, null) / estimator.unitsPerPoint;
  const replicates = jackknife(value, [answers], (group) => indexOf(items, group) / estimator.unitsPerPoint);
  return {
    value,
    interval:
      replicates === null
        ? withinInterval(value, items, estimator.unitsPerPoint)
        : replicateInterval(value, replicates, RANGE, UPPER_TAIL),
    n: total(answers),
    nEff: null,
    enough: items.filter((item) => item.allN >= THICK_ITEM).length >= LEAST_THICK_ITEMS,
    replicates,
  };
}

/** Items of the mix that have answers. */
export function indexItems({ n, sum, sumSquares, mix }: IndexEstimator, sums: Sums): IndexItem[] {
  const answers = keyedSums(sums, n);
  const codes = sortedKeys(answers).filter((code) => Object.hasOwn(mix, code) && total(answers.get(code)!) > 0);
  const mixTotal = codes.reduce((share, code) => share + mix[code]!, 0);
  return codes.map((code) => {
    const itemN = sumsOf(answers, code);
    const itemSum = sumsOf(keyedSums(sums, sum), code);
    const allN = total(itemN);
    return {
      code,
      share: mix[code]! / mixTotal,
      belief: allN < THICK_ITEM ? allN / (allN + SHRINKAGE) : 1,
      n: itemN,
      sum: itemSum,
      allN,
      allSum: total(itemSum),
      sumSquares: total(sumsOf(keyedSums(sums, sumSquares), code)),
    };
  });
}

/** The index in units of the sums, on the total or without a replicate group; NaN without answers. */
function indexOf(items: readonly IndexItem[], without: number | null): number {
  const means = items.flatMap((item) => {
    const n = item.allN - (without === null ? 0 : item.n[without]!);
    const sum = item.allSum - (without === null ? 0 : item.sum[without]!);
    return n > 0 ? [{ item, mean: sum / n }] : [];
  });
  const overall = means.reduce((sum, { mean }) => sum + mean, 0) / means.length;
  return means.reduce((index, { item, mean }) => index + item.share * item.belief * (mean - overall), overall);
}

/** θ ± z·√(Σ W²·s²/n), s pooled over the items. */
function withinInterval(value: number, items: readonly IndexItem[], unitsPerPoint: number): Interval | null {
  let squares = 0;
  let degreesOfFreedom = 0;
  let variance = 0;
  for (const item of items) {
    squares += squaredDeviations(item.allN, item.allSum, item.sumSquares);
    degreesOfFreedom += item.allN - 1;
    variance += item.share ** 2 / item.allN;
  }
  if (degreesOfFreedom <= 0) return null;
  const standardError = Math.sqrt((variance * squares) / degreesOfFreedom) / unitsPerPoint;
  return clippedInterval(value, Z * standardError, RANGE);
}
