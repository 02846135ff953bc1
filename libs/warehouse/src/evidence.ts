/** Reads the cases behind one cell of a metric: who adds what to the sums that readMetricSums gives. */
import type { WarehouseClient } from './client';
import { evidenceSql, familyOf, PROJECTED_FAMILIES, type ProjectedFamily } from './families';
import { cellParameters, type KeyedBy, type SumsQuestion } from './metric-sums';

/** Where a case stands in the order of a listing: no two rows of one family share it. */
export interface EvidencePlace {
  /** Local day, YYYY-MM-DD. */
  readonly day: string;
  readonly branch: string;
  /** Family of the case's events: what is gathered from several keeps each its own. */
  readonly caseFamily: string;
  readonly caseId: string;
  /** What of the case: source and id of a survey response, or an item of an observation; empty elsewhere. */
  readonly part: string;
}

export interface EvidenceQuestion extends Pick<
  SumsQuestion,
  'moment' | 'tables' | 'from' | 'to' | 'today' | 'filters' | 'lineOfItem'
> {
  readonly family: ProjectedFamily['name'];
  /** The family's measures that the metric reads; of those that a case adds to, the first is decisive for it. */
  readonly measures: readonly string[];
  /** Cases left out for the key that they stand under, although they add to `measure`. */
  readonly leftOut?: {
    readonly keyedBy: KeyedBy;
    readonly measure: string;
    readonly keys: readonly string[];
    /** What is decisive for them. */
    readonly decisive: string;
  };
  /** The cases for which one of these is decisive. */
  readonly decisive: readonly string[];
  readonly after?: EvidencePlace | undefined;
  readonly limit: number;
}

export interface EvidenceCase extends EvidencePlace {
  readonly region: string;
  readonly channel: string;
  readonly serviceLine: string;
  readonly serviceItem: string;
  readonly priorityClass: string;
  readonly staff: string;
  /** Whole seconds: the wait of a visit, the working time until a complaint was assigned; null where none was measured. */
  readonly measuredSeconds: number | null;
  readonly decisive: string;
  readonly cells: readonly CaseCell[];
}

/** What a case adds to one sum. Values are exact: a square of micro-points passes 2^53. */
export interface CaseCell {
  readonly measure: string;
  /** Of a histogram; else 0. */
  readonly bin: number;
  readonly value: bigint;
}

type RawCase = readonly [
  day: string, branch: string, caseFamily: string, caseId: string, part: string,
  region: string, channel: string, serviceLine: string, serviceItem: string, priorityClass: string, staff: string,
  measuredSeconds: string | null, decisive: string, measures: string[], bins: number[], values: string[],
]; // prettier-ignore

const EVIDENCE_SQL: ReadonlyMap<string, string> = new Map(
  PROJECTED_FAMILIES.map((family) => [family.name, evidenceSql(family)]),
);

/** In the order of (day, branch, family of the case, case, part), from the place after `after` on; at most `limit`. */
export async function readEvidence(
  client: WarehouseClient,
  question: EvidenceQuestion,
  signal?: AbortSignal,
): Promise<EvidenceCase[]> {
  const { family, leftOut, after, tables = (table: string): string => table } = question;
  const rows = await client.rows<RawCase>(
    EVIDENCE_SQL.get(family) as string,
    {
      ...cellParameters(question),
      family,
      facts: tables(familyOf(family).facts),
      from: question.from,
      to: question.to,
      measures: question.measures,
      key_by: leftOut?.keyedBy ?? 'none',
      keyed_measure: leftOut?.measure ?? '',
      keys_left_out: leftOut?.keys ?? [],
      left_out: leftOut?.decisive ?? '',
      wanted: question.decisive,
      after_day: after?.day ?? '',
      after_branch: after?.branch ?? '',
      after_family: after?.caseFamily ?? '',
      after_case: after?.caseId ?? '',
      after_part: after?.part ?? '',
      limit: question.limit,
    },
    signal,
  );
  return rows.map(evidenceCase);
}

function evidenceCase([
  day, branch, caseFamily, caseId, part, region, channel, serviceLine, serviceItem, priorityClass, staff, measuredSeconds, decisive,
  measures, bins, values,
]: RawCase): EvidenceCase {
  return {
    day, branch, caseFamily, caseId, part, region, channel, serviceLine, serviceItem, priorityClass, staff, decisive,
    measuredSeconds: measuredSeconds === null ? null : Number(measuredSeconds),
    cells: caseCells(measures, bins, values),
  };
} // prettier-ignore

export function caseCells(
  measures: readonly string[],
  bins: readonly number[],
  values: readonly string[],
): readonly CaseCell[] {
  return measures.map((measure, index) => ({ measure, bin: bins[index] ?? 0, value: BigInt(values[index] ?? 0) }));
}
