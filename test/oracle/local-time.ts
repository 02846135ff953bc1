/** Local dates and the working-day calendar of the oracle: its own, from chinese-days, one day at a time. */
import chineseDays from 'chinese-days/dist/chinese-days.json';
import { DateTime } from 'luxon';

export function localDate(ms: number, zone: string): string {
  return DateTime.fromMillis(ms, { zone }).toFormat('yyyy-MM-dd');
}

export function addDays(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}

/** A year that the bank published: every day that is not listed is Monday to Friday. */
export type PublishedYears = ReadonlyMap<number, ReadonlyMap<string, 'work' | 'rest' | 'makeup'>>;

const SHIPPED_YEARS: ReadonlySet<string> = new Set(Object.keys(chineseDays.holidays).map((date) => date.slice(0, 4)));

export class OracleCalendar {
  constructor(private readonly published: PublishedYears) {}

  isWorkingDay(date: string): boolean {
    const year = Number(date.slice(0, 4));
    const isWeekday = DateTime.fromISO(date, { zone: 'utc' }).weekday <= 5;
    const publishedYear = this.published.get(year);
    if (publishedYear) {
      const kind = publishedYear.get(date);
      return kind === undefined ? isWeekday : kind !== 'rest';
    }
    if (date in chineseDays.holidays) return false;
    if (date in chineseDays.workdays) return true;
    return isWeekday;
  }

  /** Whether anybody has published the year: without, Monday to Friday is a guess and what rests on it is provisional. */
  knows(date: string): boolean {
    return this.published.has(Number(date.slice(0, 4))) || SHIPPED_YEARS.has(date.slice(0, 4));
  }

  /** Whether one of the days after the first, up to and with the last, is such a guess. */
  guesses(after: string, last: string): boolean {
    for (let date = addDays(after, 1); date <= last; date = addDays(date, 1)) if (!this.knows(date)) return true;
    return false;
  }

  nthWorkingDayAfter(date: string, n: number): string {
    let day = date;
    for (let counted = 0; counted < n;) {
      day = addDays(day, 1);
      if (this.isWorkingDay(day)) counted += 1;
    }
    return day;
  }

  /** Working milliseconds (09:00 to 17:00 on working days) between two instants, day by day. */
  workingMs(fromMs: number, toMs: number, zone: string): number {
    let sum = 0;
    const last = localDate(toMs, zone);
    for (let date = localDate(fromMs, zone); date <= last; date = addDays(date, 1)) {
      if (!this.isWorkingDay(date)) continue;
      const opens = DateTime.fromISO(`${date}T09:00`, { zone }).toMillis();
      const closes = DateTime.fromISO(`${date}T17:00`, { zone }).toMillis();
      sum += Math.max(0, Math.min(toMs, closes) - Math.max(fromMs, opens));
    }
    return sum;
  }
}
