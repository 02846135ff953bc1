import { buildCalendar } from '@plumbline/calendar';
import type { LedgerEntry } from '@plumbline/warehouse';
import { type ComplaintClocks, complaintClocks } from './complaint-clocks';

/** Received on Mon 22 Sep 2025, handled on Fri 26 Sep: the National Day holiday (1–8 Oct) and two make-up days lie ahead. */
const ENTRY: LedgerEntry = {
  day: '2025-09-22', branch: 'B001', caseId: 'c-1', region: 'north', state: 'open', channel: 'phone', serviceItem: 'deposit',
  staff: 's_1', category: 'service', cause: 'waiting', receivedAt: '2025-09-22T02:00:00Z', registeredAt: '2025-09-22T03:00:00Z',
  assignedAt: null, investigatedAt: null, handledAt: '2025-09-26T03:00:00Z', repliedAt: null, withdrawnAt: null,
  replyDueDay: '2025-10-10', isProvisional: false, replyOutcome: 'late', decisionDueDay: '2025-10-07',
}; // prettier-ignore

function clocks(today: string, more: Partial<LedgerEntry> = {}): ComplaintClocks {
  return complaintClocks({ ...ENTRY, ...more }, today, buildCalendar([]), 'Asia/Shanghai');
}

describe('the clocks of a complaint', () => {
  it.each([
    ['2025-09-26', 'running', 5],
    ['2025-09-30', 'running', 2], // 9 and 10 October
    ['2025-10-10', 'running', 0],
    ['2025-10-11', 'overrun', -1], // a Saturday that is worked
    ['2025-10-12', 'overrun', -1],
    ['2025-10-13', 'overrun', -2],
  ])('given %s, then the handbook’s clock is %s with %i working days left', (today, state, daysLeft) => {
    expect(clocks(today).handbook).toMatchObject({
      state,
      days_left: daysLeft,
      due_day: '2025-10-10',
      extended: false,
    });
  });

  it.each([
    ['2025-10-07', 'running', 0, 15, [null, null, null]],
    ['2025-10-08', 'overrun', -1, 16, [false, null, null]],
    ['2025-10-23', 'overrun', -16, 31, [false, false, null]],
    ['2025-11-22', 'overrun', -46, 61, [false, false, false]],
  ])(
    'given %s, then the regulator’s clock is %s with %i days left after %i',
    (today, state, daysLeft, elapsed, met) => {
      const { regulator } = clocks(today);
      expect(regulator).toMatchObject({ state, days_left: daysLeft, elapsed_days: elapsed, due_day: '2025-10-07' });
      expect(regulator.limits.map((limit) => limit.met)).toEqual(met);
      expect(regulator.limits.map((limit) => limit.due_day)).toEqual(['2025-10-07', '2025-10-22', '2025-11-21']);
    },
  );

  it('given a reply in the last minute of both due days, then both are met and nothing runs any more', () => {
    const { handbook, regulator, age } = clocks('2026-01-01', { repliedAt: '2025-10-07T15:59:59Z' });
    expect(handbook).toMatchObject({ state: 'met', days_left: null, stopped_at: '2025-10-07T15:59:59Z' });
    expect(regulator).toMatchObject({ state: 'met', days_left: null, elapsed_days: 15 });
    expect(regulator.limits.map(({ met }) => met)).toEqual([true, true, true]);
    expect(age).toBeNull();
  });

  it('given a reply a minute later, then the regulator’s fifteen days are missed and its thirty met', () => {
    const { regulator } = clocks('2026-01-01', { repliedAt: '2025-10-07T16:00:00Z' });
    expect(regulator).toMatchObject({ state: 'missed', elapsed_days: 16 });
    expect(regulator.limits.map(({ met }) => met)).toEqual([false, true, true]);
  });

  it('given due days moved by extensions, then that is said', () => {
    const { handbook, regulator } = clocks('2025-10-20', { replyDueDay: '2025-10-24', decisionDueDay: '2025-11-01' });
    expect(handbook).toMatchObject({ state: 'running', extended: true, days_left: 4 });
    expect(regulator).toMatchObject({ state: 'running', extended: true, days_left: 12 });
  });

  it('given a withdrawal, then in time it ends the clocks, and too late it does not mend them', () => {
    const inTime = clocks('2026-01-01', { withdrawnAt: '2025-10-07T03:00:00Z' });
    expect([inTime.handbook.state, inTime.regulator.state, inTime.age]).toEqual(['withdrawn', 'withdrawn', null]);
    const between = clocks('2026-01-01', { withdrawnAt: '2025-10-09T03:00:00Z' });
    expect([between.handbook.state, between.regulator.state]).toEqual(['withdrawn', 'missed']);
    expect(between.regulator.limits.map(({ met }) => met)).toEqual([null, null, null]);
  });

  it('given no end of handling, then the handbook’s clock has not started, while the age goes on', () => {
    const { handbook, age } = clocks('2025-11-03', { handledAt: null, replyDueDay: null });
    expect(handbook).toMatchObject({ state: 'not_started', due_day: null, days_left: null });
    // 42 days; worked are 23–26, 28–30 September, 9–11, 13–17, 20–24, 27–31 October and 3 November.
    expect(age).toEqual({ calendar_days: 42, working_days: 26 });
  });

  it('given no registration, then nobody knows when it was received', () => {
    const { regulator, age } = clocks('2025-11-03', { receivedAt: null, registeredAt: null, decisionDueDay: null });
    expect(regulator).toMatchObject({ state: 'not_started', elapsed_days: null, limits: [] });
    expect(age).toBeNull();
  });

  it('given a due day beyond the calendar, then working days are not counted', () => {
    expect(clocks('2025-10-01', { replyDueDay: '2205-10-17' }).handbook).toMatchObject({
      state: 'running',
      days_left: null,
    });
  });
});
