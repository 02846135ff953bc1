/** The oracle from events to rows, by small cases worked out by hand. */
import { type ExpectedRow, expectedScores, type Question } from './expected-scores';
import type { SentEvent } from './history';
import { OracleCalendar } from './local-time';

const QUESTION: Question = {
  timeZone: 'Asia/Shanghai',
  now: Date.parse('2025-12-01T12:00:00+08:00'),
  from: '2025-09-01',
  to: '2025-12-01',
  by: [],
};

let count = 0;
function event(type: string, time: string, data: Record<string, unknown>, more: Partial<SentEvent> = {}): SentEvent {
  count += 1;
  const at = time.length > 10 ? time : `${time}T10:00:00+08:00`;
  return { id: `e${count}`, source: '/t', type: `plumbline.${type}.v1`, time: at, branchid: 'B1', data, ...more };
}

function find(events: readonly SentEvent[], id: string, more: Partial<Question> = {}): ExpectedRow | undefined {
  return expectedScores(events, { ...QUESTION, ...more }).find((row) => row.id === id);
}

describe('the working-day calendar', () => {
  it('given handling on Friday 2025-09-26, then five working days later is Friday 2025-10-10', () => {
    expect(new OracleCalendar(new Map()).nthWorkingDayAfter('2025-09-26', 5)).toBe('2025-10-10');
  });

  it('given a published year without days, then 2025-10-03: plain Monday to Friday', () => {
    expect(new OracleCalendar(new Map([[2025, new Map()]])).nthWorkingDayAfter('2025-09-26', 5)).toBe('2025-10-03');
  });

  it('given Friday 16:00 to Monday 10:00, then two working hours', () => {
    const [from, to] = [Date.parse('2025-11-07T16:00:00+08:00'), Date.parse('2025-11-10T10:00:00+08:00')];
    expect(new OracleCalendar(new Map()).workingMs(from, to, 'Asia/Shanghai')).toBe(7_200_000);
  });
});

describe('one (source, id)', () => {
  const arrival = event('visit.arrived', '2025-11-03', { visit_id: 'v', channel: 'onsite' });
  const start = { visit_id: 'v' };
  const early = event('visit.service_started', '2025-11-03T10:05:00+08:00', start);
  const conflict = { ...early, time: '2025-11-03T10:30:00+08:00' };

  it('given two contents, then the earliest ingestedat stands, wherever it is in the list', () => {
    const stamped = [
      arrival,
      { ...conflict, ingestedat: '2025-11-03T03:00:00.001Z' },
      { ...early, ingestedat: '2025-11-03T03:00:00.000Z' },
    ];
    expect(find(stamped, 'p1-wait-within-target-rate')).toMatchObject({ value: 100, n: 1, status: 'low_sample' });
    expect(find([arrival, conflict, early], 'p1-wait-within-target-rate')).toMatchObject({ value: 0, n: 1 });
  });

  it('given that the first copy lies after the as-of instant, then its conflict does not take its place', () => {
    const future = { ...early, time: '2026-01-01T00:00:00+08:00' };
    const row = find([arrival, future, early], 'p1-wait-within-target-rate');
    expect(row).toMatchObject({ n: 0, status: 'no_data', excluded: { open: 1 } });
  });
});

describe('complaints', () => {
  const handled = event('complaint.handled', '2025-09-26', { complaint_id: 'c' });
  const replied = event('complaint.replied', '2025-10-13', {
    complaint_id: 'c',
    content: { matter: true, result: true, basis: false, follow_up: false },
    follow_up_required: true,
  });
  const extended = (time: string, newDue: string, approvedBy: string | undefined): SentEvent =>
    event('complaint.extended', time, {
      complaint_id: 'c',
      kind: 'reply',
      new_due: `${newDue}T09:00:00+08:00`,
      ...(approvedBy === undefined ? {} : { approved_by: approvedBy }),
    });
  const onTime = (events: readonly SentEvent[], more: Partial<Question> = {}): number | null | undefined =>
    find(events, 'p1-complaint-reply-on-time-rate', more)?.value;

  it('given a reply after 2025-10-10, then it is late; with an extension approved by then, it is in time', () => {
    expect(onTime([handled, replied])).toBe(0);
    expect(onTime([handled, replied, extended('2025-10-10', '2025-10-13', 's')])).toBe(100);
    expect(onTime([handled, replied, extended('2025-10-11', '2025-10-13', 's')])).toBe(0);
    expect(onTime([handled, replied, extended('2025-10-10', '2025-10-13', undefined)])).toBe(0);
  });

  it('given an extension of an extension, then the later one counts by the due date then in force', () => {
    const chain = [extended('2025-10-11', '2025-10-14', 's'), extended('2025-10-09', '2025-10-12', 's')];
    expect(onTime([handled, replied, ...chain])).toBe(100);
    expect(onTime([handled, replied, ...chain.slice(0, 1)])).toBe(0);
  });

  it('given that the due day is today, then it does not count yet', () => {
    expect(onTime([handled], { now: Date.parse('2025-10-10T23:59:59+08:00') })).toBeNull();
    expect(onTime([handled], { now: Date.parse('2025-10-11T00:00:00+08:00') })).toBe(0);
  });

  it('given two of four required parts, then the content is half complete', () => {
    expect(find([handled, replied], 'p3-reply-content-rate')).toMatchObject({ value: 50, n: 1 });
  });
});

describe('transactions', () => {
  it('given the same valid_from, then the later limit holds; the item’s own beats both', () => {
    const limit = (duration: number, item?: string): SentEvent =>
      event('reference.time_limit_set', '2025-01-01', {
        start_event: 'transaction.submitted',
        end_event: 'transaction.confirmed',
        duration_n: duration,
        unit: 'h',
        valid_from: '2025-01-01T00:00:00+08:00',
        ...(item === undefined ? {} : { service_item_code: item }),
      });
    const limits = [limit(1), limit(3), limit(1, 'transfer')];
    const of = (item: string): SentEvent[] => [
      event('transaction.submitted', '2025-11-03', { txn_id: item, service_item_code: item }),
      event('transaction.confirmed', '2025-11-03T12:00:00+08:00', { txn_id: item }),
    ];
    expect(find([...limits, ...of('deposit')], 'p1-cycle-on-time-rate')?.value).toBe(100);
    expect(find([...limits, ...of('transfer')], 'p1-cycle-on-time-rate')?.value).toBe(0);
  });
});

describe('survey answers', () => {
  it('given wrong scales, na and a second response, then each answer is counted or excluded by one reason', () => {
    const respond = (id: string, time: string, answers: unknown[], type = 'v2'): SentEvent =>
      event('survey.response_submitted', time, { response_id: id, invitation_id: 'i', answers }, {
        type: `plumbline.survey.response_submitted.${type}`,
      }); // prettier-ignore
    const scale = { scale_min: 1, scale_max: 5 };
    const events = [
      respond('r1', '2025-11-03', [
        { construct: 'recommend', ...scale, value: 4 },
        { construct: 'recommend', ...scale, na: true },
        { construct: 'overall', ...scale, value: 4 },
        { construct: 'overall', ...scale, value: 9 },
        { construct: 'overall', scale_min: 1, scale_max: 7, value: 7 },
        { construct: 'ease', ...scale, na: true },
      ]),
      respond('r2', '2025-11-04', [{ construct: 'overall', scale: '1-5', value: 1 }], 'v1'),
    ];
    expect(find(events, 'c1-nps')).toMatchObject({ n: 0, excluded: { wrong_scale: 1 } });
    expect(find(events, 'c2-ease-index')).toMatchObject({ n: 0, excluded: { na: 1 } });
    const csat = expectedScores(events, QUESTION).find(({ id }) => id === 'c1-csat-index');
    expect(csat).toMatchObject({ status: 'suppressed', n: null, value: null, excluded: {} });
    const four = ['a', 'b', 'c', 'd'].map((id) =>
      respond(id, '2025-11-03', [{ construct: 'overall', ...scale, value: 5 }]),
    );
    // One of 75 and 100, averaged; four of 100.
    const answered = [...events, ...four.map((sent) => ({ ...sent, data: { ...sent.data, invitation_id: sent.id } }))];
    expect(find(answered, 'c1-csat-index')).toMatchObject({ value: 97.5, n: 5, excluded: { second_response: 1 } });
  });
});

describe('groups and periods', () => {
  const arrivals = [
    event('reference.branch_registered', '2025-01-01', { name: 'One', region: 'north' }),
    event('visit.arrived', '2025-11-02T23:59:59+08:00', { visit_id: 'a', channel: 'phone' }),
    event('visit.arrived', '2025-11-03T00:00:00+08:00', { visit_id: 'b', channel: 'onsite' }, { branchid: 'B2' }),
  ];

  it('given Sunday’s last second and Monday’s first, then they fall into two weeks and two regions', () => {
    const question = {
      from: '2025-10-27',
      to: '2025-11-10',
      by: ['region'],
      grain: 'week',
      level: ['overall'],
    } as const;
    const rows = expectedScores(arrivals, { ...QUESTION, ...question });
    expect(rows.map(({ time, group }) => [time, group['region']])).toEqual([
      ['2025-10-27T00:00:00+08:00', 'north'],
      ['2025-11-03T00:00:00+08:00', 'unknown'],
    ]);
  });

  it('given a filter by service line, then complaint metrics cannot be sliced and say so', () => {
    const row = find(arrivals, 'c1-complaint-rate', { filters: { service_line: 'personal' } });
    expect(row).toMatchObject({ status: 'no_data', excluded: { not_sliceable: 1 } });
  });
});
