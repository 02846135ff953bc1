/** Metrics that compare answers across service items or customer groups: index (I), minimum (L) and gap (metrics.md, c2). */
import { tQuantile } from './distributions';
import { averageOf, deviationsOf, type Estimate, type Estimator, meanLimits, NOTHING } from './estimate';
import { MIX } from './model';
import { groupsOf, leaveOut, replicates, Z } from './replicates';
import { average, byKey, type Entry, sum, valueOf } from './tallies';

const MICRO = 1e6;
const THIN = 10;
const PRIOR = 20;
const LEAST_ITEM_N = 30;
const LEAST_ITEMS = 3;
const PERCENT: readonly [number, number] = [0, 100];
const FOCUS: readonly string[] = ['elderly', 'disabled', 'pregnant'];

/** ΣW_i·y_i / ΣW_i; an item with few answers is drawn to the plain mean over items, by a factor decided on the total. */
export const itemIndex: Estimator = (counted) => {
  const inMix = counted.filter(({ slices }) => MIX.has(slices.service_item));
  const excluded = { item_not_in_mix: counted.length - inMix.length };
  if (inMix.length === 0) return { ...NOTHING, excluded };
  const items = byItem(inMix);
  const indexOf = (answers: readonly Entry[]): number | undefined => {
    if (answers.length === 0) return undefined;
    const here = byItem(answers);
    const plain = average([...here.values()].map((own) => average(own.map(valueOf))));
    let weightedSum = 0;
    let weights = 0;
    for (const [item, { length: n }] of items) {
      const y = averageOf(here.get(item) ?? []) ?? plain;
      const kept = n < THIN ? n / (n + PRIOR) : 1;
      weightedSum += (MIX.get(item) ?? 0) * (plain + kept * (y - plain));
      weights += MIX.get(item) ?? 0;
    }
    return weightedSum / weights / MICRO;
  };
  const value = indexOf(inMix) ?? 0;
  const days = replicates(value, groupsOf(inMix), (group) => indexOf(leaveOut(inMix, group)));
  const within = (): number | undefined => {
    const degrees = inMix.length - items.size;
    if (degrees === 0) return undefined;
    const squares = sum([...items.values()].map((own) => squaresOf(own)));
    const weights = sum([...items.keys()].map((item) => MIX.get(item) ?? 0));
    const perItem = [...items].map(([item, own]) => ((MIX.get(item) ?? 0) / weights) ** 2 / own.length);
    return Z * Math.sqrt((squares / degrees) * sum(perItem));
  };
  const strong = [...items.values()].filter((own) => own.length >= THIN).length;
  return {
    value,
    n: inMix.length,
    nEff: inMix.length,
    ...meanLimits(value, days, within, PERCENT),
    ...deviationsOf(days),
    isLow: strong < LEAST_ITEMS,
    excluded,
  };
};

/** The least raw mean of items with enough answers, limits at 1 − 0.05/K for each of the K items. */
export const weakestItem: Estimator = (counted) => {
  const items = [...byItem(counted)].filter(([item, own]) => item !== 'unknown' && own.length >= LEAST_ITEM_N);
  const excluded = { thin_item: counted.length - sum(items.map(([, own]) => own.length)) };
  if (items.length === 0) return { ...NOTHING, excluded };
  const means = items.map(([, own]) => ({ own, y: average(own.map(valueOf)) / MICRO }));
  const [least] = [...means].sort((a, b) => a.y - b.y) as [(typeof means)[0]];
  const limits = means.map(({ own, y }) => itemLimits(own, y, 1 - 0.025 / items.length));
  const answers = means.flatMap(({ own }) => own);
  const days = replicates(least.y, groupsOf(answers), (group) => {
    const left = means.map(({ own }) => averageOf(leaveOut(own, group))).filter((y) => y !== undefined);
    return left.length === 0 ? undefined : Math.min(...left) / MICRO;
  });
  return {
    value: least.y,
    n: least.own.length,
    nEff: least.own.length,
    lower: Math.min(...limits.map(({ lower }) => lower)),
    upper: Math.min(...limits.map(({ upper }) => upper)),
    ...deviationsOf(days),
    isLow: items.length < LEAST_ITEMS,
    excluded,
  };
};

function itemLimits(own: readonly Entry[], y: number, probability: number): { lower: number; upper: number } {
  const days = replicates(y, groupsOf(own), (group) => {
    const left = averageOf(leaveOut(own, group));
    return left === undefined ? undefined : left / MICRO;
  });
  const variance = days ? days.variance : squaresOf(own) / (own.length - 1) / own.length;
  const half = tQuantile(probability, days ? days.degrees : own.length - 1) * Math.sqrt(variance);
  return { lower: Math.max(0, y - half), upper: Math.min(100, y + half) };
}

/** Mean of the special groups less the mean of customers without priority. */
export const specialGroupGap: Estimator = (counted) => {
  const isFocus = ({ slices }: Entry): boolean => FOCUS.includes(slices.priority_class);
  const isOther = ({ slices }: Entry): boolean => slices.priority_class === 'none';
  const judged = counted.filter((entry) => isFocus(entry) || isOther(entry));
  const excluded = { priority_other_or_unknown: counted.length - judged.length };
  const gapOf = (answers: readonly Entry[]): number | undefined => {
    const focus = averageOf(answers.filter(isFocus));
    const other = averageOf(answers.filter(isOther));
    return focus === undefined || other === undefined ? undefined : (focus - other) / MICRO;
  };
  const value = gapOf(judged);
  if (value === undefined) return { ...NOTHING, excluded };
  const sides = [judged.filter(isFocus), judged.filter(isOther)];
  const n = Math.min(...sides.map((side) => side.length));
  const [focusDays, otherDays] = sides.map(groupsOf) as [number[], number[]];
  const days = replicates(
    value,
    focusDays.filter((group) => otherDays.includes(group)),
    (group) => gapOf(leaveOut(judged, group)),
    groupsOf(judged),
  );
  const estimate: Omit<Estimate, 'lower' | 'upper'> = { value, n, nEff: n, ...deviationsOf(days), excluded };
  return { ...estimate, ...meanLimits(value, days, () => welchHalf(sides), [-100, 100]) };
};

/** Welch: t·√(s₁²/n₁ + s₂²/n₂) with Satterthwaite's degrees of freedom. */
function welchHalf(sides: readonly (readonly Entry[])[]): number | undefined {
  if (sides.some((side) => side.length <= 1)) return undefined;
  const variances = sides.map((side) => squaresOf(side) / (side.length - 1) / side.length);
  const total = sum(variances);
  if (total === 0) return 0;
  const degrees = total ** 2 / sum(sides.map((side, index) => (variances[index] ?? 0) ** 2 / (side.length - 1)));
  return tQuantile(0.975, degrees) * Math.sqrt(total);
}

function byItem(answers: readonly Entry[]): Map<string, Entry[]> {
  return byKey(answers, ({ slices }) => slices.service_item);
}

/** Σ(a − ā)², in points squared. */
function squaresOf(answers: readonly Entry[]): number {
  const y = average(answers.map(valueOf));
  return sum(answers.map((entry) => ((valueOf(entry) - y) / MICRO) ** 2));
}
