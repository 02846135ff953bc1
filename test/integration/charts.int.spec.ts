/** The reads that only charts have, on a real engine: load by hour and weekday, arrivals late and in conflict. */
import { PROJECTED_FAMILIES, presently, readEventArrivals, readHourlyLoad } from '@plumbline/warehouse';
import { EngineUnderTest } from '../harness/engine';

const ANYWHERE = { branch: [], region: [], channel: [] };

describe('the reads of charts', () => {
  const engine = new EngineUnderTest();
  beforeAll(() => engine.start());
  afterAll(() => engine.stop());

  it('given three visits on two Mondays and one on a Tuesday, then visits and open days of each weekday', async () => {
    const client = await engine.database('charts_load');
    const { facts } = PROJECTED_FAMILIES.find(({ name }) => name === 'visit')!;
    const visits = [
      ['2026-03-02', 'a', 9, 1], ['2026-03-02', 'b', 9, 1], ['2026-03-09', 'c', 10, 1], ['2026-03-03', 'd', 9, 1],
      ['2026-03-03', 'moved away', 9, 0], ['2026-04-06', 'outside the range', 9, 1],
    ] as const; // prettier-ignore
    for (const [day, caseId, hour, live] of visits) {
      await client.command(
        `INSERT INTO ${facts} (cohort, branch, day, case_id, live, version, channel, hour)
         SELECT 'arrived', 'B001', toDate32({day:String}), {case:String}, {live:UInt8}, 1, 'onsite', {hour:UInt8}`,
        { day, case: caseId, hour, live },
      );
    }
    const question = { from: '2026-03-01', to: '2026-04-01', moment: presently(), filters: ANYWHERE };
    expect(await readHourlyLoad(client, question)).toEqual([
      { hour: 9, weekday: 1, visits: 2, days: 2 },
      { hour: 9, weekday: 2, visits: 1, days: 1 },
      { hour: 10, weekday: 1, visits: 1, days: 2 },
    ]);
    expect(await readHourlyLoad(client, { ...question, filters: { ...ANYWHERE, channel: ['phone'] } })).toEqual([]);
  });

  it('given events in time, late, doubled and in conflict, then each identity once, by the day on which it was first taken', async () => {
    const client = await engine.database('charts_arrivals');
    const events = [
      ['on-time', '2026-03-01 16:30:00', '2026-03-01 16:30:05', '{}'], // 2 March, 00:30 in Shanghai
      ['late', '2026-02-20 01:00:00', '2026-03-02 01:00:00', '{}'],
      ['doubled', '2026-03-02 01:00:00', '2026-03-02 01:00:01', '{}'],
      ['doubled', '2026-03-02 01:00:00', '2026-03-02 02:00:00', '{}'],
      ['conflict', '2026-03-03 01:00:00', '2026-03-03 01:00:01', '{"a":1}'],
      ['conflict', '2026-03-03 01:00:00', '2026-03-03 01:00:02', '{"a":2}'],
    ] as const;
    for (const [id, time, ingested, data] of events) {
      await client.command(
        `INSERT INTO events (id, source, type, time, branchid, partitionkey, ingestedat, data)
         SELECT {id:String}, '/test', 'plumbline.visit.arrived.v1', toDateTime64({time:String}, 3, 'UTC'), 'B001', {id:String},
                toDateTime64({ingested:String}, 3, 'UTC'), {data:String}`,
        { id, time, ingested, data },
      );
    }
    const question = { from: '2026-03-01', to: '2026-04-01', timeZone: 'Asia/Shanghai' };
    expect(await readEventArrivals(client, { ...question, by: 'day' })).toEqual([
      { key: '2026-03-02', events: 3, late: 1, conflicting: 0 },
      { key: '2026-03-03', events: 1, late: 0, conflicting: 1 },
    ]);
    expect(await readEventArrivals(client, { ...question, by: 'family' })).toEqual([
      { key: 'visit', events: 4, late: 1, conflicting: 1 },
    ]);
  });
});
