/** OpenAPI schemas of GET /complaints and GET /complaints/{complaint_id}. */
import { COMPLAINT_STATES } from '@plumbline/warehouse';
import { CASE_SCHEMA } from '../cases/case.openapi';
import { listOf, numberOrNull, objectOf, type SchemaObject, text, textOrNull } from '../openapi-schemas';
import { STAGES } from './complaint-row';

const MISSING = 'Null where the step is missing.';

const CLOCK = {
  state: {
    type: 'string',
    enum: ['not_started', 'running', 'overrun', 'met', 'missed', 'withdrawn'],
    description: 'not_started: no end of handling (handbook), no registration (regulator).',
  },
  due_day: textOrNull('Local day whose end is the limit, moved by valid extensions.'),
  extended: { type: 'boolean' },
  days_left: numberOrNull('While it runs: 0 on the due day, negative once it is over.'),
  started_at: textOrNull('Null where it has not started.'),
  stopped_at: textOrNull('The reply, else the withdrawal; null while it runs.'),
} satisfies Record<string, SchemaObject>;

const CLOCKS = objectOf({
  handbook: objectOf({
    clause: { type: 'string' },
    unit: { type: 'string', enum: ['working_day'] },
    ...CLOCK,
    provisional: { type: 'boolean', description: 'Working days were counted on a calendar that nobody has published.' },
  }),
  regulator: objectOf({
    unit: { type: 'string', enum: ['calendar_day'] },
    ...CLOCK,
    elapsed_days: numberOrNull('From the receipt to the decision, else to the judged day.'),
    limits: listOf(
      objectOf({
        days: { type: 'integer', enum: [15, 30, 60] },
        due_day: { type: 'string' },
        met: { type: 'boolean', nullable: true, description: 'Null while it can still be met.' },
      }),
    ),
  }),
  age: {
    ...objectOf({ calendar_days: { type: 'integer' }, working_days: numberOrNull('Null beyond the calendar.') }),
    nullable: true,
    description: 'Since the receipt; null once it is replied to or withdrawn.',
  },
});

const ROW = {
  complaint_id: { type: 'string' },
  day: text('Local day of the registration, else of the first event.'),
  branch: { type: 'string' },
  region: { type: 'string' },
  channel: { type: 'string' },
  service_item: { type: 'string' },
  category: { type: 'string' },
  cause: { type: 'string' },
  staff: text('Pseudonym of the first handler.'),
  state: { type: 'string', enum: [...COMPLAINT_STATES] },
  stage: { type: 'string', nullable: true, enum: [...STAGES, null], description: 'The last stage that has an event.' },
  received_at: textOrNull(MISSING),
  registered_at: textOrNull(MISSING),
  assigned_at: textOrNull(MISSING),
  investigated_at: textOrNull(MISSING),
  handled_at: textOrNull(MISSING),
  replied_at: textOrNull(MISSING),
  withdrawn_at: textOrNull(MISSING),
  clocks: CLOCKS,
  links: objectOf({ self: { type: 'string' }, case: { type: 'string' } }),
} satisfies Record<string, SchemaObject>;

const META = objectOf({ as_of: text('What was known then.'), today: text('Local day at which clocks are judged.') });

export const COMPLAINTS_SCHEMA: SchemaObject = objectOf({
  meta: META,
  states: objectOf(Object.fromEntries(COMPLAINT_STATES.map((state) => [state, { type: 'integer' }]))),
  complaints: listOf(objectOf(ROW)),
  links: {
    type: 'object',
    required: ['self'],
    properties: { self: { type: 'string' }, next: text('The next page; absent on the last.') },
  },
});

const { metrics, events, truncated } = CASE_SCHEMA.properties ?? {};
export const COMPLAINT_SCHEMA: SchemaObject = objectOf({
  meta: META,
  ...ROW,
  ...(metrics && events && truncated ? { metrics, events, truncated } : {}),
});
