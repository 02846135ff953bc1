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
  /** Measures that are histograms: hundreds of cells a day, which daily rows keep in a view of their own. */
  readonly histograms?: readonly string[];
  /** Where it folds not each case for itself but those that name the same together. */
  readonly gathers?: Gathering;
}

export interface Gathering {
  /** The families whose cases are gathered. */
  readonly families: readonly string[];
  /** The fields of the events' data whose values gather: the keys. */
  readonly by: readonly string[];
  /** That of the families whose cases make the keys that they name one: merges of customers. */
  readonly joinedBy?: string;
  /** Whether a case that names none is folded by itself; else not at all. */
  readonly alone: boolean;
  /** The column of its facts that holds the key. */
  readonly factKey: string;
  /** The column of its facts that holds the family of the case, where it gathers several. */
  readonly factFamily?: string;
}

export const PROJECTED_FAMILIES: readonly ProjectedFamily[] = [
  {
    name: 'visit',
    facts: 'visits',
    daily: 'visit_daily',
    reads: [],
    histograms: ['wait_p90.served', 'wait_p90.abandoned'],
  },
  {
    name: 'transaction',
    facts: 'transactions',
    daily: 'transaction_daily',
    reads: ['time_limit_set', 'calendar_published'],
  },
  {
    name: 'complaint',
    facts: 'complaints',
    daily: 'complaint_daily',
    reads: ['calendar_published'],
    histograms: ['assignment.seconds'],
  },
  { name: 'survey', facts: 'survey_responses', daily: 'survey_daily', reads: [] },
  { name: 'inquiry', facts: 'inquiries', daily: 'inquiry_daily', reads: [] },
  { name: 'interview', facts: 'interviews', daily: 'interview_daily', reads: [] },
  {
    name: 'contact',
    facts: 'contacts',
    daily: 'contact_daily',
    reads: [],
    gathers: {
      families: ['visit', 'inquiry', 'correction'],
      by: ['customer_ref', 'from_customer_ref', 'to_customer_ref'],
      joinedBy: 'correction',
      alone: false,
      factKey: 'customer',
      factFamily: 'contact_family',
    },
  },
  {
    name: 'observation',
    facts: 'observation_items',
    daily: 'observation_daily',
    reads: [],
    gathers: { families: ['observation'], by: ['pair_id'], alone: true, factKey: 'session' },
  },
];

/** The families whose events a family is folded from. */
export function eventFamiliesOf({ name, gathers }: ProjectedFamily): readonly string[] {
  return gathers?.families ?? [name];
}

/** Families whose events are cases of their own, which facts can be told of; what gathers only gathers others has none. */
export const CASE_FAMILIES = PROJECTED_FAMILIES.filter((family) => eventFamiliesOf(family).includes(family.name)).map(
  ({ name }) => name,
);

/** The families that cases of a family are folded into, their own first. */
export function projectionsOf(caseFamily: ProjectedFamily['name']): readonly ProjectedFamily[] {
  return [familyOf(caseFamily), ...PROJECTED_FAMILIES.filter(gathersFrom(caseFamily))];
}

function gathersFrom(caseFamily: string): (family: ProjectedFamily) => boolean {
  return ({ name, gathers }) => name !== caseFamily && gathers?.families.includes(caseFamily) === true;
}

/**
 * Which cases a fold takes: those of a staged table, a range of case ids, those that could stand on some days, one, or all; of a family
 * that gathers, keys stand for cases.
 */
export type CaseSelection = 'touched_cases' | 'case_range' | 'cases_in_days' | 'one_case' | 'all_cases';
/** Which places a sum takes: those of a staged fold, or a range of days. */
export type PlaceSelection = 'staged_places' | 'day_range';

export interface FoldOptions {
  /** Whether it reads the drafts of a what-if beside the appends that landed. */
  readonly drafts?: boolean;
  readonly calendar?: CalendarSelection;
}

const SNIPPETS: Includes = {
  ...HISTORY,
  key_history: 'folds/key_history',
  keyed_cases: 'folds/keyed_cases',
  units: 'folds/units',
  identities: 'folds/identities',
  case_keys: 'folds/stored_case_keys',
  names_customer: 'folds/names_customer',
  working_time: 'folds/working_time',
  histogram_bin: 'sums/histogram_bin',
  cell_places: 'reads/cell_places',
  cell_key: 'reads/cell_key',
  cell_filters: 'reads/cell_filters',
  counts: 'reads/counts',
  branch_regions: 'reads/branch_regions',
};

const KEYS: Readonly<Record<CaseSelection, string>> = {
  touched_cases: 'folds/touched_keys',
  case_range: 'folds/key_range',
  cases_in_days: 'folds/keys_in_days',
  one_case: 'folds/keys_of_case',
  all_cases: 'folds/all_cases',
};

const DRAFTS: Includes = {
  events: 'folds/stored_and_drafted_events',
  case_keys: 'folds/stored_and_drafted_case_keys',
};

/** Where a sum or a read takes facts from: what the projector keeps. */
const STORED: Includes = { facts: 'sums/stored_facts' };

/** Where a sum or a read takes facts from: the fold of one case, as its events stand. */
function foldedCase(family: ProjectedFamily, calendar: CalendarSelection): Includes {
  return {
    facts: 'sums/folded_facts',
    fold: { text: foldSql(family, 'one_case', { calendar }) },
    fact_family: { text: family.gathers?.factFamily ?? '{case_family:String}' },
  };
}

/** The SELECT that folds the selected cases of a family into facts. */
export function foldSql(family: ProjectedFamily, cases: CaseSelection, options: FoldOptions = {}): string {
  const { drafts = false, calendar = 'calendar_in_force' } = options;
  const selected: Includes = family.gathers
    ? {
        families: 'folds/gathered_families',
        cases: 'folds/gathered_cases',
        keys: KEYS[cases],
        fact_key: { text: family.gathers.factKey },
      }
    : { cases: `folds/${cases}` };
  const includes = { ...SNIPPETS, ...selected, ...(drafts ? DRAFTS : {}) };
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

/** The SELECT of a family's facts of some days, less those of staged cases or keys. */
export function factsLeftSql({ gathers }: ProjectedFamily): string {
  const includes = { ...SNIPPETS, ...STORED, places: 'sums/day_range' };
  return loadSql('folds/facts_left', { ...includes, folded_by: { text: gathers?.factKey ?? 'case_id' } });
}

/** The SELECT of the ids of all that a family is folded by, its cases or units of keys. */
export function foldedIdsSql(family: ProjectedFamily): string {
  const all: Includes = family.gathers
    ? { ...SNIPPETS, all_cases: 'folds/all_units', keys: 'folds/all_cases' }
    : { all_cases: 'folds/all_case_ids' };
  return loadSql('folds/case_ids', all);
}

/** The SELECT of staged keys with all that are one with them. */
export function joinedKeysSql(): string {
  return loadSql('folds/joined_keys', SNIPPETS);
}

/** The SELECT that sums the selected places of a family's facts into daily rows. */
export function sumSql(family: ProjectedFamily, places: PlaceSelection): string {
  return loadSql('sums/daily', {
    ...SNIPPETS,
    ...STORED,
    fact_cells: `sums/${family.name}`,
    // Names of ours, as text: the same statement for whoever sums.
    histograms: { text: JSON.stringify(family.histograms ?? []).replaceAll('"', "'") },
    places: `sums/${places}`,
  });
}

/** The SELECT of a read's sums: over the daily rows, or over one family's facts, which alone keep staff apart. */
export function metricSumsSql(source: 'daily' | ProjectedFamily, regions: 'branch_regions' | 'no_regions'): string {
  const includes = { ...SNIPPETS, branch_regions: `reads/${regions}` };
  return withReference(
    source === 'daily'
      ? loadSql('reads/metric_sums', { ...includes, places: 'reads/chosen_days', days: 'reads/daily_cells' })
      : loadSql('reads/metric_sums', { ...includes, ...cellsOfFacts(source) }),
  );
}

/** The SELECT of the cases behind a metric, from one family's facts. */
export function evidenceSql(family: ProjectedFamily): string {
  return withReference(loadSql('reads/evidence', { ...SNIPPETS, ...cellsOfFacts(family) }));
}

/** The SELECT of what one case adds to the sums of a family. */
export function caseCellsSql(family: ProjectedFamily, calendar: CalendarSelection): string {
  const facts = foldedCase(family, calendar);
  return loadSql('reads/case_cells', { ...SNIPPETS, ...facts, fact_cells: `sums/${family.name}` });
}

/** The SELECT of one case's facts, wherever it stands or could have stood. */
export function caseFactsSql(family: ProjectedFamily, calendar: CalendarSelection): string {
  return loadSql('reads/case_facts', { ...SNIPPETS, ...foldedCase(family, calendar) });
}

/** The SELECT of one case's events as they stand: corrected, and whether voided. */
export function caseStandingSql(): string {
  return loadSql('reads/case_standing', { ...SNIPPETS, cases: 'folds/one_case' });
}

/** The SELECT of the ledger of complaints: over the facts as kept, or over the fold of one complaint. */
export function complaintLedgerSql(of: 'all' | CalendarSelection, read: 'page' | 'states'): string {
  const facts = of === 'all' ? STORED : foldedCase(familyOf('complaint'), of);
  return withReference(loadSql(`reads/complaint_${read}`, { ...SNIPPETS, ...facts, ledger: 'reads/complaint_ledger' }));
}

/** The SELECT of the load of hours and weekdays. */
export function hourlyLoadSql(): string {
  return withReference(loadSql('reads/hourly_load', { ...SNIPPETS, ...STORED, chosen_visits: 'reads/chosen_visits' }));
}

function cellsOfFacts(family: ProjectedFamily): Includes {
  return { ...STORED, places: 'reads/chosen_days', days: 'reads/fact_cells', fact_cells: `sums/${family.name}` };
}

/** @throws Error where no family has the name */
export function familyOf(name: ProjectedFamily['name']): ProjectedFamily {
  const family = PROJECTED_FAMILIES.find((candidate) => candidate.name === name);
  if (!family) throw new Error(`No family ${name} is projected.`);
  return family;
}
