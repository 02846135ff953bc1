/** The oracle's observations, interviews, inquiries and followed contacts, by small cases worked out by hand. */
import { type ExpectedRow, expectedScores, type Question } from './expected-scores';
import type { SentEvent } from './history';

const QUESTION: Question = {
  timeZone: 'Asia/Shanghai',
  now: Date.parse('2026-03-20T12:00:00+08:00'),
  from: '2026-03-01',
  to: '2026-04-01',
  by: [],
};

let count = 0;
function event(type: string, time: string, data: Record<string, unknown>, branchid = 'B1'): SentEvent {
  count += 1;
  return {
    id: `e${count}`,
    source: '/t',
    type: `plumbline.${type}.v1`,
    time: `2026-03-${time}:00+08:00`,
    branchid,
    data,
  };
}

function find(events: readonly SentEvent[], id: string, more: Partial<Question> = {}): ExpectedRow | undefined {
  return expectedScores(events, { ...QUESTION, ...more }).find((row) => row.id === id);
}

describe('followed contacts', () => {
  const fcr = 's1-first-contact-resolution-rate';
  const visit = (id: string, customer: string | undefined, topic: string | undefined): SentEvent[] => [
    event('visit.arrived', '02T09:00', { visit_id: id, customer_ref: customer }),
    event('visit.greeted', '02T09:05', { visit_id: id, topic_code: topic }),
    event('visit.served', '02T09:30', { visit_id: id }),
  ];
  const back = (time: string, topic = 'fees', branch = 'B2'): SentEvent =>
    event('inquiry.received', time, { inquiry_id: `q${time}`, customer_ref: 'c', topic_code: topic }, branch);

  it('given a return in the last minute of the seventh day, then the contact is repeated; a minute later, resolved', () => {
    expect(find([...visit('v', 'c', 'fees'), back('09T23:59')], fcr)).toMatchObject({ value: 0, n: 1 });
    expect(find([...visit('v', 'c', 'fees'), back('10T00:00')], fcr)).toMatchObject({ value: 100, n: 1 });
  });

  it('given a return at the very end, or for another matter, then it is no repeat', () => {
    expect(find([...visit('v', 'c', 'fees'), back('02T09:30')], fcr)?.value).toBe(100);
    expect(find([...visit('v', 'c', 'fees'), back('03T09:00', 'card')], fcr)?.value).toBe(100);
  });

  it('given what cannot be judged, then each has its reason, those that are not closed on the day they began', () => {
    const events = [
      ...visit('unknown', undefined, 'fees'),
      ...visit('silent', 'c', undefined),
      event('inquiry.received', '03T09:00', { inquiry_id: 'left', customer_ref: 'd' }),
      event('inquiry.abandoned', '04T09:00', { inquiry_id: 'left' }),
      event('inquiry.received', '03T10:00', { inquiry_id: 'partly', customer_ref: 'd' }),
      event('inquiry.answered', '03T10:05', { inquiry_id: 'partly', kind: 'partial' }),
    ];
    expect(find(events, fcr)).toMatchObject({
      n: 0,
      excluded: { no_customer: 1, no_topic: 1, abandoned: 1, open: 1 },
    });
    expect(find(events, fcr, { from: '2026-03-03', to: '2026-03-04' })?.excluded).toEqual({ abandoned: 1, open: 1 });
  });

  it('given the seventh day after, then the window is open until it is over', () => {
    const asked = (now: string): ExpectedRow | undefined =>
      find(visit('v', 'c', 'fees'), fcr, { now: Date.parse(`2026-03-${now}+08:00`) });
    expect(asked('09T23:59:59')).toMatchObject({ n: 0, excluded: { window_open: 1 } });
    expect(asked('10T00:00:00')).toMatchObject({ n: 1, value: 100, excluded: {} });
  });
});

describe('callbacks', () => {
  const promise = (time: string): Record<string, unknown> => ({
    inquiry_id: 'q',
    promised_reply_by: `2026-03-${time}:00+08:00`,
  });

  it('given a reply at the promised instant, then it is on time; a second promise moves nothing', () => {
    const escalated = [event('inquiry.escalated', '02T09:00', promise('03T17:00'))];
    const again = event('inquiry.escalated', '02T10:00', promise('05T17:00'));
    const callback = 'p3-callback-on-time-rate';
    expect(find([...escalated, event('inquiry.replied', '03T17:00', { inquiry_id: 'q' })], callback)?.value).toBe(100);
    expect(
      find([...escalated, again, event('inquiry.replied', '03T17:01', { inquiry_id: 'q' })], callback)?.value,
    ).toBe(0);
    expect(find([...escalated, event('inquiry.abandoned', '03T16:00', { inquiry_id: 'q' })], callback)).toMatchObject({
      n: 0,
      excluded: { abandoned: 1 },
    });
  });
});

describe('observed items', () => {
  const observation = (id: string, more: Record<string, unknown>, items: readonly object[]): SentEvent =>
    event('observation.recorded', '02T10:00', {
      observation_id: id,
      form_id: 'f',
      mode: 'mystery',
      observer_ref: `s_${id}`,
      items,
      ...more,
    });
  const item = (item_id: string, clause: string, result: string, more = {}): object => ({
    item_id,
    clause,
    result,
    ...more,
  });

  it('given items of weight 1 and 3, then conformity weighs them and attitude does not', () => {
    const events = [
      observation('o', {}, [
        item('badge', '4.1.1', 'fail', { severity: 'fatal' }),
        item('greeting', '4.1.2', 'pass'),
        item('uniform', '3.2.1', 'pass'),
      ]),
    ];
    // Weights 3, 1, 1: 2/5 passed, n_eff = 25/11. Attitude reads clauses 4.1.1 and 4.1.2: 1/2.
    const conformity = find(events, 'p2-observation-conformity-rate');
    expect(conformity).toMatchObject({ value: 40, n: 3, status: 'low_sample' });
    expect(conformity?.n_eff).toBeCloseTo(25 / 11, 12);
    expect(find(events, 's2-observation-attitude-rate')).toMatchObject({ value: 50, n: 2 });
  });

  it('given an overturned result, then it is the other one; upheld later, it stands again', () => {
    const recorded = observation('o', {}, [item('sign', '2.1.2', 'fail')]);
    const resolved = (time: string, outcome: string): SentEvent =>
      event('observation.resolved', time, { observation_id: 'o', item_id: 'sign', outcome });
    expect(find([recorded, resolved('03T10:00', 'overturned')], 'h1-zone-signage-rate')?.value).toBe(100);
    const both = [recorded, resolved('04T10:00', 'upheld'), resolved('03T10:00', 'overturned')];
    expect(find(both, 'h1-zone-signage-rate')?.value).toBe(0);
  });

  it('given a pair, then one observation counts; by oneself, none does; na and scores are left out', () => {
    const events = [
      observation('o1', { pair_id: 'p' }, [item('floor', '2.3.2.1', 'pass'), item('bins', '2.3.2.4', 'na')]),
      observation('o2', { pair_id: 'p' }, [item('floor', '2.3.2.1', 'fail')]),
      observation('o3', { mode: 'self' }, [item('floor', '2.3.2.1', 'pass')]),
      observation('o4', {}, [item('walls', '2.3.2', 'score', { value: 3 })]),
    ];
    expect(find(events, 'h2-cleanliness-rate')).toMatchObject({
      value: 100,
      n: 1,
      excluded: { na: 1, second_of_pair: 1, self_observed: 1, scored: 1 },
    });
  });

  it('given 20 pairs that disagree on an item, then the item leaves and the row says so; with 19 it stays', () => {
    const pairs = (n: number): SentEvent[] =>
      Array.from({ length: n }, (_, index) => {
        const found = index % 2 === 0;
        const seen = (by: string, passed: boolean): SentEvent =>
          observation(`${by}${index}`, { pair_id: `p${index}`, observer_ref: `s_${by}` }, [
            item('sign', '2.1.2', passed ? 'pass' : 'fail'),
            item('seats', '2.1.4', found ? 'pass' : 'fail'),
          ]);
        // The second observer of `sign` always lets it pass: κ = 0. On `seats` both agree: κ = 1.
        return [seen('a', found), seen('b', true)].map((one, place) =>
          place === 0 ? one : { ...one, time: '2026-03-02T10:30:00+08:00' },
        );
      }).flat();
    expect(find(pairs(20), 'h1-zone-signage-rate')).toMatchObject({
      value: 50,
      n: 20,
      excluded: { low_agreement: 20, second_of_pair: 40 },
    });
    expect(find(pairs(19), 'h1-zone-signage-rate')).toMatchObject({ n: 38, excluded: { second_of_pair: 38 } });
  });
});

describe('interviews', () => {
  const interview = (id: string, scores: readonly (readonly [string, number, string])[]): SentEvent =>
    event('interview.conducted', '02T10:00', {
      interview_id: id,
      themes: [],
      scores: scores.map(([construct, score, coder_ref]) => ({ construct, score, coder_ref })),
    });

  it('given two coders, then the mean of both where they agree by weighted kappa, else the interview leaves', () => {
    // Pairs (4, 5), (2, 2): κ = 1 − 2·1/(1 + 4 + 9 + 0) = 0.857. Teamwork (4 + 5)/2 → 87.5.
    const agreeing = Array.from(
      { length: 5 },
      (_, index) =>
      interview(`a${index}`, [['teamwork', 4, 'x'], ['teamwork', 5, 'y'], ['care', 2, 'x'], ['care', 2, 'y']]), // prettier-ignore
    );
    // Pairs (4, 5), (4, 4): κ = 1 − 2·1/(1 + 0 + 1 + 0) = 0.
    const disagreeing = interview('b', [['teamwork', 4, 'x'], ['teamwork', 5, 'y'], ['care', 4, 'x'], ['care', 4, 'y']]); // prettier-ignore
    const alone = interview('c', [['teamwork', 1, 'x']]);
    const unasked = interview('d', [['care', 1, 'x']]);
    const left = [disagreeing, alone, unasked];
    expect(find([...agreeing, ...left], 's3-teamwork-interview-index')).toMatchObject({
      value: 87.5,
      n: 5,
      excluded: { low_agreement: 1, one_coder: 1, no_score: 1 },
    });
    expect(find([...agreeing.slice(1), ...left], 's3-teamwork-interview-index')).toMatchObject({
      status: 'suppressed',
      value: null,
    });
  });
});
