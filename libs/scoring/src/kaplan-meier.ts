/** Kaplan–Meier survival curves of times kept in histogram bins (Kaplan and Meier 1958; bins and rounding: metrics.md). */
import { boundsOf } from './histogram';
import { REPLICATE_GROUPS } from './replicate-group';
import { sumsOf, total, type GroupSums, type KeyedSums } from './sums';

/** Counts by bin, ascending: of events (the wait ended) and of censorings (it was broken off), by replicate group. */
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
}

/** Where a level of survival is first reached. */
interface Crossing {
  readonly index: number;
  /** Part of the bin that has passed, 0 … 1. */
  readonly fraction: number;
  readonly seconds: number;
}

/** A level within this of a bin's end is reached there: survival is a product of many rounded factors. */
const ROUNDING = 1e-12;

/** Histograms over the union of the bins of two keyed measures (keys are bin numbers). */
export function timeHistograms(events: KeyedSums, censored: KeyedSums): TimeHistograms {
  const keys = new Set([...events.keys(), ...censored.keys()]);
  const bins = Int32Array.from(keys, Number).sort();
  const at = (measure: KeyedSums) => Array.from(bins, (bin) => sumsOf(measure, String(bin)));
  return { bins, events: at(events), censored: at(censored) };
}

/** The curve of all replicate groups together. */
export function survivalCurve({ bins, events, censored }: TimeHistograms): SurvivalCurve {
  const allEvents = Float64Array.from(events, total);
  const leaving = Float64Array.from(censored, (groups, index) => total(groups) + allEvents[index]!);
  const atRisk = new Float64Array(bins.length);
  const survival = new Float64Array(bins.length);
  let waiting = leaving.reduce((sum, count) => sum + count, 0);
  let share = 1;
  for (let index = 0; index < bins.length; index += 1) {
    atRisk[index] = waiting;
    if (allEvents[index]! > 0) share *= 1 - allEvents[index]! / waiting;
    survival[index] = share;
    waiting -= leaving[index]!;
  }
  return { bins, events: allEvents, atRisk, survival };
}

/** Seconds that the share `level` outlasts: 0 for a level of 1 and more, Infinity for one that is never reached. */
export function secondsAt(curve: SurvivalCurve, level: number): number {
  if (level >= 1 - ROUNDING) return 0;
  return crossingOf(curve, level)?.seconds ?? Infinity;
}

/** The first bin whose end has survival ≤ level, and where in it the level lies. Null if the curve never reaches it. */
export function crossingOf(curve: SurvivalCurve, level: number): Crossing | null {
  if (level <= 0) return null;
  const index = curve.survival.findIndex((share) => share <= level + ROUNDING);
  if (index < 0) return null;
  const before = index === 0 ? 1 : curve.survival[index - 1]!;
  const fraction = Math.min(1, (before - level) / (before - curve.survival[index]!));
  const [from, to] = boundsOf(curve.bins[index]!);
  return { index, fraction, seconds: from + fraction * (to - from) };
}

/** Survival at a crossing, for every curve that leaves one replicate group out (NaN if nobody is left). */
export function survivalWithoutGroups(
  { bins, events, censored }: TimeHistograms,
  { atRisk, events: allEvents }: SurvivalCurve,
  { index: last, fraction }: Crossing,
): Float64Array {
  // Of each group alone: how many of its cases still wait.
  const waiting = new Float64Array(REPLICATE_GROUPS);
  for (let index = 0; index < bins.length; index += 1) {
    for (let group = 0; group < REPLICATE_GROUPS; group += 1) {
      waiting[group]! += events[index]![group]! + censored[index]![group]!;
    }
  }
  const everyone = atRisk[0]!;
  const survival = Float64Array.from(waiting, (cases) => (cases < everyone ? 1 : NaN));
  for (let index = 0; index <= last; index += 1) {
    const binEvents = events[index]!;
    const binCensored = censored[index]!;
    const passed = index === last ? fraction : 1;
    for (let group = 0; group < REPLICATE_GROUPS; group += 1) {
      const left = allEvents[index]! - binEvents[group]!;
      if (left > 0) survival[group]! *= 1 - (passed * left) / (atRisk[index]! - waiting[group]!);
      waiting[group]! -= binEvents[group]! + binCensored[group]!;
    }
  }
  return survival;
}

/** Greenwood's (1926) variance of the survival at a crossing; the crossing bin's events count by the part passed. */
export function greenwoodVariance({ atRisk, events }: SurvivalCurve, { index: last, fraction }: Crossing): number {
  let survival = 1;
  let sum = 0;
  for (let index = 0; index <= last; index += 1) {
    const count = index === last ? fraction * events[index]! : events[index]!;
    const risk = atRisk[index]!;
    if (count <= 0) continue;
    survival *= 1 - count / risk;
    sum += count / (risk * (risk - count));
  }
  return survival * survival * sum;
}
