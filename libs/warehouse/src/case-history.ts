/**
 * One case, whole: its appends, its facts and what it adds to sums. Facts are folded from its events as they are asked for, by the
 * text that the projector uses, so that they need no search through the tables of facts and can be cut at any instant.
 */
import type { WarehouseClient } from './client';
import { type CaseCell, caseCells } from './evidence';
import {
  caseCellsSql,
  caseFactsSql,
  caseStandingSql,
  eventFamiliesOf,
  familyOf,
  type ProjectedFamily,
  projectionsOf,
} from './families';
import { type Moment, momentParameters } from './moment';
import { loadSql } from './sql';
import type { CalendarSelection } from './with-reference';

export interface CaseQuestion {
  readonly family: ProjectedFamily['name'];
  readonly caseId: string;
  /** IANA name of the bank's time zone. */
  readonly timeZone: string;
  /** Later events do not count, nor what became known later. */
  readonly moment: Moment;
  /** Hash of the working-day calendar that was in force then, where that is not the one of now. */
  readonly calendar?: string;
}

/** One append: an event as landed, in the version of its type that was current then. */
export interface CaseAppend {
  readonly source: string;
  readonly id: string;
  readonly type: string;
  /** When it happened, RFC 3339 in UTC. */
  readonly time: string;
  readonly branch: string;
  /** When the producer recorded it. */
  readonly recordedTime: string | null;
  readonly correlationId: string;
  readonly causationId: string;
  readonly sequence: string;
  readonly simulated: string;
  /** When the platform took it. */
  readonly ingestedAt: string;
  /** JSON. */
  readonly data: string;
  /** Partition and offset in the topic of events; null where it was landed before positions were kept. */
  readonly position: { readonly partition: number; readonly offset: string } | null;
  /** Taken into the facts; a repeat of an identity with other content; or an event whose time has not come. */
  readonly status: 'taken' | 'conflicting' | 'not_yet';
}

/** What an event says in the end. */
export interface StandingEvent {
  readonly source: string;
  readonly id: string;
  /** Corrected, as the next one. */
  readonly time: string;
  /** JSON. */
  readonly data: string;
  readonly voided: boolean;
}

/** A place where the case stands (`live`) or could have stood. */
export interface CaseFact {
  readonly cohort: string;
  readonly branch: string;
  readonly day: string;
  readonly live: boolean;
  /** The columns of the fact but those of its place, as JSON. */
  readonly columns: string;
}

/** What the case adds to the sums of one place, of its own family or of one that gathers it. */
export interface CaseSums {
  readonly family: ProjectedFamily['name'];
  readonly cohort: string;
  readonly branch: string;
  readonly day: string;
  readonly part: string;
  readonly serviceItem: string;
  readonly priorityClass: string;
  readonly measuredSeconds: number | null;
  readonly cells: readonly CaseCell[];
}

type RawAppend = readonly [
  source: string, id: string, type: string, time: string, branch: string, recordedTime: string | null,
  correlationId: string, causationId: string, sequence: string, simulated: string, ingestedAt: string, data: string,
  partition: number, offset: string, status: CaseAppend['status'],
]; // prettier-ignore

type RawSums = readonly [
  cohort: string, branch: string, day: string, part: string, serviceItem: string, priorityClass: string,
  measuredSeconds: string | null, measures: string[], bins: number[], values: string[],
]; // prettier-ignore

const EVENTS_SQL = loadSql('reads/case_events');
const STANDING_SQL = caseStandingSql();

/** In the order of occurrence (time, source, id); at most `limit`. */
export async function readCaseAppends(
  client: WarehouseClient,
  question: CaseQuestion,
  limit: number,
): Promise<CaseAppend[]> {
  const rows = await client.rows<RawAppend>(EVENTS_SQL, { ...foldParameters(question), limit });
  return rows.map(
    ([source, id, type, time, branch, recordedTime, correlationId, causationId, sequence, simulated, ingestedAt, data,
      partition, offset, status]) => ({
      source, id, type, time, branch, recordedTime, correlationId, causationId, sequence, simulated, ingestedAt, data,
      position: partition < 0 ? null : { partition, offset },
      status,
    }),
  ); // prettier-ignore
}

/** What counts of the case, corrected, and what was voided of it. */
export async function readCaseStanding(client: WarehouseClient, question: CaseQuestion): Promise<StandingEvent[]> {
  const rows = await client.rows<[string, string, string, string, boolean]>(STANDING_SQL, foldParameters(question));
  return rows.map(([source, id, time, data, voided]) => ({ source, id, time, data, voided }));
}

/** Of the case's own family. */
export async function readCaseFacts(client: WarehouseClient, question: CaseQuestion): Promise<CaseFact[]> {
  const rows = await client.rows<[string, string, string, number, string]>(
    caseFactsSql(familyOf(question.family), calendarOf(question)),
    foldParameters(question),
  );
  return rows.map(([cohort, branch, day, live, columns]) => ({ cohort, branch, day, live: live === 1, columns }));
}

export async function readCaseSums(client: WarehouseClient, question: CaseQuestion): Promise<CaseSums[]> {
  const sums = projectionsOf(question.family).map(async (family) => {
    const statement = caseCellsSql(family, calendarOf(question));
    const rows = await client.rows<RawSums>(statement, foldParameters(question, family));
    return rows.map(
      ([cohort, branch, day, part, serviceItem, priorityClass, measuredSeconds, measures, bins, values]) => ({
        family: family.name,
        cohort, branch, day, part, serviceItem, priorityClass,
        measuredSeconds: measuredSeconds === null ? null : Number(measuredSeconds),
        cells: caseCells(measures, bins, values),
      }),
    ); // prettier-ignore
  });
  return (await Promise.all(sums)).flat();
}

/** Which calendar the fold of a case counts by. */
export function calendarOf({ calendar }: CaseQuestion): CalendarSelection {
  return calendar === undefined ? 'calendar_in_force' : 'calendar_asked';
}

/**
 * Parameters of a fold of one case.
 * @param family that it is folded into: its own, or one that gathers it
 */
export function foldParameters(
  { family: caseFamily, caseId, timeZone, moment, calendar }: CaseQuestion,
  family: ProjectedFamily = familyOf(caseFamily),
): Readonly<Record<string, unknown>> {
  return {
    ...momentParameters(moment),
    family: family.name,
    families: eventFamiliesOf(family),
    case_family: caseFamily,
    case_id: caseId,
    time_zone: timeZone,
    ...(calendar === undefined ? {} : { calendar }),
  };
}
