/** Score rows as CSV (RFC 4180), one column a plain field. */
import type { PreviousScore, ScoreRow } from './score-row';

const COLUMNS = [
  'time', 'level', 'id', 'name_zh', 'name_en', 'score', 'lower', 'upper', 'interval_method', 'n', 'coverage', 'bound_lower',
  'bound_upper', 'grade', 'status', 'value', 'value_lower', 'value_upper', 'unit', 'n_eff', 'excluded',
] as const; // prettier-ignore

const COMPARED_COLUMNS = [
  'previous_from', 'previous_to', 'previous_score', 'previous_lower', 'previous_upper', 'change', 'change_lower', 'change_upper',
] as const; // prettier-ignore

/**
 * @param by the dimensions of the groups: a column each, after the time
 * @param isCompared whether the rows stand beside those of the period before: eight more columns at the end
 */
export function scoresCsv(rows: readonly ScoreRow[], by: readonly string[], isCompared = false): string {
  const [time, ...others] = COLUMNS;
  const header = [time, ...by, ...others, ...(isCompared ? COMPARED_COLUMNS : [])];
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
      ...comparedFields(row.previous),
    };
    return header.map((column) => csvField(flat[column])).join(',');
  });
  return [header.join(','), ...lines, ''].join('\r\n');
}

function comparedFields(previous: PreviousScore | undefined): Readonly<Record<string, string | number | null>> {
  if (!previous) return {};
  const { from, to, score, lower, upper, ...change } = previous;
  return {
    previous_from: from,
    previous_to: to,
    previous_score: score,
    previous_lower: lower,
    previous_upper: upper,
    ...change,
  };
}

/** Quoted where needed; text that a spreadsheet would take for a formula is defused with an apostrophe. */
function csvField(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value as string) ? `'${value as string}` : (value as string);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
