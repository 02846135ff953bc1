/**
 * The Chinese calendar as shipped: public holidays and make-up working days as the State Council published them, year by year,
 * from the data file of the package chinese-days, whose exact version is pinned (infra/decisions/0007-calendar-data.md).
 */
import data from 'chinese-days/dist/chinese-days.json';
import { version as packageVersion } from 'chinese-days/package.json';

/** Days of a year that differ from Monday to Friday, by date YYYY-MM-DD: true where they are worked. */
export type YearExceptions = ReadonlyMap<string, boolean>;

export const SHIPPED_NAME = `chinese-days@${packageVersion}`;

export const SHIPPED_YEARS: ReadonlyMap<number, YearExceptions> = byYear([
  ...Object.keys(data.holidays).map((date) => [date, false] as const),
  ...Object.keys(data.workdays).map((date) => [date, true] as const),
]);

function byYear(days: readonly (readonly [string, boolean])[]): Map<number, Map<string, boolean>> {
  const years = new Map<number, Map<string, boolean>>();
  for (const [date, isWorking] of days) {
    const year = Number(date.slice(0, 4));
    const exceptions = years.get(year) ?? new Map<string, boolean>();
    years.set(year, exceptions.set(date, isWorking));
  }
  return years;
}
