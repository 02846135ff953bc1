/**
 * The event families that are projected, and where: one fold and one sum each (folds/<family>.sql, sums/<family>.sql).
 * A new family is one line here, its two SQL files and a migration for its facts.
 */
import { HISTORY, withReference, type CalendarSelection } from './with-reference';
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

/** Which cases a fold takes: those of a staged table, a range of case ids, those that could stand on some days, or all. */
export type CaseSelection = 'touched_cases' | 'case_range' | 'cases_in_days' | 'all_cases';
/** Which places a sum takes: those of a staged fold, or a range of days. */
export type PlaceSelection = 'staged_places' | 'day_range';
/** Which appends a fold reads: those that landed, or those and the drafts of a what-if. */
export type AppendSelection = 'known_appends' | 'known_and_drafted_appends';

export interface FoldOptions {
  readonly appends?: AppendSelection;
  readonly calendar?: CalendarSelection;
}

const SNIPPETS: Includes = {
  ...HISTORY,
  working_time: 'folds/working_time',
  histogram_bin: 'sums/histogram_bin',
  cells_and_late: 'sums/cells_and_late',
};

/** The SELECT that folds the selected cases of a family into facts. */
export function foldSql(family: ProjectedFamily, cases: CaseSelection, options: FoldOptions = {}): string {
  const { appends = 'known_appends', calendar = 'calendar_in_force' } = options;
  const includes = { ...SNIPPETS, cases: `folds/${cases}`, known_appends: `folds/${appends}` };
  return withReference(loadSql(`folds/${family.name}`, includes), calendar);
}

/** The SELECT of the facts that a fold gives for a range of days. */
export function factsOfDaysSql(family: ProjectedFamily, cases: CaseSelection, options: FoldOptions): string {
  return loadSql('reads/facts_of_days', { fold: { text: foldSql(family, cases, options) }, places: 'sums/day_range' });
}

/** The SELECT that sums the selected places of a family's facts into daily rows. */
export function sumSql(family: ProjectedFamily, places: PlaceSelection): string {
  return loadSql('sums/daily', { ...SNIPPETS, cells: `sums/${family.name}`, places: `sums/${places}` });
}

/** The SELECT of a read's sums: over the daily rows, or over one family's facts, which alone keep staff apart. */
export function metricSumsSql(source: 'daily' | ProjectedFamily, regions: 'branch_regions' | 'no_regions'): string {
  const includes = { ...SNIPPETS, places: 'sums/day_range', branch_regions: `reads/${regions}` };
  return withReference(
    source === 'daily'
      ? loadSql('reads/metric_sums', { ...includes, days: 'reads/daily_cells' })
      : loadSql('reads/metric_sums', { ...includes, days: 'reads/fact_cells', cells: `sums/${source.name}` }),
  );
}
