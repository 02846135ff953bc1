/** Evidence as CSV: a row a case, a column a plain field, and a column a measure. */
import { csvTable } from '../csv';
import type { EvidenceRow } from './evidence-row';

const COLUMNS = [
  'family', 'case_id', 'part', 'day', 'branch', 'region', 'channel', 'service_line', 'service_item', 'priority_class', 'staff',
  'outcome', 'role', 'reason', 'words_zh', 'words_en', 'value', 'measured_s', 'bin',
] as const; // prettier-ignore

/** @param measures those that the metric reads: a column each, at the end */
export function evidenceCsv(rows: readonly EvidenceRow[], measures: readonly string[]): string {
  const records = rows.map(({ words, contribution, links: _, ...plain }) => ({
    ...plain,
    words_zh: words.zh,
    words_en: words.en,
    ...contribution,
  }));
  return csvTable([...COLUMNS, ...measures], records);
}
