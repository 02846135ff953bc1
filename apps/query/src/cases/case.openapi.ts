/** OpenAPI schema of GET /cases/{family}/{case_id}. */
import { CASE_OUTCOMES } from '@plumbline/indicators';
import { LABEL, listOf, mapOf, numberOrNull, objectOf, type SchemaObject, text, textOrNull } from '../openapi-schemas';

const UNSAID = 'Null where the event does not say.';

const PLACE = objectOf({
  cohort: text('The clock that gives the case its day: arrived, due, closed …'),
  day: { type: 'string' },
  branch: { type: 'string' },
  live: { type: 'boolean', description: 'True where the case stands, false where it could have stood.' },
});

const METRIC = objectOf({
  metric: { type: 'string' },
  name: LABEL,
  cohort: { type: 'string' },
  day: { type: 'string' },
  branch: { type: 'string' },
  part: textOrNull(
    'What of the case: source and id of a survey response, or an item of an observation; null where it is the whole.',
  ),
  outcome: { type: 'string', enum: [...CASE_OUTCOMES, 'pending'] },
  role: textOrNull('Part of the formula; null where the case is excluded.'),
  reason: textOrNull('Code of the exclusion; null where the case counts.'),
  words: LABEL,
  value: numberOrNull('In the metric’s unit; null where the metric only counts the case.'),
  unit: { type: 'string' },
  contribution: mapOf({ type: 'integer' }, 'Measure → what the case adds to its sum.'),
  links: objectOf({ evidence: text('All cases of that metric, branch and day.') }),
});

export const RAW_EVENT_SCHEMA: SchemaObject = objectOf({
  source: { type: 'string' },
  id: { type: 'string' },
  type: text('In its current version.'),
  time: text('When it happened.'),
  ingestedat: text('When the platform took it.'),
  recordedtime: textOrNull('When the producer recorded it. Null where it did not say.'),
  branchid: textOrNull(UNSAID),
  correlationid: textOrNull(UNSAID),
  causationid: textOrNull(UNSAID),
  sequence: textOrNull(UNSAID),
  simulated: textOrNull(UNSAID),
  data: { type: 'object', additionalProperties: true },
  status: {
    type: 'string',
    enum: ['taken', 'conflicting', 'not_yet'],
    description:
      'taken into the facts; conflicting: its source and id came before with other content; not_yet: its time has not come.',
  },
  standing: {
    ...objectOf({
      time: text('Corrected.'),
      data: { type: 'object', additionalProperties: true, description: 'Corrected.' },
      voided: { type: 'boolean' },
    }),
    nullable: true,
    description:
      'What the event says in the end; null for corrections and voids themselves, and for what is not taken into the facts.',
  },
  position: {
    ...objectOf({ topic: { type: 'string' }, partition: { type: 'integer' }, offset: { type: 'integer' } }),
    nullable: true,
    description: 'Record of the log; null where it was landed before positions were kept.',
  },
  target: {
    ...objectOf({ source: { type: 'string' }, id: { type: 'string' } }),
    nullable: true,
    description: 'The event that this one corrects or voids.',
  },
  targeted_by: listOf(objectOf({ source: { type: 'string' }, id: { type: 'string' }, type: { type: 'string' } })),
});

export const CASE_SCHEMA: SchemaObject = objectOf({
  family: { type: 'string' },
  case_id: { type: 'string' },
  as_of: text('What was known then.'),
  facts: listOf(
    objectOf({
      columns: { type: 'object', additionalProperties: true, description: 'Slices, instants in UTC, outcomes.' },
      places: listOf(PLACE),
    }),
  ),
  metrics: listOf(METRIC),
  events: listOf(RAW_EVENT_SCHEMA),
  truncated: { type: 'boolean', description: 'Whether the case has more events than are listed.' },
  links: {
    type: 'object',
    required: ['self'],
    properties: { self: { type: 'string' }, complaint: text('Of a complaint: its clocks.') },
  },
});
