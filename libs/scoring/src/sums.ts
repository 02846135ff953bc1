/** The additive sums that metrics are computed from, kept apart by replicate group. */
import { REPLICATE_GROUPS } from './replicate-group';

/** 20 sums, one for each replicate group of days. */
export type GroupSums = Float64Array;

/** Sums by key: '' for a plain measure, else histogram bin, stratum, service item or priority class. */
export type KeyedSums = ReadonlyMap<string, GroupSums>;

/** Sums by measure. What is absent is zero. */
export type Sums = ReadonlyMap<string, KeyedSums>;

/** What is absent. */
export const NO_SUMS: GroupSums = new Float64Array(REPLICATE_GROUPS);
const NO_KEYS: KeyedSums = new Map();

export function keyedSums(sums: Sums, measure: string): KeyedSums {
  return sums.get(measure) ?? NO_KEYS;
}

export function plainSums(sums: Sums, measure: string): GroupSums {
  return keyedSums(sums, measure).get('') ?? NO_SUMS;
}

/** The sums under one key; zeros where there are none. */
export function sumsOf(keyed: KeyedSums, key: string): GroupSums {
  return keyed.get(key) ?? NO_SUMS;
}

/** Keys in code-point order, so that the order in which sums arrive cannot change a bit of the result. */
export function sortedKeys(keyed: KeyedSums): string[] {
  return [...keyed.keys()].sort();
}

/** Sum over all replicate groups. Exact for counts and sums of integers below 2^53. */
export function total(groups: GroupSums): number {
  let sum = 0;
  for (let group = 0; group < groups.length; group += 1) sum += groups[group]!;
  return sum;
}

/** Group by group sum of several sums; not to be written to, since a single one is given back as it is. */
export function addUp(parts: readonly GroupSums[]): GroupSums {
  if (parts.length === 1) return parts[0]!;
  const sum = new Float64Array(REPLICATE_GROUPS);
  for (const part of parts) {
    for (let group = 0; group < sum.length; group += 1) sum[group]! += part[group]!;
  }
  return sum;
}
