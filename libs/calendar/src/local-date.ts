/** Local dates of instants. */
import { DateTime } from 'luxon';

/** The date YYYY-MM-DD of an instant in a time zone. */
export function localDate(epochMs: number, timeZone: string): string {
  return DateTime.fromMillis(epochMs, { zone: timeZone }).toFormat('yyyy-MM-dd');
}

/** First instant of a local date, in milliseconds since 1970. */
export function startOfLocalDate(date: string, timeZone: string): number {
  return DateTime.fromISO(date, { zone: timeZone }).startOf('day').toMillis();
}
