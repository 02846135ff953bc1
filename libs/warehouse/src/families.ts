/**
 * The event families that are projected, and where: one fold and one sum each (folds/<family>.sql, sums/<family>.sql).
 * A new family is one line here, its two SQL files and a migration for its facts. A family that gathers folds cases together that
 * name the same (infra/decisions/0016-observed-and-spoken-metrics.md).
 */
import { HISTORY, withReference, type CalendarSelection } from './with-reference';
import { type Includes, loadSql } from './sql';

export interface ProjectedFamily {
  readonly name: 'visit' | 'transaction' | 'complaint' | 'survey' | 'inquiry' | 'interview' | 'contact' | 'observation';
  /** Table of facts: one row per case and place. */
  readonly facts: string;
  /** Table of daily sums. */
  readonly daily: string;
  /** Reference events that the fold reads: when one arrives, the family is folded anew. */
  readonly reads: readonly string[];
  /** Where it folds not each case for itself but those that name the same together. */
  readonly gathers?: Gathering;
}

export interface Gathering {
  /** The families whose cases are gathered. */
  readonly families: readonly string[];
  /** The field of the events' data whose values gather: the keys. */
  readonly by: string;
  /** Whether a case that names none is folded by itself; else not at all. */
  readonly alone: boolean;
  /** The column of its facts that holds the key. */
  readonly factKey: string;
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
  { name: 'inquiry', facts: 'inquiries', daily: 'inquiry_daily', reads: [] },
  { name: 'interview', facts: 'interviews', daily: 'interview_daily', reads: [] },
  {
    name: 'contact',
    facts: 'contacts',
    daily: 'contact_daily',
    reads: [],
    gathers: { families: ['visit', 'inquiry'], by: 'customer_ref', alone: false, factKey: 'customer' },
  },
  {
    name: 'observation',
    facts: 'observations',
    daily: 'observation_daily',
    reads: [],
    gathers: { families: ['observation'], by: 'pair_id', alone: true, factKey: 'session' },
  },
];

/** The families whose events a family is folded from. */
export function eventFamiliesOf({ name, gathers }: ProjectedFamily): readonly string[] {
  return gathers?.families ?? [name];
}

/**
 * Which cases a fold takes: those of a staged table, a range of case ids, those that could stand on some days, or all; of a family that
 * gathers, keys stand for cases.
 */
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
  key_history: 'folds/key_history',
  names_customer: 'folds/names_customer',
  working_time: 'folds/working_time',
  histogram_bin: 'sums/histogram_bin',
  cells_and_late: 'sums/cells_and_late',
};

const KEYS: Readonly<Record<CaseSelection, string>> = {
  touched_cases: 'folds/touched_keys',
  case_range: 'folds/key_range',
  cases_in_days: 'folds/keys_in_days',
  all_cases: 'folds/all_cases',
};

/** The SELECT that folds the selected cases of a family into facts. */
export function foldSql(family: ProjectedFamily, cases: CaseSelection, options: FoldOptions = {}): string {
  const { appends = 'known_appends', calendar = 'calendar_in_force' } = options;
  const selected: Includes = family.gathers
    ? {
        families: 'folds/gathered_families',
        cases: 'folds/gathered_cases',
        keys: KEYS[cases],
        fact_key: { text: family.gathers.factKey },
      }
    : { cases: `folds/${cases}` };
  const includes = { ...SNIPPETS, ...selected, known_appends: `folds/${appends}` };
  return withReference(loadSql(`folds/${family.name}`, includes), calendar);
}

/** The SELECT of the keys of cases: of those of a staged table, or of all. */
export function caseKeysSql(appends: 'touched_appends' | 'all_appends'): string {
  return loadSql('folds/case_keys', { appends: `folds/${appends}`, cases: 'folds/touched_cases' });
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
