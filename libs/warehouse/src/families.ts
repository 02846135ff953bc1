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
/** Which appends a fold reads: those that landed, or those and the drafts of a what-if. */
export type AppendSelection = 'known_appends' | 'known_and_drafted_appends';
/** Which working days a fold counts: the calendar in force, or the one of a given hash. */
export type CalendarSelection = 'calendar_in_force' | 'calendar_asked';

export interface FoldOptions {
  readonly appends?: AppendSelection;
  readonly calendar?: CalendarSelection;
}

const HISTORY: Includes = {
  case_history: 'folds/case_history',
  corrected_events: 'folds/corrected_events',
  known_appends: 'folds/known_appends',
  merge_patch: 'folds/merge_patch',
  append_type: 'folds/append_type',
  correction_type: 'folds/correction_type',
  family: 'folds/own_family',
};

const SNIPPETS: Includes = {
  ...HISTORY,
  working_time: 'folds/working_time',
  histogram_bin: 'sums/histogram_bin',
  cells_and_late: 'sums/cells_and_late',
};

/** Relations of reference data, by the names that statements read them by; a relation may read those before it. */
const REFERENCE_RELATIONS = [
  'reference_events',
  'branches',
  'service_items',
  'time_limits',
  'published_calendars',
] as const;

const REFERENCE: Includes = {
  ...HISTORY,
  cases: 'reference/all_cases',
  family: 'reference/reference_family',
  known_appends: 'folds/known_appends',
};

/**
 * The statement with the relations of reference data that it names (`branches`, `service_items`, `time_limits`,
 * `published_calendars`, `reference_events`), as known at the moment that its parameters give.
 */
export function withReference(statement: string, calendar: CalendarSelection = 'calendar_in_force'): string {
  const named = REFERENCE_RELATIONS.filter((name) => new RegExp(`\\bFROM ${name}\\b`).test(statement));
  const relations = named.length === 0 ? [] : [...new Set([REFERENCE_RELATIONS[0], ...named])];
  const texts = relations.map((name) => `${name} AS (${loadSql(`reference/${name}`, REFERENCE)})`);
  if (calendar === 'calendar_asked') texts.push(`calendar_days AS (${loadSql('reference/calendar_asked')})`);
  return loadSql('reference/known', {
    relations: { text: texts.length === 0 ? '' : `WITH ${texts.join(',\n')}` },
    statement: { text: statement },
  });
}

/** The SELECT that folds the selected cases of a family into facts. */
export function foldSql(family: ProjectedFamily, cases: CaseSelection, options: FoldOptions = {}): string {
  const { appends = 'known_appends', calendar = 'calendar_in_force' } = options;
  const includes = { ...SNIPPETS, cases: `folds/${cases}`, known_appends: `folds/${appends}` };
  return withReference(loadSql(`folds/${family.name}`, includes), calendar);
}

/** The SELECT that sums the selected places of a family's facts into daily rows. */
export function sumSql(family: ProjectedFamily, places: PlaceSelection): string {
  return loadSql('sums/daily', { ...SNIPPETS, cells: `sums/${family.name}`, places: `sums/${places}` });
}

/** The SELECT of a read's sums: over the daily rows, or over one family's facts, which alone keep staff apart. */
export function metricSumsSql(source: 'daily' | ProjectedFamily): string {
  const includes = { ...SNIPPETS, places: 'sums/day_range' };
  return withReference(
    source === 'daily'
      ? loadSql('reads/metric_sums', { ...includes, days: 'reads/daily_cells' })
      : loadSql('reads/metric_sums', { ...includes, days: 'reads/fact_cells', cells: `sums/${source.name}` }),
  );
}
