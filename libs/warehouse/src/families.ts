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

/** Which cases a fold takes: those of a staged table, a range of case ids, or one. */
export type CaseSelection = 'touched_cases' | 'case_range' | 'one_case';
/** Which places a sum takes: those of a staged fold, or a range of days. */
export type PlaceSelection = 'staged_places' | 'day_range';

const SNIPPETS: Includes = {
  case_history: 'folds/case_history',
  working_time: 'folds/working_time',
  histogram_bin: 'sums/histogram_bin',
  cell_places: 'reads/cell_places',
  cell_key: 'reads/cell_key',
  cell_filters: 'reads/cell_filters',
};

/** Where a sum or a read takes facts from: what the projector keeps. */
const STORED: Includes = { facts: 'sums/stored_facts' };

/** Where a sum or a read takes facts from: the fold of one case, as its events stand. */
function foldedCase({ name }: ProjectedFamily): Includes {
  return { facts: 'sums/folded_facts', fold: `folds/${name}`, cases: 'folds/one_case' };
}

/** The SELECT that folds the selected cases of a family into facts. */
export function foldSql(family: ProjectedFamily, cases: CaseSelection): string {
  return loadSql(`folds/${family.name}`, { ...SNIPPETS, cases: `folds/${cases}` });
}

/** The SELECT that sums the selected places of a family's facts into daily rows. */
export function sumSql(family: ProjectedFamily, places: PlaceSelection): string {
  return loadSql('sums/daily', { ...SNIPPETS, ...STORED, cells: `sums/${family.name}`, places: `sums/${places}` });
}

/** The SELECT of a read's sums: over the daily rows, or over one family's facts, which alone keep staff apart. */
export function metricSumsSql(source: 'daily' | ProjectedFamily): string {
  return source === 'daily'
    ? loadSql('reads/metric_sums', { ...SNIPPETS, places: 'sums/day_range', days: 'reads/daily_cells' })
    : loadSql('reads/metric_sums', { ...SNIPPETS, ...cellsOfFacts(source) });
}

/** The SELECT of the cases behind a metric, from one family's facts. */
export function evidenceSql(family: ProjectedFamily): string {
  return loadSql('reads/evidence', { ...SNIPPETS, ...cellsOfFacts(family) });
}

/** The SELECT of what one case adds to the sums of its family. */
export function caseCellsSql(family: ProjectedFamily): string {
  const includes = { ...SNIPPETS, ...foldedCase(family), cells: `sums/${family.name}`, places: 'sums/all_places' };
  return loadSql('reads/case_cells', includes);
}

/** The SELECT of one case's facts, wherever it stands or could have stood. */
export function caseFactsSql(family: ProjectedFamily): string {
  return loadSql('reads/case_facts', { ...SNIPPETS, ...foldedCase(family) });
}

/** The SELECT of the ledger of complaints: over the facts as kept, or over the fold of one complaint. */
export function complaintLedgerSql(of: 'all' | 'one_case', read: 'page' | 'states'): string {
  const facts = of === 'all' ? STORED : foldedCase(familyOf('complaint'));
  return loadSql(`reads/complaint_${read}`, { ...SNIPPETS, ...facts, ledger: 'reads/complaint_ledger' });
}

function cellsOfFacts(family: ProjectedFamily): Includes {
  return { ...STORED, places: 'sums/day_range', days: 'reads/fact_cells', cells: `sums/${family.name}` };
}

/** @throws Error where no family has the name */
export function familyOf(name: ProjectedFamily['name']): ProjectedFamily {
  const family = PROJECTED_FAMILIES.find((candidate) => candidate.name === name);
  if (!family) throw new Error(`No family ${name} is projected.`);
  return family;
}
