/** A correction as a dry run: what it would move is what it moves once it is posted, and until then nothing has moved. */
import { event, type TestEvent } from '../harness/events';
import { PlatformUnderTest } from '../harness/platform-under-test';

interface Moved {
  readonly id: string;
  readonly before: { readonly value?: number | null; readonly n: number | null } | null;
  readonly after: { readonly value?: number | null; readonly n: number | null } | null;
}

const QUESTION = 'from=2026-03-01&to=2026-04-01&id=p1-wait-within-target-rate,p1-abandon-rate&by=branch';

function visit(id: string, waitMinutes: number): TestEvent[] {
  const at = (minute: number): string => `2026-03-02T10:${String(minute).padStart(2, '0')}:00+08:00`;
  return [
    { ...event('visit.arrived', at(0), { visit_id: id, channel: 'onsite', via: 'machine' }), id: `${id}-arrived` },
    { ...event('visit.service_started', at(waitMinutes), { visit_id: id, counter_id: 'k1' }), id: `${id}-started` },
  ];
}

describe('what-if of a correction', () => {
  const platform = new PlatformUnderTest();
  beforeAll(async () => {
    await platform.start();
    await platform.post([...visit('v1', 5), ...visit('v2', 40)]);
    await platform.caughtUp();
  });
  afterAll(() => platform.remove());

  const ask = async (
    drafts: readonly object[],
  ): Promise<{ status: number; body: { rows: Moved[]; errors?: { code: string }[] } }> => {
    const response = await fetch(new URL(`/api/v1/what-if?${QUESTION}`, platform.url), {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(drafts),
    });
    return { status: response.status, body: (await response.json()) as { rows: Moved[] } };
  };
  const correction = (started: TestEvent): object => ({
    ...event('visit.event_corrected', '2026-03-03T09:00:00+08:00', {
      target: { source: started.source, id: started.id, type: started.type },
      patch: { time: '2026-03-02T10:10:00+08:00' },
      reason_code: 'typing_error',
    }),
    partitionkey: 'v2',
  });

  it('given one wait of two within the target, then a corrected start makes it two, here and when it is posted', async () => {
    const [, started] = visit('v2', 40) as [TestEvent, TestEvent];
    const { status, body } = await ask([correction(started)]);
    expect(status).toBe(200);
    expect(body.rows).toMatchObject([
      { id: 'p1-wait-within-target-rate', before: { value: 50, n: 2 }, after: { value: 100, n: 2 } },
    ]);
    const rows = async (): Promise<{ id: string; value: number }[]> =>
      (await platform.get<{ rows: { id: string; value: number }[] }>(`/api/v1/scores?${QUESTION}`)).body.rows;
    expect((await rows())[0]?.value).toBe(50);
    await platform.post([correction(started)]);
    await platform.caughtUp();
    expect((await rows())[0]?.value).toBe(100);
  });

  it('given what is no correction, or one that the door would refuse, then every fault is told', async () => {
    const { status, body } = await ask([visit('v3', 1)[0] as TestEvent, { type: 'plumbline.visit.event_voided.v1' }]);
    expect(status).toBe(400);
    expect(body.errors?.map(({ code }) => code)).toContain('enum');
    expect(body.errors?.length).toBeGreaterThan(3);
  });
});
