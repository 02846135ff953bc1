/** A moment of two clocks: what had occurred, and what was known (architecture.md §7). Live rows are folded as of now. */
import { clickHouseInstant, END_OF_TIME } from './instants';

export interface Moment {
  /** Milliseconds since 1970: what happens later does not count. */
  readonly occurredByMs: number;
  /** Milliseconds since 1970, by `ingestedat`: what became known later does not count. Without it all counts that is known. */
  readonly knownByMs?: number;
}

export function presently(): Moment {
  return { occurredByMs: Date.now() };
}

/** What was known at an instant: a platform that had stopped there. */
export function asOf(instantMs: number): Moment {
  return { occurredByMs: instantMs, knownByMs: instantMs };
}

/** The clocks as folds and reads of reference data take them. */
export function momentParameters({ occurredByMs, knownByMs }: Moment): Readonly<Record<string, string>> {
  return {
    occurred_by: clickHouseInstant(occurredByMs),
    known_by: knownByMs === undefined ? END_OF_TIME : clickHouseInstant(knownByMs),
  };
}

/** As `momentParameters`, for statements that read reference data alone: it has no local days, but its fold asks for a time zone. */
export function referenceParameters(moment: Moment): Readonly<Record<string, string>> {
  return { ...momentParameters(moment), time_zone: 'UTC' };
}
