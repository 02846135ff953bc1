/** Instants as ClickHouse takes them in parameters of type DateTime64(3, 'UTC'). */

/** Later than any event: nothing is cut. */
export const END_OF_TIME = '2299-12-31 00:00:00.000';

/** `2026-03-01 01:02:03.456` in UTC, from milliseconds since 1970. */
export function clickHouseInstant(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('T', ' ').replace('Z', '');
}
