/** Score rows as CSV, one column a plain field. */
import { csvTable } from './csv';
import type { ScoreRow } from './score-row';

const COLUMNS = [
  'time', 'level', 'id', 'name_zh', 'name_en', 'score', 'lower', 'upper', 'interval_method', 'n', 'coverage', 'bound_lower',
  'bound_upper', 'grade', 'status', 'late', 'value', 'value_lower', 'value_upper', 'unit', 'n_eff', 'excluded',
] as const; // prettier-ignore

/** @param by the dimensions of the groups: a column each, after the time */
export function scoresCsv(rows: readonly ScoreRow[], by: readonly string[]): string {
  const [time, ...others] = COLUMNS;
  const records = rows.map(({ group, name, bounds, grade, excluded, ...plain }) => ({
    ...plain,
    ...group,
    name_zh: name.zh,
    name_en: name.en,
    bound_lower: bounds[0],
    bound_upper: bounds[1],
    grade: grade.join(' '),
    excluded: Object.entries(excluded ?? {})
      .map(([reason, count]) => `${reason}=${count}`)
      .join(' '),
  }));
  return csvTable([time, ...by, ...others], records);
}
