/** The register of prescribed times: which limit holds for a case, and when that makes it due (metrics.md, due dates). */
import type { Calendar } from './calendar';
import { dateOf, dayNumber } from './day-number';
import { localDate } from './local-date';

export interface TimeLimit {
  /** Undefined where the limit holds for every service item. */
  readonly serviceItemCode: string | undefined;
  readonly duration: number;
  readonly unit: 'min' | 'h' | 'working_day' | 'calendar_day';
  /** Milliseconds since 1970. */
  readonly validFromMs: number;
  /** Orders limits that agree otherwise: the later event wins. */
  readonly setAtMs: number;
}

/** Minutes and hours elapse, so they are due at an instant; days end with a local day. */
export interface Due {
  readonly dueDate: string;
  readonly dueAtMs: number | undefined;
}

const MS_PER_MINUTE = 60_000;

/** The limit in force: the most specific service item, then the latest valid_from, then the later event. */
export function timeLimitFor(
  limits: readonly TimeLimit[],
  serviceItemCode: string | undefined,
  startMs: number,
): TimeLimit | undefined {
  const isSpecific = (limit: TimeLimit): number => Number(limit.serviceItemCode !== undefined);
  return limits
    .filter((limit) => limit.validFromMs <= startMs && (limit.serviceItemCode ?? serviceItemCode) === serviceItemCode)
    .toSorted((a, b) => isSpecific(b) - isSpecific(a) || b.validFromMs - a.validFromMs || b.setAtMs - a.setAtMs)[0];
}

export function dueOf(limit: TimeLimit, startMs: number, calendar: Calendar, timeZone: string): Due {
  if (limit.unit === 'min' || limit.unit === 'h') {
    const dueAtMs = startMs + limit.duration * (limit.unit === 'h' ? 60 : 1) * MS_PER_MINUTE;
    return { dueDate: localDate(dueAtMs, timeZone), dueAtMs };
  }
  const start = localDate(startMs, timeZone);
  const dueDate =
    limit.unit === 'working_day'
      ? calendar.nthWorkingDayAfter(start, limit.duration)
      : dateOf(dayNumber(start) + limit.duration);
  return { dueDate, dueAtMs: undefined };
}
