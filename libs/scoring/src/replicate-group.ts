/** Replicate groups: every local day belongs to one of 20, the same for all branches, for ever (scoring.md 3.11). */

export const REPLICATE_GROUPS = 20;

const MS_PER_DAY = 86_400_000;

/**
 * Replicate group 0 … 19 of a local day YYYY-MM-DD: days since 1970-01-01 mod 20.
 *
 * A shock common to all branches stays in one group; 20 and 7 are coprime, so weekdays mix.
 */
export function replicateGroupOf(day: string): number {
  const days = Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
  return ((days % REPLICATE_GROUPS) + REPLICATE_GROUPS) % REPLICATE_GROUPS;
}
