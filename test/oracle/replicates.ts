/** Replicate groups of scoring.md 3.11 and the two limits that need no more than them: 20 fixed groups of local days. */
import { normalQuantile, tQuantile } from './distributions';
import type { Entry } from './tallies';

export const GROUPS = 20;
const FEWEST_GROUPS = 3;
const DAY_MS = 86_400_000;

export const Z = normalQuantile(0.975);

export interface Limits {
  readonly lower: number;
  readonly upper: number | null;
}

/** What leaving one group out at a time tells of a metric. */
export interface Replicates {
  /** θ_(g) − θ for each of the 20 groups; 0 where the group is empty. */
  readonly deviations: readonly number[];
  readonly variance: number;
  readonly degrees: number;
  /** t at 0.975. */
  readonly t: number;
}

export function groupOf({ day }: Entry): number {
  return (Date.parse(`${day}T00:00:00Z`) / DAY_MS) % GROUPS;
}

export function groupsOf(entries: readonly Entry[]): number[] {
  return [...new Set(entries.map(groupOf))];
}

export function leaveOut(entries: readonly Entry[], group: number): Entry[] {
  return entries.filter((entry) => groupOf(entry) !== group);
}

/**
 * @param groups those in which the metric's denominator is positive, on both sides where it has two
 * @param without the metric on all other groups; undefined where that empties the denominator
 * @param moving those that move the metric when they are left out
 * @returns undefined where days tell nothing: fewer than three groups, or one that holds the whole denominator
 */
export function replicates(
  theta: number,
  groups: readonly number[],
  without: (group: number) => number | undefined,
  moving: readonly number[] = groups,
): Replicates | undefined {
  if (groups.length < FEWEST_GROUPS) return undefined;
  const deviations = Array.from({ length: GROUPS }, () => 0);
  for (const group of moving) {
    const left = without(group);
    if (left === undefined) return undefined;
    deviations[group] = left - theta;
  }
  const squares = deviations.reduce((sum, deviation) => sum + deviation * deviation, 0);
  const degrees = groups.length - 1;
  return { deviations, variance: (degrees / groups.length) * squares, degrees, t: tQuantile(0.975, degrees) };
}

/** Wilson's interval of a share; golden: n = 10, all of them → [.722, 1]. */
export function wilson(share: number, n: number, z: number): Limits & { readonly upper: number } {
  const centre = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n);
  return { lower: Math.max(0, centre - half), upper: Math.min(1, centre + half) };
}

/** Wilson with n/deff and t where days tell something, else with n and z. */
export function shareLimits(share: number, n: number, days: Replicates | undefined): Limits & { upper: number } {
  if (!days) return wilson(share, n, Z);
  const binomial = (share * (1 - share)) / n;
  const deff = binomial === 0 ? 1 : Math.max(1, days.variance / binomial);
  return wilson(share, n / deff, days.t);
}

/** θ ± half, inside the range that θ can have. */
export function around(theta: number, half: number, [least, most]: readonly [number, number]): Limits {
  return { lower: Math.max(least, theta - half), upper: Math.min(most, theta + half) };
}
