/** Kind M, gap: the mean of some priority classes less that of others. */
import { jackknife } from '../jackknife';
import type { GapEstimator } from '../metric';
import { studentQuantile, UPPER_TAIL } from '../quantiles';
import { addUp, keyedSums, sumsOf, total, type GroupSums, type Sums } from '../sums';
import { clippedInterval, replicateInterval, type Estimate, type Interval } from './estimate';
import { squaredDeviations } from './spread';

const RANGE: Interval = [-100, 100];

/** Answers of one side of the gap. */
interface Side {
  readonly n: GroupSums;
  readonly sum: GroupSums;
  readonly allN: number;
  readonly allSum: number;
  readonly sumSquares: number;
}

export function estimateGap(estimator: GapEstimator, sums: Sums): Estimate | null {
  const { unitsPerPoint } = estimator;
  const focus = sideOf(estimator, estimator.focus, sums);
  const reference = sideOf(estimator, estimator.reference, sums);
  const n = Math.min(focus.allN, reference.allN);
  if (n <= 0) return null;
  const value = (meanOf(focus, null) - meanOf(reference, null)) / unitsPerPoint;
  const replicates = jackknife(
    value,
    [focus.n, reference.n],
    (group) => (meanOf(focus, group) - meanOf(reference, group)) / unitsPerPoint,
  );
  return {
    value,
    interval:
      replicates === null
        ? welchInterval(value, focus, reference, unitsPerPoint)
        : replicateInterval(value, replicates, RANGE, UPPER_TAIL),
    n,
    nEff: null,
    enough: true,
    replicates,
  };
}

function sideOf({ n, sum, sumSquares }: GapEstimator, classes: readonly string[], sums: Sums): Side {
  const pooled = (measure: string) => addUp(classes.map((name) => sumsOf(keyedSums(sums, measure), name)));
  const sideN = pooled(n);
  const sideSum = pooled(sum);
  return { n: sideN, sum: sideSum, allN: total(sideN), allSum: total(sideSum), sumSquares: total(pooled(sumSquares)) };
}

/** Mean in units of the sums, on the total or without a replicate group; NaN without answers. */
function meanOf(side: Side, without: number | null): number {
  if (without === null) return side.allSum / side.allN;
  return (side.allSum - side.sum[without]!) / (side.allN - side.n[without]!);
}

/** Welch's interval of a difference of two means, with Satterthwaite's degrees of freedom. */
function welchInterval(value: number, focus: Side, reference: Side, unitsPerPoint: number): Interval | null {
  if (focus.allN <= 1 || reference.allN <= 1) return null;
  const a = squaredStandardError(focus);
  const b = squaredStandardError(reference);
  if (a + b === 0) return [value, value];
  const degreesOfFreedom = (a + b) ** 2 / (a ** 2 / (focus.allN - 1) + b ** 2 / (reference.allN - 1));
  const standardError = Math.sqrt(a + b) / unitsPerPoint;
  return clippedInterval(value, studentQuantile(UPPER_TAIL, degreesOfFreedom) * standardError, RANGE);
}

function squaredStandardError(side: Side): number {
  return squaredDeviations(side.allN, side.allSum, side.sumSquares) / (side.allN - 1) / side.allN;
}
