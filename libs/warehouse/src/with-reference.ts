/**
 * Reference data under the names that statements read it by: branches, service items, time limits, calendars. They
 * are no tables but texts over the events, corrected, as known at the moment that a statement's parameters give (`momentParameters`).
 */
import { type Includes, loadSql } from './sql';

/** Which working days a fold counts: the calendar in force, or the one of a given hash. */
export type CalendarSelection = 'calendar_in_force' | 'calendar_asked';

/** What turns appends into the history of a case. */
export const HISTORY: Includes = {
  case_history: 'folds/case_history',
  corrected_events: 'folds/corrected_events',
  known_appends: 'folds/known_appends',
  events: 'folds/stored_events',
  merge_patch: 'folds/merge_patch',
  append_type: 'folds/append_type',
  correction_type: 'folds/correction_type',
  families: 'folds/own_family',
};

/** By name; a relation may read those before it. */
const RELATIONS: Readonly<Record<string, Includes>> = {
  reference_events: { families: 'reference/reference_family' },
  branches: {},
  service_items: {},
  time_limits: {},
  published_calendars: {},
};

/** The statement with the relations that it names after FROM, and those that they read in turn. */
export function withReference(statement: string, calendar: CalendarSelection = 'calendar_in_force'): string {
  const texts: string[] = [];
  for (const [name, includes] of Object.entries(RELATIONS).reverse()) {
    const isRead = [statement, ...texts].some((text) => new RegExp(`\\bFROM ${name}\\b`).test(text));
    if (isRead) texts.unshift(`${name} AS (${relationSql(name, includes)})`);
  }
  if (calendar === 'calendar_asked') texts.push(`calendar_days AS (${loadSql('reference/calendar_asked')})`);
  return loadSql('reference/known', {
    relations: { text: texts.length === 0 ? '' : `WITH ${texts.join(',\n')}` },
    // A statement may begin with relations of its own.
    statement: { text: statement.startsWith('WITH') ? `SELECT * FROM (${statement})` : statement },
  });
}

function relationSql(name: string, includes: Includes): string {
  return loadSql(`reference/${name}`, { ...HISTORY, cases: 'folds/all_cases', ...includes });
}
