/** Score rows as CSV, one column a plain field. */
import { csvTable } from './csv';
import type { PreviousScore, ScoreRow } from './score-row';

const COLUMNS = [
  'time', 'level', 'id', 'name_zh', 'name_en', 'score', 'lower', 'upper', 'interval_method', 'n', 'coverage', 'bound_lower',
  'bound_upper', 'grade', 'status', 'late', 'value', 'value_lower', 'value_upper', 'unit', 'n_eff', 'excluded',
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
  const records = rows.map(({ group, name, bounds, grade, excluded, previous, ...plain }) => ({
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
    ...comparedFields(previous),
  }));
  return csvTable([time, ...by, ...others, ...(isCompared ? COMPARED_COLUMNS : [])], records);
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
