/** Instants on the wire: RFC 3339 with a time zone offset; without one there is no entry. */

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:Z|[+-](\d{2}):(\d{2}))$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether `text` is an RFC 3339 date-time with an offset, of a day that exists. Leap seconds are not taken. */
export function isInstant(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  const parts = INSTANT.exec(text);
  if (!parts) return false;
  const [, year, month, day, hour, minute, second, offsetHour = '0', offsetMinute = '0'] = parts;
  return (
    isDay(Number(year), Number(month), Number(day)) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60 &&
    Number(offsetHour) < 24 &&
    Number(offsetMinute) < 60
  );
}

/** Whether `text` is a calendar date YYYY-MM-DD that exists. */
export function isDate(text: unknown): boolean {
  if (typeof text !== 'string') return false;
  const parts = DATE.exec(text);
  return parts !== null && isDay(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

/** Whether `text` looks like an instant whose offset was forgotten. */
export function lacksOffset(text: unknown): boolean {
  return typeof text === 'string' && isInstant(`${text}Z`);
}

function isDay(year: number, month: number, day: number): boolean {
  const days = DAYS_IN_MONTH[month - 1];
  if (days === undefined || day < 1 || day > days) return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}
