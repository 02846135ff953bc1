/** OpenAPI schema of GET /evidence. */
import { CASE_OUTCOMES } from '@plumbline/indicators';
import { LABEL, listOf, mapOf, numberOrNull, objectOf, type SchemaObject, text, textOrNull } from '../openapi-schemas';

const INTEGER: SchemaObject = { type: 'integer' };
const CARRIED = 'Null where cases of the family do not carry it.';

const ROW = objectOf({
  family: text('Family of the case’s events.'),
  case_id: text('With the family the name of the case.'),
  part: textOrNull(
    'What of the case: source and id of a survey response, or an item of an observation; null where it is the whole.',
  ),
  day: text('Local day on which the metric counts it.'),
  branch: { type: 'string' },
  region: { type: 'string' },
  channel: textOrNull(CARRIED),
  service_line: textOrNull(CARRIED),
  service_item: textOrNull(CARRIED),
  priority_class: textOrNull(CARRIED),
  staff: textOrNull(`Pseudonym. ${CARRIED}`),
  outcome: { type: 'string', enum: [...CASE_OUTCOMES] },
  role: {
    type: 'string',
    nullable: true,
    enum: ['numerator', 'denominator', 'value', 'exposure', 'weight', 'session', null],
    description: 'What stands in the numerator stands in the denominator too; null where the case is excluded.',
  },
  reason: textOrNull('Code of the exclusion; null where the case counts.'),
  words: LABEL,
  value: numberOrNull('In the metric’s unit; null where the metric only counts the case.'),
  measured_s: numberOrNull('Whole seconds: a visit’s wait, the working time until a complaint was assigned.'),
  contribution: mapOf(
    INTEGER,
    'Measure → what the case adds to its sum. The square that a mean takes of its sum is left out.',
  ),
  bin: numberOrNull('Bin of the histogram that it is counted in; null where the metric has none.'),
  links: objectOf({ case: text('The case with its time line.') }),
});

export const EVIDENCE_SCHEMA: SchemaObject = objectOf({
  meta: objectOf({
    as_of: text('What was known then.'),
    from: text('First local day.'),
    to: text('Day after the last.'),
    metric: objectOf({
      id: { type: 'string' },
      name: LABEL,
      definition: LABEL,
      unit: { type: 'string' },
      direction: { type: 'string', enum: ['up', 'down'] },
      measured: { type: 'boolean', description: 'False where the events of its family are not taken yet.' },
    }),
    freshness_s: numberOrNull('Seconds by which this trails what was accepted; null where no projector runs.'),
  }),
  totals: objectOf({
    sums: mapOf(INTEGER, 'Measure → sum over all cases of the cell, whatever page or outcome is listed.'),
    excluded: mapOf(INTEGER, 'Reason → cases.'),
    reasons: mapOf(LABEL, 'What each reason means.'),
  }),
  cases: listOf(ROW),
  links: {
    type: 'object',
    required: ['self', 'scores', 'explain'],
    properties: {
      self: { type: 'string' },
      next: text('The next page; absent on the last.'),
      scores: text('The score of this cell.'),
      explain: text('That score opened.'),
    },
  },
});
