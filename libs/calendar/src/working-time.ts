/** Working time between two instants: what of it fell into working hours on working days (scoring.md 3.10, metrics.md). */
import type { Calendar } from './calendar';
import { wallClock } from './local-time';

const MS_PER_HOUR = 3_600_000;
/** Working hours, local time: 09:00 to 17:00. */
const OPENS_MS = 9 * MS_PER_HOUR;
const OPEN_MS = 8 * MS_PER_HOUR;

/**
 * Working milliseconds from one instant to another, on the clock on the wall: W(to) − W(from), where W(t) is the working time of
 * all days before t's and of t's day so far. Negative where `to` comes first.
 * @throws RangeError where an instant lies outside the calendar, or the time zone is unknown
 */
export function workingMilliseconds(calendar: Calendar, fromMs: number, toMs: number, timeZone: string): number {
  return workedBy(calendar, toMs, timeZone) - workedBy(calendar, fromMs, timeZone);
}

/** W(t): working milliseconds since the calendar's first day. */
function workedBy({ workingDays }: Calendar, epochMs: number, timeZone: string): number {
  const { day, msOfDay } = wallClock(epochMs, timeZone);
  const today = Number(workingDays.isWorking(day));
  const daysBefore = workingDays.ordinal(day) - today;
  return daysBefore * OPEN_MS + today * Math.min(Math.max(msOfDay - OPENS_MS, 0), OPEN_MS);
}
