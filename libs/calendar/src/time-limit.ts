/** The register of prescribed times: which limit holds for a case, and when that makes it due (metrics.md, due dates). */
import type { Calendar } from './calendar';
import { dateOf, dayNumber } from './day-number';
import { type Due, dueAtEndOf } from './due';
import { localDate } from './local-time';

/** A limit as the event TimeLimitSet sets it. */
export interface TimeLimit {
  /** Types without prefix and version, e.g. `transaction.submitted`. */
  readonly startEvent: string;
  readonly endEvent: string;
  /** Absent where the limit holds for every service item. */
  readonly serviceItemCode?: string | undefined;
  readonly duration: number;
  readonly unit: 'min' | 'h' | 'working_day' | 'calendar_day';
  /** Milliseconds since 1970, like all instants here. */
  readonly validFromMs: number;
  /** The event that set it. */
  readonly setBy: { readonly timeMs: number; readonly source: string; readonly id: string };
}

/** A case that asks for its limit: from which event to which, of what, and when it started. */
export interface TimedCase {
  readonly startEvent: string;
  readonly endEvent: string;
  readonly serviceItemCode?: string | undefined;
  readonly startMs: number;
}

const MS_PER_UNIT = { min: 60_000, h: 3_600_000 } as const;

/**
 * The limit in force when the case started: that of its service item before one of all items, then the latest valid_from, then
 * the later event by (time, source, id). Undefined where none was.
 */
export function timeLimitFor(limits: readonly TimeLimit[], timed: TimedCase): TimeLimit | undefined {
  return limits
    .filter(
      (limit) =>
        limit.startEvent === timed.startEvent &&
        limit.endEvent === timed.endEvent &&
        limit.validFromMs <= timed.startMs &&
        (limit.serviceItemCode === undefined || limit.serviceItemCode === timed.serviceItemCode),
    )
    .reduce<TimeLimit | undefined>((best, limit) => (best && precedence(best, limit) > 0 ? best : limit), undefined);
}

/** When a case with a limit is due: minutes and hours elapse, days end with the nth day after the start's. */
export function dueOf(limit: TimeLimit, startMs: number, calendar: Calendar, timeZone: string): Due {
  if (limit.unit === 'min' || limit.unit === 'h') {
    const lastMs = startMs + limit.duration * MS_PER_UNIT[limit.unit];
    return { date: localDate(lastMs, timeZone), lastMs, provisional: false };
  }
  const start = localDate(startMs, timeZone);
  if (limit.unit === 'calendar_day') return dueAtEndOf(dateOf(dayNumber(start) + limit.duration), false, timeZone);
  const date = calendar.nthWorkingDayAfter(start, limit.duration);
  return dueAtEndOf(date, calendar.isGuess(start, date), timeZone);
}

/** Positive where `a` takes precedence. */
function precedence(a: TimeLimit, b: TimeLimit): number {
  return (
    Number(a.serviceItemCode !== undefined) - Number(b.serviceItemCode !== undefined) ||
    a.validFromMs - b.validFromMs ||
    a.setBy.timeMs - b.setBy.timeMs ||
    compareTexts(a.setBy.source, b.setBy.source) ||
    compareTexts(a.setBy.id, b.setBy.id)
  );
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
