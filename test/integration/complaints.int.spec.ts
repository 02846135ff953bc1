/**
 * The clocks of complaints through the real engine: due days that SQL folds from random extensions are those of libs/calendar (the
 * handbook's) and of a plain loop (the regulator's), and the ledger is the same by page, as a whole and one by one.
 */
import { buildCalendar, complaintReplyDue, dateOf, dayNumber, localDate } from '@plumbline/calendar';
import type { WarehouseClient } from '@plumbline/warehouse';
import { CqrsModule, QueryBus } from '@nestjs/cqrs';
import { Test, type TestingModule } from '@nestjs/testing';
import fc from 'fast-check';
import { GetCaseHandler } from '../../apps/query/src/cases/get-case.handler';
import type { ComplaintRow } from '../../apps/query/src/complaints/complaint-row';
import { GetComplaint, GetComplaintHandler } from '../../apps/query/src/complaints/get-complaint.handler';
import {
  type ComplaintsAnswer,
  GetComplaints,
  GetComplaintsHandler,
} from '../../apps/query/src/complaints/get-complaints.handler';
import { PIPELINE, TIME_ZONE, WAREHOUSE } from '../../apps/query/src/query.tokens';
import { EngineUnderTest } from '../harness/engine';
import { event, type TestEvent } from '../harness/events';
import { ProjectedEvents } from '../harness/projected-events';

const ZONE = 'Asia/Shanghai';
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START_MS = Date.parse('2025-09-15T00:00:00+08:00');
const COMPLAINTS = 250;

interface Extension {
  readonly afterHours: number;
  readonly newDueAfterDays: number;
  readonly kind: 'handling' | 'reply';
  readonly isApproved: boolean;
  readonly isTold: boolean;
}

interface Complaint {
  readonly registeredAfterHours: number;
  readonly receivedHoursBefore: number | undefined;
  readonly handledAfterHours: number | undefined;
  readonly repliedAfterHours: number | undefined;
  readonly withdrawnAfterHours: number | undefined;
  readonly extensions: readonly Extension[];
}

const EXTENSION: fc.Arbitrary<Extension> = fc.record({
  afterHours: fc.integer({ min: 0, max: 40 * 24 }),
  newDueAfterDays: fc.integer({ min: 0, max: 80 }),
  kind: fc.constantFrom('handling', 'reply', 'reply'),
  isApproved: fc.boolean(),
  isTold: fc.boolean(),
});
const hours = (max: number): fc.Arbitrary<number | undefined> =>
  fc.option(fc.integer({ min: 0, max }), { nil: undefined });
const COMPLAINT: fc.Arbitrary<Complaint> = fc.record({
  registeredAfterHours: fc.integer({ min: 0, max: 60 * 24 }),
  receivedHoursBefore: hours(50),
  handledAfterHours: hours(20 * 24),
  repliedAfterHours: hours(70 * 24),
  withdrawnAfterHours: fc.oneof(fc.constant(undefined), fc.constant(undefined), hours(40 * 24)),
  extensions: fc.array(EXTENSION, { maxLength: 4 }),
});

/** Extensions of one complaint at one instant would be taken by their ids, which is not what is tried here. */
function withoutTies({ extensions, ...rest }: Complaint): Complaint {
  return { ...rest, extensions: extensions.filter(({ afterHours }, index) => extensions.findIndex((one) => one.afterHours === afterHours) === index) }; // prettier-ignore
}

const complaints = fc.sample(COMPLAINT, COMPLAINTS).map(withoutTies);
const idOf = (index: number): string => `c-${String(index).padStart(3, '0')}`;
const at = (ms: number): string => new Date(ms).toISOString();

function eventsOf(complaint: Complaint, index: number): TestEvent[] {
  const registeredMs = START_MS + complaint.registeredAfterHours * HOUR_MS;
  const own = { complaint_id: idOf(index) };
  const place = { branchid: `B00${index % 3}` };
  const step = (type: string, afterHours: number | undefined, data: object = {}): TestEvent[] =>
    afterHours === undefined
      ? []
      : [event(`complaint.${type}`, at(registeredMs + afterHours * HOUR_MS), { ...own, ...data }, place)];
  const received = complaint.receivedHoursBefore;
  return [
    ...step('registered', 0, {
      category: index % 2 === 0 ? 'service' : 'business',
      cause_code: index % 5 === 0 ? undefined : 'waiting',
      fields_complete: { complainant: true, time: true, content: true, channel: true },
      ...(received === undefined ? {} : { received_at: at(registeredMs - received * HOUR_MS) }),
    }),
    ...step('handled', complaint.handledAfterHours),
    ...step('replied', complaint.repliedAfterHours, {
      content: { matter: true, result: true, basis: true, follow_up: true },
      follow_up_required: false,
    }),
    ...step('withdrawn', complaint.withdrawnAfterHours),
    ...complaint.extensions.flatMap(({ afterHours, newDueAfterDays, kind, isApproved, isTold }) =>
      step('extended', afterHours, {
        kind,
        new_due: at(registeredMs + newDueAfterDays * DAY_MS),
        customer_told: isTold,
        ...(isApproved ? { approved_by: 's_boss' } : {}),
      }),
    ),
  ];
}

/** Fifteen days from the receipt; what an approved extension in time that the customer was told of says, to the sixtieth at most. */
function decisionDueOf(complaint: Complaint): string {
  const registeredMs = START_MS + complaint.registeredAfterHours * HOUR_MS;
  const receipt = dayNumber(localDate(registeredMs - (complaint.receivedHoursBefore ?? 0) * HOUR_MS, ZONE));
  let due = receipt + 15;
  for (const extension of [...complaint.extensions].sort((a, b) => a.afterHours - b.afterHours)) {
    const granted = dayNumber(localDate(registeredMs + extension.afterHours * HOUR_MS, ZONE));
    const newDue = dayNumber(localDate(registeredMs + extension.newDueAfterDays * DAY_MS, ZONE));
    if (extension.isApproved && extension.isTold && granted <= due) due = Math.max(due, Math.min(newDue, receipt + 60));
  }
  return dateOf(due);
}

describe('the ledger of complaints', () => {
  const engine = new EngineUnderTest();
  let client: WarehouseClient;
  let nest: TestingModule;
  let queries: QueryBus;

  beforeAll(async () => {
    await engine.start();
    client = await engine.database('complaints');
    await new ProjectedEvents(client, ZONE).add(complaints.flatMap(eventsOf));
    nest = await Test.createTestingModule({
      imports: [CqrsModule.forRoot()],
      providers: [
        GetCaseHandler,
        GetComplaintHandler,
        GetComplaintsHandler,
        { provide: WAREHOUSE, useValue: client },
        { provide: PIPELINE, useValue: { settledMs: async () => undefined } },
        { provide: TIME_ZONE, useValue: ZONE },
      ],
    }).compile();
    await nest.init();
    queries = nest.get(QueryBus);
  });
  afterAll(async () => {
    await nest.close();
    await engine.stop();
  });

  const pages = async (parameters: Readonly<Record<string, string>>): Promise<ComplaintsAnswer[]> => {
    const answers = [await queries.execute(new GetComplaints(parameters))];
    for (let next = answers[0]?.links.next; next !== undefined; next = answers.at(-1)?.links.next) {
      const query = new URL(next, 'http://plumbline').searchParams;
      answers.push(await queries.execute(new GetComplaints(Object.fromEntries(query))));
    }
    return answers;
  };
  const rowsOf = (answers: readonly ComplaintsAnswer[]): ComplaintRow[] => answers.flatMap((page) => page.complaints);

  it('given random extensions, then both due days are those of the calendar library and of a plain loop', async () => {
    const calendar = buildCalendar([]);
    const rows = new Map(rowsOf(await pages({ limit: '1000' })).map((row) => [row.complaint_id, row]));
    expect(rows.size).toBe(COMPLAINTS);
    for (const [index, complaint] of complaints.entries()) {
      const registeredMs = START_MS + complaint.registeredAfterHours * HOUR_MS;
      const replyDue =
        complaint.handledAfterHours === undefined
          ? null
          : complaintReplyDue(
              registeredMs + complaint.handledAfterHours * HOUR_MS,
              complaint.extensions.map(({ afterHours, newDueAfterDays, kind, isApproved }) => ({
                timeMs: registeredMs + afterHours * HOUR_MS,
                kind,
                newDueMs: registeredMs + newDueAfterDays * DAY_MS,
                approvedBy: isApproved ? 's_boss' : undefined,
              })),
              calendar,
              ZONE,
            ).date;
      const { handbook, regulator } = rows.get(idOf(index))?.clocks ?? {};
      expect([idOf(index), handbook?.due_day, regulator?.due_day]).toEqual([
        idOf(index),
        replyDue,
        decisionDueOf(complaint),
      ]);
    }
  });

  it('given a size of page, then the pages are the whole, oldest first, and the states count it', async () => {
    const whole = rowsOf(await pages({ limit: '1000' }));
    const [first, ...others] = await pages({ limit: '17' });
    expect(rowsOf([first as ComplaintsAnswer, ...others])).toEqual(whole);
    const order = whole.map(({ day, branch, complaint_id: id }) => `${day} ${branch} ${id}`);
    expect(order).toEqual(order.toSorted());
    for (const [state, count] of Object.entries(first?.states ?? {})) {
      const ofState = rowsOf(await pages({ state, limit: '100' }));
      expect(ofState).toEqual(whole.filter((row) => row.state === state));
      expect(ofState.length).toBe(count);
    }
  });

  it.each([
    [{ branch: 'B001' }, (row: ComplaintRow) => row.branch === 'B001'],
    [{ region: 'unknown' }, () => true],
    [{ region: 'north' }, () => false],
    [{ category: 'business' }, (row: ComplaintRow) => row.category === 'business'],
    [{ cause: 'unknown' }, (row: ComplaintRow) => row.cause === 'unknown'],
    [{ from: '2025-10-01', to: '2025-10-08' }, (row: ComplaintRow) => row.day >= '2025-10-01' && row.day < '2025-10-08'],
    [{ state: 'withdrawn,replied', branch: 'B000,B002', category: 'service' }, (row: ComplaintRow) =>
      ['withdrawn', 'replied'].includes(row.state) && ['B000', 'B002'].includes(row.branch) && row.category === 'service'],
  ] as const)('given the filters %j, then those of the whole that fit them', async (filters, fits) => {
    const whole = rowsOf(await pages({ limit: '1000' }));
    expect(rowsOf(await pages({ ...filters, limit: '40' }))).toEqual(whole.filter(fits));
  }); // prettier-ignore

  it('given one complaint, then it is its row of the ledger, with its time line in order', async () => {
    const whole = rowsOf(await pages({ limit: '1000' }));
    for (const row of whole.filter((_, index) => index % 29 === 0)) {
      const { meta: _, metrics, events, truncated, ...one } = await queries.execute(new GetComplaint(row.complaint_id));
      expect(one).toEqual(row);
      expect(events.map(({ time }) => time)).toEqual(events.map(({ time }) => time).toSorted());
      expect(events).toHaveLength(eventsOf(complaints[Number(row.complaint_id.slice(2))] as Complaint, 0).length);
      expect(metrics.map(({ metric }) => metric)).toContain('c1-complaint-rate');
      expect(truncated).toBe(false);
    }
  });

  it('given a complaint that no event names, then 404 says where ids are found', async () => {
    await expect(queries.execute(new GetComplaint('c-none'))).rejects.toMatchObject({
      details: { status: 404, code: 'unknown_case' },
    });
  });
});
