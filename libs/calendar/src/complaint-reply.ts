/** When the reply to a complaint is due (handbook 6.3.3; metrics.md, due dates). */
import type { Calendar } from './calendar';
import { type Due, dueAtEndOf } from './due';
import { localDate } from './local-time';

/** Working days from the end of handling, which is day 0. */
export const REPLY_WORKING_DAYS = 5;

/** The event ComplaintExtended, as far as it moves the reply. Its `old_due` is not read. */
export interface ComplaintExtension {
  /** When it was granted, in milliseconds since 1970. */
  readonly timeMs: number;
  readonly kind: 'handling' | 'reply';
  readonly newDueMs: number;
  /** Absent or empty where nobody approved it. */
  readonly approvedBy?: string | undefined;
}

/**
 * The fifth working day after the first end of handling, moved by valid extensions: of the kind `reply`, approved, and granted
 * before the due date then in force was over. They apply in the order of their time, and none shortens.
 * @param handledMs the first ComplaintHandled, in milliseconds since 1970
 */
export function complaintReplyDue(
  handledMs: number,
  extensions: readonly ComplaintExtension[],
  calendar: Calendar,
  timeZone: string,
): Due {
  const handled = localDate(handledMs, timeZone);
  const date = extensions
    .filter(({ kind, approvedBy }) => kind === 'reply' && approvedBy !== undefined && approvedBy !== '')
    .toSorted((a, b) => a.timeMs - b.timeMs)
    .map(({ timeMs, newDueMs }) => ({ granted: localDate(timeMs, timeZone), newDue: localDate(newDueMs, timeZone) }))
    .reduce(
      (due, { granted, newDue }) => (granted <= due && newDue > due ? newDue : due),
      calendar.nthWorkingDayAfter(handled, REPLY_WORKING_DAYS),
    );
  return dueAtEndOf(date, calendar.isGuess(handled, date), timeZone);
}
