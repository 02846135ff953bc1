/** Sums for specs, from literals: by measure, by key, up to 20 numbers by replicate group. */
import { REPLICATE_GROUPS, type Sums } from '../src';

export type SumsByMeasure = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;

/** What a literal leaves out is zero. A plain measure has the key ''. */
export function sumsOf(measures: SumsByMeasure): Sums {
  return new Map(
    Object.entries(measures).map(([measure, keys]) => [
      measure,
      new Map(Object.entries(keys).map(([key, byGroup]) => [key, groups(byGroup)])),
    ]),
  );
}

/** Twenty sums of which the first are given. */
export function groups(first: readonly number[]): Float64Array {
  const sums = new Float64Array(REPLICATE_GROUPS);
  sums.set(first);
  return sums;
}
