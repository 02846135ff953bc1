/** Where a local day begins, as the rows of answers tell it. */
import { startOfLocalDate } from '@plumbline/calendar';
import { DateTime } from 'luxon';

/** RFC 3339 with the bank's offset then. @param date YYYY-MM-DD */
export function localMidnight(date: string, timeZone: string): string {
  const start = DateTime.fromMillis(startOfLocalDate(date, timeZone), { zone: timeZone });
  return start.toISO({ suppressMilliseconds: true }) ?? date;
}
