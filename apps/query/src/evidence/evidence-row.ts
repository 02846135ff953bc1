/** One row of GET /evidence: a case, how the metric takes it, and what it adds to the metric's sums. */
import {
  type CaseMeaning,
  type CaseOutcome,
  type CaseRole,
  caseValue,
  type Label,
  type MetricDefinition,
  sumOfSquaresOf,
} from '@plumbline/indicators';
import type { CaseCell, EvidenceCase } from '@plumbline/warehouse';
import { caseAddress } from '../links';

export interface EvidenceRow {
  readonly family: string;
  readonly case_id: string;
  /** What of the case: source and id of a survey response, or an item of an observation; null where it is the whole. */
  readonly part: string | null;
  /** Local day on which the metric counts it. */
  readonly day: string;
  readonly branch: string;
  readonly region: string;
  /** Null where cases of the family do not carry it, from here on. */
  readonly channel: string | null;
  readonly service_line: string | null;
  readonly service_item: string | null;
  readonly priority_class: string | null;
  readonly staff: string | null;
  readonly outcome: CaseOutcome;
  /** Null where it is excluded. */
  readonly role: CaseRole | null;
  /** Code of the exclusion; null where it counts. */
  readonly reason: string | null;
  /** The outcome, or the reason, in words. */
  readonly words: Label;
  /** In the metric's unit; null where the metric only counts the case. */
  readonly value: number | null;
  /** Whole seconds: a visit's wait, the working time until a complaint was assigned; null where none was measured. */
  readonly measured_s: number | null;
  /** Measure → what the case adds to its sum: integers. The square that a mean takes of its sum is left out. */
  readonly contribution: Readonly<Record<string, number>>;
  /** The bin of the histogram that it is counted in; null where the metric has none. */
  readonly bin: number | null;
  readonly links: { readonly case: string };
}

/**
 * @param meanings by the measure that is decisive
 * @param asOfMs the instant that was asked for, undefined for now
 */
export function evidenceRow(
  metric: MetricDefinition,
  found: EvidenceCase,
  meanings: ReadonlyMap<string, CaseMeaning>,
  asOfMs: number | undefined,
): EvidenceRow {
  const { outcome, role, reason, words } = meanings.get(found.decisive) as CaseMeaning;
  const contribution = contributionOf(metric, found.cells);
  return {
    family: found.caseFamily,
    case_id: found.caseId,
    part: orNull(found.part),
    day: found.day,
    branch: found.branch,
    region: found.region,
    channel: orNull(found.channel),
    service_line: orNull(found.serviceLine),
    // In observations the item of the form stands there.
    service_item: orNull(found.serviceItem === found.part ? '' : found.serviceItem),
    priority_class: orNull(found.priorityClass),
    staff: orNull(found.staff),
    outcome,
    role,
    reason,
    words,
    value: caseValue(metric, (measure) => contribution[measure], found.measuredSeconds),
    measured_s: found.measuredSeconds,
    contribution,
    bin: metric.estimator.kind === 'percentile' && role === 'value' ? (found.cells[0]?.bin ?? null) : null,
    links: { case: caseAddress(found.caseFamily, found.caseId, asOfMs) },
  };
}

/** Without sums of squares, which pass what a number of JSON can hold exactly. */
export function contributionOf(metric: MetricDefinition, cells: readonly CaseCell[]): Readonly<Record<string, number>> {
  const squares = sumOfSquaresOf(metric.estimator);
  return Object.fromEntries(
    cells.filter(({ measure }) => measure !== squares).map(({ measure, value }) => [measure, Number(value)]),
  );
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
