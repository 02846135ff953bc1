/** Visits all the way: HTTP → log → projector → ClickHouse → scores, with numbers worked out by hand. */
import { gzipSync } from 'node:zlib';
import { event, servedVisit } from '../harness/events';
import { PlatformUnderTest } from '../harness/platform-under-test';

interface Ingested {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly results: readonly {
    readonly index: number;
    readonly status: string;
    readonly errors?: readonly { pointer: string; code: string }[];
  }[];
}

interface Row {
  readonly id: string;
  readonly group: Record<string, string>;
  readonly value: number | null;
  readonly score: number | null;
  readonly n: number;
  readonly status: string;
  readonly excluded: Record<string, number>;
}

const RANGE = 'from=2026-03-01&to=2026-03-08';

describe('visits, end to end', () => {
  const platform = new PlatformUnderTest();
  beforeAll(() => platform.start());
  afterAll(() => platform.remove());

  const metric = async (id: string, more = ''): Promise<Row> => {
    const { body } = await platform.get<{ rows: Row[] }>(`/api/v1/scores?${RANGE}&id=${id}${more}`);
    return body.rows[0] as Row;
  };

  it('given 42 visits in time, 8 late, 10 that left and 3 that left at once, then the scores are those worked out by hand', async () => {
    const visits = [
      ...Array.from({ length: 42 }, (_, index) => servedVisit(`in-time-${index}`, index, 10)).flat(),
      ...Array.from({ length: 8 }, (_, index) => servedVisit(`late-${index}`, index, 20)).flat(),
      ...Array.from({ length: 10 }, (_, index) => [
        event('visit.arrived', '2026-03-03T10:00:00+08:00', { visit_id: `left-${index}`, channel: 'onsite' }),
        event('visit.abandoned', '2026-03-03T10:12:00+08:00', { visit_id: `left-${index}`, reason: 'left' }),
      ]).flat(),
      ...Array.from({ length: 3 }, (_, index) => [
        event('visit.arrived', '2026-03-03T10:00:00+08:00', { visit_id: `at-once-${index}`, channel: 'onsite' }),
        event('visit.abandoned', '2026-03-03T10:02:00+08:00', { visit_id: `at-once-${index}`, reason: 'left' }),
      ]).flat(),
      event('visit.arrived', '2026-03-03T11:00:00+08:00', { visit_id: 'still-waiting', channel: 'onsite' }),
      event('visit.served', '2026-03-03T11:30:00+08:00', { visit_id: 'never-arrived' }),
    ];
    const { status, body } = await platform.post<Ingested>(visits);
    expect([status, body.accepted, body.rejected]).toEqual([202, visits.length, 0]);
    await platform.caughtUp();

    // Judged: 50 served + 10 abandoned after the 2 min short cut. In time (15 min): 42 of 60 = 70 % → 60 · (70−60)/(80−60) = 30 points.
    const waits = await metric('p1-wait-within-target-rate');
    expect(waits).toMatchObject({ value: 70, n: 60, status: 'ok' });
    expect(waits.score).toBeCloseTo(30, 9);
    expect(waits.excluded).toEqual({ short_abandon: 3, open: 1, no_opening: 1 });
    // Abandoned: 10 of 60 = 16.67 %, beyond the floor of 15 %.
    const abandoned = await metric('p1-abandon-rate');
    expect(abandoned.value).toBeCloseTo(1000 / 60, 9);
    expect(abandoned.score).toBe(0);
    expect((await metric('p1-abandon-rate', '&channel=phone')).status).toBe('no_data');
  });

  it('given the same events again, in reverse and gzipped, then they are repeats and nothing changes', async () => {
    const before = await platform.get<{ rows: Row[] }>(`/api/v1/scores?${RANGE}&level=metric`);
    const visit = servedVisit('again', 30, 5);
    await platform.post(visit);
    const body = gzipSync(
      visit
        .toReversed()
        .map((sent) => JSON.stringify(sent))
        .join('\n'),
    );
    const response = await fetch(new URL('/api/v1/events', platform.url), {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' },
      body,
    });
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({ accepted: 0, duplicates: 3, rejected: 0 });
    await platform.caughtUp();
    const after = await metric('p1-wait-within-target-rate');
    expect(after.n).toBe((before.body.rows.find(({ id }) => id === 'p1-wait-within-target-rate')?.n ?? 0) + 1);
  });

  it('given a batch with one bad event, then the good ones are kept and the bad one is told with its reasons', async () => {
    const [good] = servedVisit('beside-a-bad-one', 40, 5);
    const bad = {
      ...(good as object),
      id: 'bad',
      time: '2026-03-02T09:00:00',
      data: { visit_id: 'v', chanel: 'onsite' },
    };
    const { status, body } = await platform.post<Ingested>(
      JSON.stringify([bad, good]),
      'application/cloudevents-batch+json',
    );
    expect([status, body.accepted, body.rejected]).toEqual([202, 1, 1]);
    expect(body.results[0]?.index).toBe(0);
    expect(body.results[0]?.errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(
      expect.arrayContaining(['/data/chanel unknown_field', '/time time_without_offset']),
    );
  });

  it('given a visit that moves to another branch and day by a late first arrival, then it stands there alone', async () => {
    const [arrived, started, served] = servedVisit('moving', 60, 5, { branchid: 'B009' });
    await platform.post([started, served, arrived]);
    await platform.caughtUp();
    expect((await metric('p1-wait-within-target-rate', '&branch=B009')).n).toBe(1);
    const earlier = event(
      'visit.arrived',
      '2026-03-01T23:59:00+08:00',
      { visit_id: 'moving', channel: 'onsite' },
      { branchid: 'B010' },
    );
    await platform.post([earlier]);
    await platform.caughtUp();
    expect((await metric('p1-wait-within-target-rate', '&branch=B009')).status).toBe('no_data');
    expect((await metric('p1-wait-within-target-rate', '&branch=B010')).n).toBe(1);
  });
});
