/** Local days as whole numbers: days since 1970-01-01, which arithmetic and arrays can use. Texts are converted at the edges. */

export const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01 of a date YYYY-MM-DD; NaN where the text is none, or where its day does not exist (2025-02-30). */
export function dayNumber(date: string): number {
  const ms = Date.parse(`${date}T00:00:00Z`);
  // Date.parse takes any day up to the 31st in every month and lets it run over into the next.
  return Number(date.slice(-2)) === new Date(ms).getUTCDate() ? ms / MS_PER_DAY : NaN;
}

/** The date YYYY-MM-DD of a day number. */
export function dateOf(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Day of the week of a day number: 0 Monday … 6 Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
