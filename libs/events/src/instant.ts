/** Instants on the wire: RFC 3339 with a time zone offset; without one there is no entry. Read by hand: every event has one. */

/** Years that the warehouse can hold (ClickHouse Date32 and DateTime64); others are typing errors. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2299;
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DATE_LENGTH = 'YYYY-MM-DD'.length;
const SECONDS_LENGTH = 'YYYY-MM-DDTHH:MM:SS'.length;
const OFFSET_LENGTH = '+HH:MM'.length;
const MOST_FRACTION_DIGITS = 9;

/**
 * Milliseconds since 1970 of an RFC 3339 date-time with an offset; what is finer is cut off. NaN where the text is none, where
 * its day does not exist, or where its year is outside 1900 to 2299. Leap seconds are not taken.
 */
export function instantMs(text: string): number {
  if (text === lastText) return lastMs;
  lastMs = readInstant(text);
  lastText = text;
  return lastMs;
}

/** The instant last read: an event's `time` is asked for again by each part that needs it. */
let lastText = '';
let lastMs = NaN;

function readInstant(text: string): number {
  const day = dayNumber(text);
  const hour = twoDigits(text, 11, 23);
  const minute = twoDigits(text, 14, 59);
  const second = twoDigits(text, 17, 59);
  if (text[10] !== 'T' || text[13] !== ':' || text[16] !== ':') return NaN;

  const fractionLength = text[SECONDS_LENGTH] === '.' ? digitsFrom(text, SECONDS_LENGTH + 1) : 0;
  if (text[SECONDS_LENGTH] === '.' && (fractionLength < 1 || fractionLength > MOST_FRACTION_DIGITS)) return NaN;
  const milliseconds = fractionLength === 0 ? 0 : firstThreeDigits(text, SECONDS_LENGTH + 1, fractionLength);

  const offsetStart = fractionLength === 0 ? SECONDS_LENGTH : SECONDS_LENGTH + 1 + fractionLength;
  const offsetMinutes = offsetMinutesAt(text, offsetStart);
  return ((day * 24 + hour) * 60 + minute - offsetMinutes) * 60_000 + second * 1_000 + milliseconds;
}

/** Whether `text` is an instant as `instantMs` reads it. */
export function isInstant(text: unknown): text is string {
  return typeof text === 'string' && !Number.isNaN(instantMs(text));
}

/** Whether `text` is a calendar date YYYY-MM-DD that exists, from 1900 to 2299. */
export function isDate(text: unknown): text is string {
  return typeof text === 'string' && text.length === DATE_LENGTH && !Number.isNaN(dayNumber(text));
}

/** Days since 1970-01-01 of the date that `text` begins with (proleptic Gregorian), else NaN. */
function dayNumber(text: string): number {
  const year = twoDigits(text, 0, 99) * 100 + twoDigits(text, 2, 99);
  const month = twoDigits(text, 5, 12);
  const day = twoDigits(text, 8, 31);
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR) || text[4] !== '-' || text[7] !== '-') return NaN;
  if (!(day >= 1 && day <= (DAYS_IN_MONTH[month - 1] ?? 0))) return NaN;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2 && day === 29 && !isLeap) return NaN;

  // Howard Hinnant, "chrono-compatible low-level date algorithms", days_from_civil; the year is positive here.
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Minutes east of UTC of the offset that ends `text` at `start`, else NaN. */
function offsetMinutesAt(text: string, start: number): number {
  if (text[start] === 'Z') return text.length === start + 1 ? 0 : NaN;
  const sign = text[start] === '+' ? 1 : text[start] === '-' ? -1 : NaN;
  if (text.length !== start + OFFSET_LENGTH || text[start + 3] !== ':') return NaN;
  return sign * (twoDigits(text, start + 1, 23) * 60 + twoDigits(text, start + 4, 59));
}

/** The two-digit number at `start`, or NaN where there is none or it is above `most`. */
function twoDigits(text: string, start: number, most: number): number {
  const tens = text.charCodeAt(start) - 48;
  const ones = text.charCodeAt(start + 1) - 48;
  const value = tens * 10 + ones;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 && value <= most ? value : NaN;
}

function digitsFrom(text: string, start: number): number {
  let end = start;
  while (text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end += 1;
  return end - start;
}

function firstThreeDigits(text: string, start: number, count: number): number {
  let value = 0;
  for (let index = 0; index < 3; index += 1)
    value = value * 10 + (index < count ? text.charCodeAt(start + index) - 48 : 0);
  return value;
}
