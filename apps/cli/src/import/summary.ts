/** What an import did, as JSON prints it and in words. */
import type { GatewayResult, PostTotals } from '../gateway-client';
import type { RowCounts } from './map-rows';

export interface Summary extends PostTotals {
  readonly file: string;
  /** Title of the mapping. */
  readonly mapping: string;
  readonly rows: number;
  readonly events: number;
  readonly skipped: Readonly<Record<string, number>>;
  readonly unreadable: RowCounts['unreadable'];
  readonly counted: Readonly<Record<string, number>>;
  /** Where the file could not be read on: the rows before are counted and posted. */
  readonly broken?: string;
}

export function inWords(summary: Summary, refusals: readonly GatewayResult[]): string {
  const count = (number: number): string => number.toLocaleString('en').padStart(10);
  return [
    `${summary.mapping}: ${summary.file}`,
    `${count(summary.rows)} rows`,
    ...Object.entries(summary.skipped).map(([reason, rows]) => `${count(rows)} skipped: ${reason}`),
    ...Object.entries(summary.unreadable).map(
      ([what, { count: rows, rows: first }]) =>
        `${count(rows)} unreadable: ${what} (rows ${first.join(', ')}${rows > first.length ? ', …' : ''})`,
    ),
    ...Object.entries(summary.counted).map(([name, rows]) => `${count(rows)} counted: ${name}`),
    `${count(summary.events)} events: ${summary.accepted.toLocaleString('en')} accepted, ${summary.duplicates.toLocaleString('en')} repeats, ${summary.rejected.toLocaleString('en')} refused`,
    ...refusals.map(
      ({ id, errors = [] }) =>
        `           refused ${id ?? ''}: ${errors.map(({ pointer, message }) => `${pointer} ${message}`).join(' ')}`,
    ),
  ].join('\n');
}
