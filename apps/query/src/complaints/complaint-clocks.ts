/**
 * The two clocks of a complaint, judged at a local day. The handbook's runs from the end of handling to the reply, in working days
 * (6.3.3); the regulator's from the receipt to the decision, in calendar days (CBIRC Order 2020 No. 3). The first starts only when
 * handling ends, so the age stands beside it: a centre that never ends handling would look perfect (indicators.md, rule 5).
 * Due days are those of the fold, with their extensions; here is only counting.
 */
import {
  type Calendar,
  dateOf,
  dayNumber,
  FIRST_DATE,
  LAST_DATE,
  localDate,
  REPLY_WORKING_DAYS,
} from '@plumbline/calendar';
import type { LedgerEntry } from '@plumbline/warehouse';

/** Days from the receipt: for a simple case, a complex one, and one extended in exceptional circumstances. */
export const DECISION_DAYS = [15, 30, 60] as const;

/** `not_started`: no end of handling (handbook), no registration (regulator). */
export type ClockState = 'not_started' | 'running' | 'overrun' | 'met' | 'missed' | 'withdrawn';

export interface Clock {
  readonly state: ClockState;
  /** Local day whose end is the limit, moved by valid extensions; null where the clock has not started. */
  readonly due_day: string | null;
  /** Whether an extension moved it. */
  readonly extended: boolean;
  /** From the judged day to the due day while it runs: 0 on the due day, negative once it is over; null where it has stopped. */
  readonly days_left: number | null;
}

export interface ComplaintClocks {
  readonly handbook: Clock & {
    readonly clause: '6.3.3';
    readonly unit: 'working_day';
    readonly started_at: string | null;
    readonly stopped_at: string | null;
    /** Whether working days were counted on a calendar that nobody has published. */
    readonly provisional: boolean;
  };
  readonly regulator: Clock & {
    readonly unit: 'calendar_day';
    readonly started_at: string | null;
    readonly stopped_at: string | null;
    /** Days from the receipt to the decision, else to the judged day; null without a registration. */
    readonly elapsed_days: number | null;
    /** The three limits that the order names, whatever was extended; `met` is null while it can still be met. */
    readonly limits: readonly { readonly days: number; readonly due_day: string; readonly met: boolean | null }[];
  };
  /** Since the receipt, of a complaint that is open; null once it is replied to or withdrawn. */
  readonly age: { readonly calendar_days: number; readonly working_days: number | null } | null;
}

/** @param today the local day at which they are judged */
export function complaintClocks(
  entry: LedgerEntry,
  today: string,
  calendar: Calendar,
  timeZone: string,
): ComplaintClocks {
  const dayOf = (instant: string | null): string | null => instant && localDate(Date.parse(instant), timeZone);
  const [received, handled, replied] = [entry.receivedAt, entry.handledAt, entry.repliedAt].map(dayOf);
  const stop = { replied: replied ?? null, withdrawn: dayOf(entry.withdrawnAt) };
  const plainReplyDue = handled ? calendar.nthWorkingDayAfter(handled, REPLY_WORKING_DAYS) : null;
  const workingDays = (from: string, to: string): number | null =>
    isInCalendar(from) && isInCalendar(to) ? calendar.ordinal(to) - calendar.ordinal(from) : null;
  return {
    handbook: {
      clause: '6.3.3',
      unit: 'working_day',
      ...clock(entry.replyDueDay, plainReplyDue, stop, today, workingDays),
      started_at: entry.handledAt,
      stopped_at: entry.repliedAt ?? entry.withdrawnAt,
      provisional: entry.isProvisional,
    },
    regulator: {
      unit: 'calendar_day',
      ...clock(entry.decisionDueDay, received ? after(received, DECISION_DAYS[0]) : null, stop, today, calendarDays),
      started_at: entry.receivedAt,
      stopped_at: entry.repliedAt ?? entry.withdrawnAt,
      elapsed_days: received ? calendarDays(received, stop.replied ?? stop.withdrawn ?? today) : null,
      limits: received ? DECISION_DAYS.map((days) => limit(days, after(received, days), stop, today)) : [],
    },
    age:
      received && stop.replied === null && stop.withdrawn === null
        ? { calendar_days: calendarDays(received, today), working_days: workingDays(received, today) }
        : null,
  };
}

interface Stop {
  readonly replied: string | null;
  readonly withdrawn: string | null;
}

/** @param between days from one day to another, in the clock's unit */
function clock(
  due: string | null,
  plainDue: string | null,
  stop: Stop,
  today: string,
  between: (from: string, to: string) => number | null,
): Clock {
  const state = clockState(due, stop, today);
  const isRunning = due !== null && (state === 'running' || state === 'overrun');
  return { state, due_day: due, extended: due !== plainDue, days_left: isRunning ? between(today, due) : null };
}

function clockState(due: string | null, { replied, withdrawn }: Stop, today: string): ClockState {
  if (replied !== null && due !== null && replied <= due) return 'met';
  if (withdrawn !== null && (due === null || withdrawn <= due)) return 'withdrawn';
  if (due === null) return 'not_started';
  if (replied !== null || withdrawn !== null) return 'missed';
  return today > due ? 'overrun' : 'running';
}

function limit(
  days: number,
  due: string,
  { replied, withdrawn }: Stop,
  today: string,
): ComplaintClocks['regulator']['limits'][number] {
  if (replied !== null) return { days, due_day: due, met: replied <= due };
  return { days, due_day: due, met: withdrawn === null && today > due ? false : null };
}

function calendarDays(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

function after(day: string, days: number): string {
  return dateOf(dayNumber(day) + days);
}

function isInCalendar(day: string): boolean {
  return day >= FIRST_DATE && day <= LAST_DATE;
}
