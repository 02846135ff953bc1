/** Wall-clock time of instants, and the instants of local days. Time zones are IANA names. */
import { IANAZone } from 'luxon';
import { dateOf, dayNumber, MS_PER_DAY } from './day-number';

const MS_PER_MINUTE = 60_000;

/** An instant as the clock on the wall shows it. */
export interface WallClock {
  /** Days since 1970-01-01 of the local date. */
  readonly day: number;
  /** Milliseconds that the clock shows past midnight. */
  readonly msOfDay: number;
}

/** @throws RangeError where the time zone is unknown */
export function wallClock(epochMs: number, timeZone: string): WallClock {
  const localMs = epochMs + offsetMs(epochMs, timeZone);
  const day = Math.floor(localMs / MS_PER_DAY);
  return { day, msOfDay: localMs - day * MS_PER_DAY };
}

/** The date YYYY-MM-DD of an instant in a time zone. */
export function localDate(epochMs: number, timeZone: string): string {
  return dateOf(wallClock(epochMs, timeZone).day);
}

/**
 * First instant of a local date, in milliseconds since 1970. Right also where the clock changes at midnight: where 00:00 does not
 * exist it is the change itself, where 00:00 comes twice the first of them (luxon's `startOf` may give the second).
 */
export function startOfLocalDate(date: string, timeZone: string): number {
  const midnightMs = dayNumber(date) * MS_PER_DAY;
  // The offset a day before and a day after: whatever changes at this midnight, it is one of the two.
  const candidates = [-MS_PER_DAY, MS_PER_DAY].map((apart) => midnightMs - offsetMs(midnightMs + apart, timeZone));
  return Math.min(...candidates.filter((ms) => ms + offsetMs(ms, timeZone) >= midnightMs));
}

/** Local time less UTC. luxon's zone is quicker than its DateTime, and gives a number to count with, not a text. */
function offsetMs(epochMs: number, timeZone: string): number {
  const zone = IANAZone.create(timeZone);
  if (!zone.isValid) throw new RangeError(`There is no time zone ${timeZone}.`);
  return zone.offset(epochMs) * MS_PER_MINUTE;
}
