/** What is asked of GET /evidence: one metric, a range, groups, outcomes, and a page. */
import { CASE_OUTCOMES, type CaseOutcome, type MetricDefinition, METRICS, metricById } from '@plumbline/indicators';
import { DIMENSIONS, type EvidencePlace } from '@plumbline/warehouse';
import { readCursor } from '../cursor';
import { ParameterReader, type RawParameters } from '../parameters';
import { type CellsQuestion, readFilters, readMoment, readRange } from '../scores-question';
import { slicesNotCarried } from '../slices';

/** Where the next page begins: after a place among the cases of a family. */
export interface EvidenceCursor extends EvidencePlace {
  readonly family: string;
}

export interface EvidenceQuestion extends CellsQuestion {
  readonly metric: MetricDefinition;
  /** Those wanted; all of them where none was named. */
  readonly outcomes: readonly CaseOutcome[];
  readonly after: EvidenceCursor | undefined;
  readonly limit: number;
  readonly format: 'json' | 'csv';
}

const DEFAULT_LIMIT = 100;
const MOST_CASES = 1_000;
const PARAMETERS = ['metric', 'from', 'to', ...DIMENSIONS, 'outcome', 'as_of', 'limit', 'cursor', 'format'];

/** @throws Problem 400 with every fault of the parameters */
export function readEvidenceQuestion(raw: RawParameters, timeZone: string, nowMs: number): EvidenceQuestion {
  const reader = new ParameterReader(raw, PARAMETERS);
  const at = readMoment(reader, timeZone, nowMs);
  const metric = readMetric(reader);
  const range = readRange(reader, at.today, timeZone);
  const filters = readFilters(reader);
  const outcomes = reader.someOf('outcome', CASE_OUTCOMES);
  const limit = reader.integer('limit', 1, MOST_CASES) ?? DEFAULT_LIMIT;
  const format = reader.oneOf('format', ['json', 'csv'] as const) ?? 'json';
  if (metric) refuseSlices(reader, metric, { by: [], filters });
  const after = readCursor(reader, identityOf({ metric, ...range, ...at, filters, outcomes }), 6);
  reader.finish();
  return {
    ...range,
    metric: metric as MetricDefinition,
    filters,
    outcomes: outcomes.length === 0 ? CASE_OUTCOMES : outcomes,
    limit,
    format,
    after: after && cursorAt(after),
    grain: 'none',
    by: [],
    ...at,
  };
}

/** What a cursor belongs to. */
export function identityOf({
  metric,
  from,
  to,
  moment,
  filters,
  outcomes,
}: Pick<EvidenceQuestion, 'from' | 'to' | 'moment' | 'filters' | 'outcomes'> & {
  readonly metric: MetricDefinition | undefined;
}): unknown {
  const wanted = CASE_OUTCOMES.filter((outcome) => outcomes.length === 0 || outcomes.includes(outcome));
  return [metric?.id, from, to, moment.knownByMs ?? null, DIMENSIONS.map((dimension) => filters[dimension]), wanted];
}

function readMetric(reader: ParameterReader): MetricDefinition | undefined {
  const id = reader.oneOf(
    'metric',
    METRICS.map((metric) => metric.id),
  );
  if (id === undefined && reader.text('metric') === undefined) {
    reader.fault(
      'metric',
      'required',
      'metric must name one metric, such as c1-csat-index. GET /api/v1/indicators lists them.',
    );
  }
  return id === undefined ? undefined : metricById(id);
}

function refuseSlices(
  reader: ParameterReader,
  metric: MetricDefinition,
  question: Pick<CellsQuestion, 'by' | 'filters'>,
): void {
  for (const slice of slicesNotCarried(metric, question)) {
    const carried = ['branch', 'region', ...metric.slices].join(', ');
    reader.fault(slice, 'not_sliceable', `The cases of ${metric.id} do not carry ${slice}. They carry ${carried}.`);
  }
}

function cursorAt([
  family = '',
  day = '',
  branch = '',
  caseFamily = '',
  caseId = '',
  part = '',
]: readonly string[]): EvidenceCursor {
  return { family, day, branch, caseFamily, caseId, part };
}
