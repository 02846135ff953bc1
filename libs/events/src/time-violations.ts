/** The range of instants that events may have. Far dates are typing errors, and every one of them would open a day of its own. */
import { instantMs } from './instant';
import type { Violation } from './violation';

const EARLIEST_MS = Date.UTC(1990, 0, 1);
const FURTHEST_AHEAD_MS = 24 * 3_600_000;

/** @param nowMs the instant of entry, in milliseconds since 1970 */
export function timeViolations(time: unknown, nowMs: number): readonly Violation[] {
  const timeMs = typeof time === 'string' ? instantMs(time) : NaN;
  if (Number.isNaN(timeMs) || (timeMs >= EARLIEST_MS && timeMs <= nowMs + FURTHEST_AHEAD_MS)) return [];
  const message = 'time must lie between 1990-01-01 and 24 hours from now; check the clock and the year.';
  return [{ pointer: '/time', code: 'time_out_of_range', message }];
}
