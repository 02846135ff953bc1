/** Counts of complaints through the real engine: of what is known now, and of what was known at an instant. */
import { CqrsModule, QueryBus } from '@nestjs/cqrs';
import { Test, type TestingModule } from '@nestjs/testing';
import {
  type ComplaintCountRow,
  GetComplaintCounts,
  GetComplaintCountsHandler,
} from '../../apps/query/src/charts/get-complaint-counts.handler';
import { PIPELINE, TIME_ZONE, WAREHOUSE } from '../../apps/query/src/query.tokens';
import { EngineUnderTest } from '../harness/engine';
import { event } from '../harness/events';
import { ProjectedEvents } from '../harness/projected-events';

const ZONE = 'Asia/Shanghai';
const COMPLETE = { complainant: true, time: true, content: true, channel: true };

/** In the order in which they become known: a millisecond apart, from the start of 2025-12-01 in UTC on, which is 08:00 in Shanghai. */
const EVENTS = [
  event('complaint.registered', '2025-11-03T09:00:00+08:00', { complaint_id: 'early', category: 'service', fields_complete: COMPLETE }),
  event('complaint.registered', '2025-11-25T09:00:00+08:00', { complaint_id: 'young', category: 'business', fields_complete: COMPLETE }),
  event('complaint.replied', '2025-11-28T10:00:00+08:00', {
    complaint_id: 'early',
    content: { matter: true, result: true, basis: true, follow_up: true },
    follow_up_required: false,
  }),
]; // prettier-ignore
const BOTH_REGISTERED = '2025-12-01T00:00:00.001Z';
const ONE_REGISTERED = '2025-12-01T00:00:00.000Z';

describe('counts of complaints', () => {
  const engine = new EngineUnderTest();
  let nest: TestingModule;
  let settledMs: number | undefined;

  beforeAll(async () => {
    await engine.start();
    const client = await engine.database('complaint_counts');
    await new ProjectedEvents(client, ZONE).add(EVENTS);
    nest = await Test.createTestingModule({
      imports: [CqrsModule.forRoot()],
      providers: [
        GetComplaintCountsHandler,
        { provide: WAREHOUSE, useValue: client },
        { provide: PIPELINE, useValue: { settledMs: async () => settledMs } },
        { provide: TIME_ZONE, useValue: ZONE },
      ],
    }).compile();
    await nest.init();
  });
  beforeEach(() => {
    settledMs = Date.now();
  });
  afterAll(async () => {
    await nest.close();
    await engine.stop();
  });

  const counts = async (parameters: Readonly<Record<string, string>>): Promise<readonly ComplaintCountRow[]> =>
    (await nest.get(QueryBus).execute(new GetComplaintCounts(parameters))).rows;
  const totals = async (parameters: Readonly<Record<string, string>>): Promise<(string | number)[][]> =>
    (await counts(parameters)).map(({ group, total }) => [group, total]);

  it('given the day of both registrations, then the reply that became known later does not count, and the early one is overdue', async () => {
    // Received on 3 November, due on the 18th; received on the 25th, due on 10 December.
    expect(await counts({ as_of: BOTH_REGISTERED })).toMatchObject([
      { total: 2, open: 2, running: 1, overdue: 1, replied: 0, regulator_late: 1, regulator_met: 0 },
    ]);
    expect(await totals({ by: 'age', as_of: BOTH_REGISTERED })).toEqual([
      ['6-15', 1],
      ['16-30', 1],
    ]);
  });

  it('given an instant before the second became known, then one', async () => {
    expect(await totals({ by: 'category', as_of: ONE_REGISTERED })).toEqual([['service', 1]]);
    expect(await totals({ by: 'category', as_of: ONE_REGISTERED, branch: 'B002' })).toEqual([]);
    expect(await counts({ as_of: '2025-11-30T00:00:00Z' })).toEqual([]);
  });

  it('given no instant, then what is known now: one replied too late, the other overdue', async () => {
    expect(await counts({})).toMatchObject([
      { total: 2, open: 1, running: 0, overdue: 1, replied: 1, regulator_late: 2, regulator_met: 0 },
    ]);
  });

  it('given an instant of which more may become known, then it is refused for now', async () => {
    settledMs = Date.parse(ONE_REGISTERED);
    await expect(counts({ as_of: BOTH_REGISTERED })).rejects.toMatchObject({
      details: { status: 409, code: 'not_settled' },
    });
  });

  it('given a size of page, then it is refused: all are counted', async () => {
    await expect(counts({ limit: '10' })).rejects.toMatchObject({
      details: { status: 400, errors: [{ pointer: 'limit', code: 'unknown_parameter' }] },
    });
  });
});
