/** Score rows as CSV (RFC 4180), one column a plain field. */
import type { ScoreRow } from './score-row';

const COLUMNS = [
  'time', 'level', 'id', 'name_zh', 'name_en', 'score', 'lower', 'upper', 'interval_method', 'n', 'coverage', 'bound_lower',
  'bound_upper', 'grade', 'status', 'late', 'value', 'value_lower', 'value_upper', 'unit', 'n_eff', 'excluded',
] as const; // prettier-ignore

/** @param by the dimensions of the groups: a column each, after the time */
export function scoresCsv(rows: readonly ScoreRow[], by: readonly string[]): string {
  const [time, ...others] = COLUMNS;
  const header = [time, ...by, ...others];
  const lines = rows.map((row) => {
    const flat: Record<string, unknown> = {
      ...row,
      ...row.group,
      name_zh: row.name.zh,
      name_en: row.name.en,
      bound_lower: row.bounds[0],
      bound_upper: row.bounds[1],
      grade: row.grade.join(' '),
      excluded: Object.entries(row.excluded ?? {})
        .map(([reason, count]) => `${reason}=${count}`)
        .join(' '),
    };
    return header.map((column) => csvField(flat[column])).join(',');
  });
  return [header.join(','), ...lines, ''].join('\r\n');
}

/** Quoted where needed; text that a spreadsheet would take for a formula is defused with an apostrophe. */
function csvField(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value as string) ? `'${value as string}` : (value as string);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
