/**
 * Working days: which days are worked, and counting with them (scoring.md 3.10). A year is what the bank last published for it,
 * else what was shipped, else Monday to Friday, and then provisional.
 */
import { createHash } from 'node:crypto';
import { dateOf, dayNumber, weekdayOf } from './day-number';
import { SHIPPED_VERSION, SHIPPED_YEARS, type YearExceptions } from './shipped-calendar';

export const FIRST_DATE = '1990-01-01';
export const LAST_DATE = '2100-12-31';

/** A year as published: it replaces the year whole; days that are not listed are Monday to Friday. */
export interface PublishedYear {
  readonly year: number;
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

export class Calendar {
  /** Names the data this calendar was made from. */
  readonly version: string;
  private readonly firstDay = dayNumber(FIRST_DATE);
  private readonly table: readonly CalendarDay[];
  private readonly workingDays: readonly string[];

  constructor(published: readonly PublishedYear[]) {
    this.version = `${SHIPPED_VERSION}+${createHash('sha256').update(JSON.stringify(published)).digest('hex').slice(0, 12)}`;
    const years = new Map<number, YearExceptions>([...SHIPPED_YEARS, ...published.map(exceptionsOf)]);
    let ordinal = 0;
    this.table = Array.from({ length: dayNumber(LAST_DATE) - this.firstDay + 1 }, (_, index) => {
      const day = this.firstDay + index;
      const date = dateOf(day);
      const exceptions = years.get(Number(date.slice(0, 4)));
      const working = exceptions?.get(date) ?? weekdayOf(day) < 5;
      if (working) ordinal += 1;
      return { date, working, ordinal, provisional: exceptions === undefined };
    });
    this.workingDays = this.table.filter(({ working }) => working).map(({ date }) => date);
  }

  /** All days, in order, without a gap. */
  days(): readonly CalendarDay[] {
    return this.table;
  }

  /** @throws RangeError where the date lies outside 1990 to 2100 */
  day(date: string): CalendarDay {
    const day = this.table[dayNumber(date) - this.firstDay];
    if (!day) throw new RangeError(`The calendar has no day ${date}; it runs from ${FIRST_DATE} to ${LAST_DATE}.`);
    return day;
  }

  /** The `n`th working day after a date; the date itself never counts. */
  nthWorkingDayAfter(date: string, n: number): string {
    const found = this.workingDays[this.day(date).ordinal + n - 1];
    if (found === undefined) throw new RangeError(`The calendar ends before the working day ${n} after ${date}.`);
    return found;
  }
}

export function buildCalendar(published: readonly PublishedYear[]): Calendar {
  return new Calendar(published);
}

function exceptionsOf({ year, days }: PublishedYear): [number, YearExceptions] {
  return [year, new Map(days.map(({ date, kind }) => [date, kind !== 'rest']))];
}
