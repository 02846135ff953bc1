/**
 * The event families that are projected, and where: one fold and one sum each (folds/<family>.sql, sums/<family>.sql).
 * A new family is one line here, its two SQL files and a migration for its facts.
 */
import { type Includes, loadSql } from './sql';

export interface ProjectedFamily {
  readonly name: 'visit' | 'transaction' | 'complaint' | 'survey';
  /** Table of facts: one row per case and place. */
  readonly facts: string;
  /** Table of daily sums. */
  readonly daily: string;
  /** Reference events that the fold reads: when one arrives, the family is folded anew. */
  readonly reads: readonly string[];
}

export const PROJECTED_FAMILIES: readonly ProjectedFamily[] = [
  { name: 'visit', facts: 'visits', daily: 'visit_daily', reads: [] },
  {
    name: 'transaction',
    facts: 'transactions',
    daily: 'transaction_daily',
    reads: ['time_limit_set', 'calendar_published'],
  },
  { name: 'complaint', facts: 'complaints', daily: 'complaint_daily', reads: ['calendar_published'] },
  { name: 'survey', facts: 'survey_responses', daily: 'survey_daily', reads: [] },
];

/** Which cases a fold takes: those of a staged table, or a range of case ids. */
export type CaseSelection = 'touched_cases' | 'case_range';
/** Which places a sum takes: those of a staged fold, or a range of days. */
export type PlaceSelection = 'staged_places' | 'day_range';

const SNIPPETS: Includes = {
  case_history: 'folds/case_history',
  working_time: 'folds/working_time',
  histogram_bin: 'sums/histogram_bin',
};

/** The SELECT that folds the selected cases of a family into facts. */
export function foldSql(family: ProjectedFamily, cases: CaseSelection): string {
  return loadSql(`folds/${family.name}`, { ...SNIPPETS, cases: `folds/${cases}` });
}

/** The SELECT that sums the selected places of a family's facts into daily rows. */
export function sumSql(family: ProjectedFamily, places: PlaceSelection): string {
  return loadSql('sums/daily', { ...SNIPPETS, fact_cells: `sums/${family.name}`, places: `sums/${places}` });
}

/** The SELECT of a read's sums: over the daily rows, or over one family's facts, which alone keep staff apart. */
export function metricSumsSql(source: 'daily' | ProjectedFamily): string {
  const includes = { ...SNIPPETS, places: 'reads/chosen_days' };
  return source === 'daily'
    ? loadSql('reads/metric_sums', { ...includes, days: 'reads/daily_cells' })
    : loadSql('reads/metric_sums', { ...includes, days: 'reads/fact_cells', fact_cells: `sums/${source.name}` });
}
