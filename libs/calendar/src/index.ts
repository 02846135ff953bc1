/** The bank's calendar: working days and working time, time limits and due dates, local dates. */
export {
  buildCalendar,
  type Calendar,
  type CalendarDay,
  type CalendarVersion,
  FIRST_DATE,
  LAST_DATE,
  type PublishedYear,
} from './calendar';
export { complaintReplyDue, type ComplaintExtension, REPLY_WORKING_DAYS } from './complaint-reply';
export { dateOf, dayNumber, weekdayOf } from './day-number';
export type { Due } from './due';
export { localDate, startOfLocalDate, wallClock, type WallClock } from './local-time';
export { dueOf, type TimedCase, type TimeLimit, timeLimitFor } from './time-limit';
export type { WorkingDays } from './working-days';
export { workingMilliseconds } from './working-time';
