/** Inquiries, observations and interviews all the way: HTTP → log → projector → ClickHouse → scores, with numbers worked out by hand. */
import { DateTime } from 'luxon';
import { event, type TestEvent } from '../harness/events';
import { PlatformUnderTest } from '../harness/platform-under-test';

interface Row {
  readonly id: string;
  readonly value: number | null;
  readonly n: number;
  readonly n_eff: number | null;
  readonly status: string;
  readonly excluded: Record<string, number>;
}

const RANGE = 'from=2026-03-01&to=2026-04-01';

describe('what is observed and spoken, end to end', () => {
  const platform = new PlatformUnderTest();
  beforeAll(() => platform.start());
  afterAll(() => platform.remove());

  const send = async (events: readonly TestEvent[]): Promise<void> => {
    const { body } = await platform.post<{ accepted: number; results: unknown[] }>(events);
    expect([body.accepted, body.results]).toEqual([events.length, []]);
    await platform.caughtUp();
  };
  const metric = async (id: string, range = RANGE): Promise<Row> => {
    const { body } = await platform.get<{ rows: Row[] }>(`/api/v1/scores?${range}&id=${id}`);
    return body.rows[0] as Row;
  };

  it('given the scheme, then it is version 2, and 35 metrics are measured', async () => {
    const { body } = await platform.get<{
      scheme: { version: number };
      dimensions: readonly { indicators: readonly { metrics: readonly { measured: boolean }[] }[] }[];
    }>('/api/v1/indicators');
    const metrics = body.dimensions.flatMap(({ indicators }) => indicators.flatMap((indicator) => indicator.metrics));
    expect([body.scheme.version, metrics.filter(({ measured }) => measured).length]).toEqual([2, 35]);
  });

  it('given 20 sessions seen twice, then one of each counts, and an item that observers disagree on leaves', async () => {
    const events = Array.from({ length: 20 }, (_, index) => {
      const found = index % 2 === 0 ? 'pass' : 'fail';
      const seen = (observer: string, minute: string, sign: string): TestEvent =>
        event('observation.recorded', `2026-03-${String(2 + index).padStart(2, '0')}T10:${minute}:00+08:00`, {
          observation_id: `o-${observer}-${index}`,
          form_id: 'branch',
          mode: 'mystery',
          observer_ref: `s_${observer}`,
          pair_id: `pair-${index}`,
          items: [
            { item_id: 'sign', clause: '2.1.2', result: sign },
            { item_id: 'seats', clause: '2.1.4.1', result: found },
          ],
        });
      return [seen('first', '00', found), seen('second', '30', 'pass')];
    }).flat();
    // A result of `seats` is turned: 10 of 20 passed, and one more. Agreement is that of the results as recorded.
    const turned = { observation_id: 'o-first-1', item_id: 'seats', outcome: 'overturned' };
    await send([...events, event('observation.resolved', '2026-03-30T10:00:00+08:00', turned)]);
    const signage = await metric('h1-zone-signage-rate');
    expect(signage).toMatchObject({ n: 20, status: 'ok', excluded: { low_agreement: 20, second_of_pair: 40 } });
    expect(signage.value).toBeCloseTo(55, 9);
  });

  it('given escalated inquiries, then a reply at the promised instant is on time, and answered ones are contacts', async () => {
    const inquiries = Array.from({ length: 20 }, (_, index) => {
      const of = (type: string, time: string, data = {}): TestEvent =>
        event(`inquiry.${type}`, `2026-03-${time}:00+08:00`, { inquiry_id: `q-${index}`, ...data });
      return [
        of('received', '02T09:00', { channel: 'phone' }),
        of('escalated', '02T09:10', { promised_reply_by: '2026-03-03T17:00:00+08:00' }),
        ...(index < 15 ? [of('replied', '03T17:00')] : index < 18 ? [of('replied', '04T09:00')] : []),
        ...(index === 19 ? [of('abandoned', '03T09:00')] : []),
      ];
    }).flat();
    await send(inquiries);
    // 15 in time, 3 late, 1 never: 15 of 19; the abandoned one is left out. 18 of 20 were answered.
    const callbacks = await metric('p3-callback-on-time-rate');
    expect(callbacks).toMatchObject({ n: 19, excluded: { abandoned: 1 } });
    expect(callbacks.value).toBeCloseTo(1500 / 19, 9);
    expect((await metric('c1-complaint-rate')).n).toBe(18);
  });

  it('given a customer who comes back to another branch, then the first contact is repeated; named in the clear, never stored', async () => {
    const customer = { customer_id: 'customer-4711' };
    const visit = (id: string, day: string): TestEvent[] => [
      event('visit.arrived', `2026-03-${day}T09:00:00+08:00`, { visit_id: id, ...customer }),
      event('visit.greeted', `2026-03-${day}T09:01:00+08:00`, {
        visit_id: id,
        need_recorded: true,
        topic_code: 'fees',
      }),
      event('visit.served', `2026-03-${day}T09:30:00+08:00`, { visit_id: id }),
    ];
    await send(visit('v-1', '02'));
    expect(await metric('s1-first-contact-resolution-rate')).toMatchObject({ value: 100, n: 1 });
    const returned = { inquiry_id: 'back', topic_code: 'fees', ...customer };
    await send([event('inquiry.received', '2026-03-09T20:00:00+08:00', returned, { branchid: 'B002' })]);
    // 20 inquiries of the test before name no customer; the one that came back is open.
    expect(await metric('s1-first-contact-resolution-rate')).toMatchObject({
      value: 0,
      n: 1,
      excluded: { no_customer: 20, open: 1 },
    });
  });

  it('given a contact closed today, then its seven days are not over', async () => {
    const now = DateTime.now().setZone('Asia/Shanghai');
    const at = now.minus({ minutes: 1 }).toISO() ?? '';
    const inquiry = { inquiry_id: 'today', topic_code: 'card', customer_id: 'customer-4712' };
    await send([
      event('inquiry.received', at, inquiry),
      event('inquiry.answered', at, { inquiry_id: 'today', kind: 'immediate' }),
    ]);
    const range = `from=${now.minus({ days: 1 }).toISODate()}&to=${now.plus({ days: 1 }).toISODate()}`;
    expect(await metric('s1-first-contact-resolution-rate', range)).toMatchObject({
      n: 0,
      status: 'no_data',
      excluded: { window_open: 1 },
    });
  });

  it('given interviews whose coders agree, disagree or are alone, then only the first count', async () => {
    const interview = (id: string, scores: readonly (readonly [string, number, string])[]): TestEvent =>
      event('interview.conducted', '2026-03-02T10:00:00+08:00', {
        interview_id: id,
        interviewee_kind: 'staff',
        themes: [],
        scores: scores.map(([construct, score, coder_ref]) => ({ construct, score, coder_ref })),
      });
    // Pairs (4, 5), (2, 2): κ = 1 − 2·1/(1 + 4 + 9 + 0) = 0.857. Pairs (4, 5), (4, 4): κ = 1 − 2·1/(1 + 0 + 1 + 0) = 0.
    const agreeing = [['teamwork', 4, 's_x'], ['teamwork', 5, 's_y'], ['care', 2, 's_x'], ['care', 2, 's_y']] as const; // prettier-ignore
    const disagreeing = [['teamwork', 4, 's_x'], ['teamwork', 5, 's_y'], ['care', 4, 's_x'], ['care', 4, 's_y']] as const; // prettier-ignore
    await send([
      ...Array.from({ length: 5 }, (_, index) => interview(`agreeing-${index}`, agreeing)),
      interview('disagreeing', disagreeing),
      interview('alone', [['teamwork', 1, 's_x']]),
    ]);
    expect(await metric('s3-teamwork-interview-index')).toMatchObject({
      value: 87.5,
      n: 5,
      status: 'ok',
      excluded: { low_agreement: 1, one_coder: 1 },
    });
  });
});
