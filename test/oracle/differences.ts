/** What differs between the rows of the API and those of the oracle: counts exactly, ratios and limits to 1e-9. */
import type { ExpectedRow } from './expected-scores';

const PRECISION = 1e-9;
const CLOSE = [
  'value',
  'value_lower',
  'value_upper',
  'score',
  'lower',
  'upper',
  'n_eff',
  'coverage',
] as const satisfies readonly (keyof ExpectedRow)[];

/** Every difference, in words. */
export function differencesOf(rows: readonly ExpectedRow[], expected: readonly ExpectedRow[]): string[] {
  const got = new Map(rows.map((row) => [keyOf(row), row]));
  const wanted = new Set(expected.map(keyOf));
  const unwanted = [...got.keys()].filter((key) => !wanted.has(key)).map((key) => `${key}: not expected`);
  return [...unwanted, ...expected.flatMap((row) => differenceOf(got.get(keyOf(row)), row))];
}

function keyOf({ time, group, level, id }: Pick<ExpectedRow, 'time' | 'group' | 'level' | 'id'>): string {
  return JSON.stringify([time, sorted(group), level, id]);
}

/** What differs between a row of the API and the oracle's. */
function differenceOf(got: ExpectedRow | undefined, wanted: ExpectedRow): string[] {
  const tell = (difference: string): string[] => [`${keyOf(wanted)}: ${difference}`];
  if (!got) return tell('missing');
  const exact = JSON.stringify([got.n, got.status, got.interval_method, sorted(got.excluded ?? {})]);
  const wantedExact = JSON.stringify([wanted.n, wanted.status, wanted.interval_method, sorted(wanted.excluded)]);
  if (exact !== wantedExact) return tell(`got ${exact}, wanted ${wantedExact}`);
  return CLOSE.flatMap((field) => {
    const [a, b] = [got[field] ?? null, wanted[field] ?? null];
    if (field === 'n_eff' && a === null && b === wanted.n) return [];
    const isClose = a !== null && b !== null && Math.abs(a - b) <= PRECISION * Math.max(1, Math.abs(b));
    return a === b || isClose ? [] : tell(`got ${field} ${a}, wanted ${b}`);
  });
}

function sorted(record: Readonly<Record<string, unknown>>): unknown {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
