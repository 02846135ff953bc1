/** The change of a value split over its strata into their own change and the change of their weights (scoring.md 3.7). */
import type { ValueTerm } from './value-terms';

/** What a stratum did to a value, in the value's unit. */
export interface StratumChange {
  readonly key: string;
  /** Its own mean changed: W̄·Δy. */
  readonly performance: number;
  /** Its weight changed: (ȳ − r)·ΔW. */
  readonly mix: number;
}

type Place = Pick<ValueTerm, 'weight' | 'part'>;

const ABSENT: Place = { weight: 0, part: 0 };

/**
 * Δ Σ W·y = Σ W̄·Δy + Σ (ȳ − r)·ΔW with bars for the mean of the two periods, and r the mean of the two values (of a gap: of
 * each side of it). Since ΣΔW = 0, r changes no sum; it makes a stratum's mix effect what it does to the value by weighing more
 * than before, which is nothing for a stratum with the value's own mean.
 *
 * A stratum that comes or goes has no change of its own: all it does is mix. What has a part without a weight (events of a rate
 * without exposure) has no mean to hold: all it does is performance. Swapping the periods changes the sign of everything.
 *
 * @param before terms of one period, none of them twice, as {@link valueTerms} gives them; so `after`
 */
export function changeOfTerms(before: readonly ValueTerm[], after: readonly ValueTerm[]): StratumChange[] {
  return (['added', 'subtracted'] as const).flatMap((side) =>
    changeOfSide(
      before.filter((term) => term.side === side),
      after.filter((term) => term.side === side),
    ),
  );
}

function changeOfSide(before: readonly ValueTerm[], after: readonly ValueTerm[]): StratumChange[] {
  if (before.length === 0 || after.length === 0) return [];
  const reference = (meanOf(before) + meanOf(after)) / 2;
  const earlier = new Map(before.map((term) => [term.key, term]));
  const later = new Map(after.map((term) => [term.key, term]));
  return [...new Set([...earlier.keys(), ...later.keys()])].sort().map((key) => {
    const [from, to] = [earlier.get(key) ?? ABSENT, later.get(key) ?? ABSENT];
    const change = to.part - from.part - reference * (to.weight - from.weight);
    const performance = performanceOf(from, to) ?? change;
    return { key, performance, mix: change - performance };
  });
}

/** Null where a part stands without a weight. */
function performanceOf(from: Place, to: Place): number | null {
  if (hasNoMean(from) || hasNoMean(to)) return null;
  if (from.weight === 0 || to.weight === 0) return 0;
  return ((from.weight + to.weight) / 2) * (to.part / to.weight - from.part / from.weight);
}

function hasNoMean({ weight, part }: Place): boolean {
  return weight === 0 && part !== 0;
}

function meanOf(terms: readonly ValueTerm[]): number {
  const weight = terms.reduce((sum, term) => sum + term.weight, 0);
  return terms.reduce((sum, term) => sum + term.part, 0) / weight;
}
