/** Kaplan–Meier survival curves of times kept in histogram bins (Kaplan and Meier 1958; bins and rounding: metrics.md). */
import { boundsOf } from './histogram';
import { NO_SUMS, total, type GroupSums, type KeyedSums } from './sums';

/** Counts by bin, ascending, by replicate group: of events (the wait ended) and of censorings (it was broken off). */
export interface TimeHistograms {
  readonly bins: Int32Array;
  readonly events: readonly GroupSums[];
  readonly censored: readonly GroupSums[];
}

/** A survival curve: constant outside its bins, linear within each; events come before censorings of the same bin. */
export interface SurvivalCurve {
  readonly bins: Int32Array;
  readonly events: Float64Array;
  /** Cases still waiting at the start of each bin. */
  readonly atRisk: Float64Array;
  /** Share that outlasts each bin. */
  readonly survival: Float64Array;
  /** All cases by replicate group. */
  readonly cases: GroupSums;
}

/** Where a level of survival is first reached. */
interface Crossing {
  /** Row of its bin. */
  readonly row: number;
  /** Part of the bin that has passed, 0 … 1. */
  readonly fraction: number;
  readonly seconds: number;
}

/** A level within this of a bin's end is reached there: survival is a product of many rounded factors. */
const ROUNDING = 1e-12;

/**
 * Histograms over the union of the bins of two keyed measures (keys are bin numbers).
 *
 * Sorted by marking bins in a table: there are hundreds in each of many histograms, and fewer than 6,000 bins at all.
 */
export function timeHistograms(events: KeyedSums, censored: KeyedSums): TimeHistograms {
  const eventBins = binsOf(events);
  const censoredBins = binsOf(censored);
  const isUsed = new Uint8Array(1 + Math.max(largest(eventBins), largest(censoredBins)));
  for (const bin of eventBins) isUsed[bin] = 1;
  for (const bin of censoredBins) isUsed[bin] = 1;
  const rowOfBin = new Int32Array(isUsed.length);
  let rows = 0;
  for (let bin = 0; bin < isUsed.length; bin += 1) {
    rowOfBin[bin] = rows;
    rows += isUsed[bin]!;
  }
  const bins = new Int32Array(rows);
  for (let bin = 0; bin < isUsed.length; bin += 1) if (isUsed[bin] === 1) bins[rowOfBin[bin]!] = bin;
  const rowsOf = (measure: KeyedSums, measureBins: Int32Array) => {
    const inRows = new Array<GroupSums>(rows).fill(NO_SUMS);
    let index = 0;
    for (const groups of measure.values()) inRows[rowOfBin[measureBins[index++]!]!] = groups;
    return inRows;
  };
  return { bins, events: rowsOf(events, eventBins), censored: rowsOf(censored, censoredBins) };
}

function binsOf(measure: KeyedSums): Int32Array {
  const bins = new Int32Array(measure.size);
  let index = 0;
  for (const key of measure.keys()) bins[index++] = Number(key);
  return bins;
}

function largest(bins: Int32Array): number {
  let most = -1;
  for (const bin of bins) most = Math.max(most, bin);
  return most;
}

/** The curve of all replicate groups together. */
export function survivalCurve({ bins, events, censored }: TimeHistograms): SurvivalCurve {
  const rowEvents = new Float64Array(bins.length);
  const rowCases = new Float64Array(bins.length);
  const cases = new Float64Array(NO_SUMS.length);
  for (let row = 0; row < bins.length; row += 1) {
    const ended = events[row]!;
    const broken = censored[row]!;
    let sumEvents = 0;
    let sumCases = 0;
    for (let group = 0; group < cases.length; group += 1) {
      const both = ended[group]! + broken[group]!;
      cases[group]! += both;
      sumCases += both;
      sumEvents += ended[group]!;
    }
    rowEvents[row] = sumEvents;
    rowCases[row] = sumCases;
  }
  const atRisk = new Float64Array(bins.length);
  const survival = new Float64Array(bins.length);
  let waiting = total(cases);
  let share = 1;
  for (let row = 0; row < bins.length; row += 1) {
    atRisk[row] = waiting;
    if (rowEvents[row]! > 0) share *= 1 - rowEvents[row]! / waiting;
    survival[row] = share;
    waiting -= rowCases[row]!;
  }
  return { bins, events: rowEvents, atRisk, survival, cases };
}

/** Seconds that the share `level` outlasts: 0 for a level of 1 and more, Infinity for one that is never reached. */
export function secondsAt(curve: SurvivalCurve, level: number): number {
  if (level >= 1 - ROUNDING) return 0;
  return crossingOf(curve, level)?.seconds ?? Infinity;
}

/** The first bin whose end has survival ≤ level, and where in it the level lies. Null if the curve never reaches it. */
export function crossingOf(curve: SurvivalCurve, level: number): Crossing | null {
  if (level <= 0) return null;
  const row = curve.survival.findIndex((share) => share <= level + ROUNDING);
  if (row < 0) return null;
  const before = row === 0 ? 1 : curve.survival[row - 1]!;
  const fraction = Math.min(1, (before - level) / (before - curve.survival[row]!));
  const [from, to] = boundsOf(curve.bins[row]!);
  return { row, fraction, seconds: from + fraction * (to - from) };
}

/** Survival at a crossing, for every curve that leaves one replicate group out (NaN if nobody is left). */
export function survivalWithoutGroups(
  { events, censored }: TimeHistograms,
  curve: SurvivalCurve,
  { row: last, fraction }: Crossing,
): Float64Array {
  // Of each group alone: how many of its cases still wait.
  const waiting = curve.cases.slice();
  const everyone = total(waiting);
  const survival = waiting.map((count) => (count < everyone ? 1 : NaN));
  for (let row = 0; row <= last; row += 1) {
    const ended = events[row]!;
    const broken = censored[row]!;
    const passed = row === last ? fraction : 1;
    const rowEvents = curve.events[row]!;
    const atRisk = curve.atRisk[row]!;
    for (let group = 0; group < survival.length; group += 1) {
      const left = rowEvents - ended[group]!;
      if (left > 0) survival[group]! *= 1 - (passed * left) / (atRisk - waiting[group]!);
      waiting[group]! -= ended[group]! + broken[group]!;
    }
  }
  return survival;
}

/** Greenwood's (1926) variance of the survival at a crossing; the crossing bin's events count by the part passed. */
export function greenwoodVariance({ atRisk, events }: SurvivalCurve, { row: last, fraction }: Crossing): number {
  let survival = 1;
  let sum = 0;
  for (let row = 0; row <= last; row += 1) {
    const count = row === last ? fraction * events[row]! : events[row]!;
    const risk = atRisk[row]!;
    if (count <= 0) continue;
    survival *= 1 - count / risk;
    sum += count / (risk * (risk - count));
  }
  return survival * survival * sum;
}
