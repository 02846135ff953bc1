/** When something is due. */
import { dateOf, dayNumber } from './day-number';
import { startOfLocalDate } from './local-time';

export interface Due {
  /** Local date YYYY-MM-DD on which it is due: the day it is counted on, once that day is over. */
  readonly date: string;
  /** The last instant that is in time, in milliseconds since 1970: for days the last millisecond of the date. */
  readonly lastMs: number;
  /** Whether working days were counted on a guessed calendar. */
  readonly provisional: boolean;
}

export function dueAtEndOf(date: string, provisional: boolean, timeZone: string): Due {
  return { date, lastMs: startOfLocalDate(dateOf(dayNumber(date) + 1), timeZone) - 1, provisional };
}
