/** What an estimator of the oracle tells of one metric in one group and period, and the limits of a mean. */
import { around, type Limits, type Replicates } from './replicates';
import { average, type Entry, valueOf } from './tallies';

export interface Estimate {
  readonly value: number | null;
  readonly n: number;
  readonly nEff: number;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Undefined where the interval is a within one. */
  readonly deviations?: readonly number[];
  /** A rule beyond the minimum sample fails. */
  readonly isLow?: boolean;
  /** Exclusions that only the whole row can tell. */
  readonly excluded?: Readonly<Record<string, number>>;
}

export type Estimator = (counted: readonly Entry[], contacts: readonly Entry[]) => Estimate;

export const NOTHING: Estimate = { value: null, n: 0, nEff: 0, lower: null, upper: null };
export type LimitsOrNone = Limits | { readonly lower: null; readonly upper: null };

/** θ ± t·√v_J where days tell something, else the within half-width; none of it: no interval. */
export function meanLimits(
  value: number,
  days: Replicates | undefined,
  within: () => number | undefined,
  range: readonly [number, number],
): LimitsOrNone {
  const half = days ? days.t * Math.sqrt(days.variance) : within();
  return half === undefined ? { lower: null, upper: null } : around(value, half, range);
}

export function averageOf(entries: readonly Entry[]): number | undefined {
  return entries.length === 0 ? undefined : average(entries.map(valueOf));
}

export function deviationsOf(days: Replicates | undefined): { deviations?: readonly number[] } {
  return days ? { deviations: days.deviations } : {};
}
