/**
 * The bank's calendar: which days are worked (scoring.md 3.10). A year is what the bank last published for it, else what was
 * shipped, else Monday to Friday, and then provisional.
 */
import { createHash } from 'node:crypto';
import { dateOf, dayNumber, weekdayOf } from './day-number';
import { SHIPPED_NAME, SHIPPED_YEARS, type YearExceptions } from './shipped-years';
import { WorkingDays } from './working-days';

export const FIRST_DATE = '1990-01-01';
export const LAST_DATE = '2100-12-31';

const FIRST_DAY = dayNumber(FIRST_DATE);
const DAYS = dayNumber(LAST_DATE) - FIRST_DAY + 1;
const SATURDAY = 5;

/** A year as published: it replaces the year whole; days that are not listed are Monday to Friday. */
export interface PublishedYear {
  readonly year: number;
  /** Dates of other years are not read. */
  readonly days: readonly { readonly date: string; readonly kind: 'work' | 'rest' | 'makeup' }[];
}

export interface CalendarDay {
  /** YYYY-MM-DD */
  readonly date: string;
  readonly working: boolean;
  /** Working days from the calendar's first day up to and with this one. */
  readonly ordinal: number;
  /** Whether nobody published the year yet, so that Monday to Friday is a guess. */
  readonly provisional: boolean;
}

/** Names the data a calendar was made from, and its content: calendars with the same hash count the same. */
export interface CalendarVersion {
  /** Package and version of the shipped years, and the years published over them: `chinese-days@1.5.7+2025,2027`. */
  readonly name: string;
  /** SHA-256, hexadecimal, over a byte a day: 0 rest, 1 worked; then a byte a day: 1 provisional. From 1990-01-01 on. */
  readonly sha256: string;
}

/** Dates are YYYY-MM-DD. @throws RangeError, from every method, for a date that is none or lies outside 1990 to 2100 */
export class Calendar {
  readonly version: CalendarVersion;
  /** The same on day numbers. */
  readonly workingDays: WorkingDays;
  private readonly isProvisional: Uint8Array;

  constructor(published: readonly PublishedYear[]) {
    const years = new Map([...SHIPPED_YEARS, ...published.filter(isInTable).map(exceptionsOf)]);
    const isWorked = Uint8Array.from({ length: DAYS }, (_, index) => Number(weekdayOf(FIRST_DAY + index) < SATURDAY));
    this.isProvisional = new Uint8Array(DAYS).fill(1);
    for (const [year, exceptions] of years) {
      this.isProvisional.fill(0, indexOf(`${year}-01-01`), indexOf(`${year}-12-31`) + 1);
      for (const [date, isWorking] of exceptions) isWorked[indexOf(date)] = Number(isWorking);
    }
    this.workingDays = new WorkingDays(FIRST_DAY, isWorked);
    const replaced = [...new Set(published.filter(isInTable).map(({ year }) => year))].toSorted();
    this.version = {
      name: replaced.length === 0 ? SHIPPED_NAME : `${SHIPPED_NAME}+${replaced.join()}`,
      sha256: createHash('sha256').update(isWorked).update(this.isProvisional).digest('hex'),
    };
  }

  isWorkingDay(date: string): boolean {
    return this.workingDays.isWorking(checkedDay(date));
  }

  /** Working days from 1990-01-01 up to and with a date. */
  ordinal(date: string): number {
    return this.workingDays.ordinal(checkedDay(date));
  }

  /** The `n`th working day after a date, which itself never counts; for n = 0 the date itself, worked or not. */
  nthWorkingDayAfter(date: string, n: number): string {
    return dateOf(this.workingDays.nthAfter(checkedDay(date), n));
  }

  /** Whether a guess is counted on: any day after the first date, up to and with the second, is provisional or past the end. */
  isGuess(after: string, upTo: string): boolean {
    const days = this.isProvisional.subarray(checkedDay(after) - FIRST_DAY + 1, indexOf(upTo) + 1);
    return upTo > LAST_DATE || days.includes(1);
  }

  day(date: string): CalendarDay {
    return this.dayOf(checkedDay(date));
  }

  /** All days between two dates, both included, in order, without a gap. */
  days(from: string = FIRST_DATE, to: string = LAST_DATE): CalendarDay[] {
    const first = checkedDay(from);
    return Array.from({ length: checkedDay(to) - first + 1 }, (_, index) => this.dayOf(first + index));
  }

  private dayOf(day: number): CalendarDay {
    return {
      date: dateOf(day),
      working: this.workingDays.isWorking(day),
      ordinal: this.workingDays.ordinal(day),
      provisional: this.isProvisional[day - FIRST_DAY] === 1,
    };
  }
}

/** @param published in the order of publication: of one year the last counts */
export function buildCalendar(published: readonly PublishedYear[]): Calendar {
  return new Calendar(published);
}

function isInTable({ year }: PublishedYear): boolean {
  return `${year}-01-01` >= FIRST_DATE && `${year}-12-31` <= LAST_DATE;
}

function exceptionsOf({ year, days }: PublishedYear): [number, YearExceptions] {
  const ofYear = days.filter(({ date }) => date.startsWith(`${year}-`));
  return [year, new Map(ofYear.map(({ date, kind }) => [date, kind !== 'rest']))];
}

/** Position of a date in the table. */
function indexOf(date: string): number {
  return dayNumber(date) - FIRST_DAY;
}

function checkedDay(date: string): number {
  const index = indexOf(date);
  if (!(index >= 0 && index < DAYS)) {
    throw new RangeError(`The calendar has no day ${date}; it runs from ${FIRST_DATE} to ${LAST_DATE}.`);
  }
  return index + FIRST_DAY;
}
