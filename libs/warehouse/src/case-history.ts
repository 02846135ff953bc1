/**
 * One case, whole: its appends, its facts and what it adds to sums. Facts are folded from its events as they are asked for, by the
 * text that the projector uses, so that they need no search through the tables of facts and can be cut at any instant.
 */
import type { WarehouseClient } from './client';
import { type CaseCell, caseCells } from './evidence';
import { caseCellsSql, caseFactsSql, familyOf, type ProjectedFamily } from './families';
import { clickHouseInstant, END_OF_TIME } from './instants';
import { loadSql } from './sql';

export interface CaseQuestion {
  readonly family: ProjectedFamily['name'];
  readonly caseId: string;
  /** IANA name of the bank's time zone. */
  readonly timeZone: string;
  /** Events after it do not count, in milliseconds since 1970. */
  readonly occurredByMs: number;
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

/** A place where the case stands (`live`) or could have stood. */
export interface CaseFact {
  readonly cohort: string;
  readonly branch: string;
  readonly day: string;
  readonly live: boolean;
  /** The columns of the fact but those of its place, as JSON. */
  readonly columns: string;
}

/** What the case adds to the sums of one place. */
export interface CaseSums {
  readonly cohort: string;
  readonly branch: string;
  readonly day: string;
  readonly response: string;
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
  cohort: string, branch: string, day: string, response: string, serviceItem: string, priorityClass: string,
  measuredSeconds: string | null, measures: string[], bins: number[], values: string[],
]; // prettier-ignore

const EVENTS_SQL = loadSql('reads/case_events');

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

export async function readCaseFacts(client: WarehouseClient, question: CaseQuestion): Promise<CaseFact[]> {
  const rows = await client.rows<[string, string, string, number, string]>(
    caseFactsSql(familyOf(question.family)),
    foldParameters(question),
  );
  return rows.map(([cohort, branch, day, live, columns]) => ({ cohort, branch, day, live: live === 1, columns }));
}

export async function readCaseSums(client: WarehouseClient, question: CaseQuestion): Promise<CaseSums[]> {
  const rows = await client.rows<RawSums>(caseCellsSql(familyOf(question.family)), foldParameters(question));
  return rows.map(
    ([cohort, branch, day, response, serviceItem, priorityClass, measuredSeconds, measures, bins, values]) => ({
      cohort, branch, day, response, serviceItem, priorityClass,
      measuredSeconds: measuredSeconds === null ? null : Number(measuredSeconds),
      cells: caseCells(measures, bins, values),
    }),
  ); // prettier-ignore
}

/** Parameters of a fold of one case: what has occurred by then, and all that is known. */
export function foldParameters({
  family,
  caseId,
  timeZone,
  occurredByMs,
}: CaseQuestion): Readonly<Record<string, unknown>> {
  return {
    family,
    case_id: caseId,
    time_zone: timeZone,
    occurred_by: clickHouseInstant(occurredByMs),
    known_by: END_OF_TIME,
  };
}
