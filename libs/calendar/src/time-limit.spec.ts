import { buildCalendar, type Calendar, dueOf, type TimeLimit, timeLimitFor } from './index';

const ZONE = 'Asia/Shanghai';
const EVENTS = { startEvent: 'transaction.submitted', endEvent: 'transaction.confirmed' } as const;
const LIMIT: TimeLimit = {
  ...EVENTS,
  duration: 2,
  unit: 'working_day',
  validFromMs: 0,
  setBy: { timeMs: 0, source: '/register', id: '1' },
};

describe('the register of time limits', () => {
  const at = (startMs: number, serviceItemCode?: string): Parameters<typeof timeLimitFor>[1] => ({
    ...EVENTS,
    serviceItemCode,
    startMs,
  });
  /** Which wins must not hang on the order in which limits are listed. */
  const winner = (limits: readonly TimeLimit[], timed: ReturnType<typeof at>): TimeLimit | undefined => {
    const found = timeLimitFor(limits, timed);
    expect(timeLimitFor(limits.toReversed(), timed)).toBe(found);
    return found;
  };

  it('given limits for all items and for one, then the one wins for its item, whatever their dates', () => {
    const general = { ...LIMIT, validFromMs: 500 };
    const specific = { ...LIMIT, serviceItemCode: 'deposit' };
    expect(winner([general, specific], at(1_000, 'deposit'))).toBe(specific);
    expect(winner([general, specific], at(1_000, 'transfer'))).toBe(general);
    expect(winner([general, specific], at(1_000))).toBe(general);
    expect(winner([specific], at(1_000))).toBeUndefined();
  });

  it('given limits of different dates, then the latest that was in force at the start wins', () => {
    const [first, second, third] = [0, 500, 501].map((validFromMs) => ({ ...LIMIT, validFromMs }));
    expect(winner([first, second, third] as TimeLimit[], at(500))).toBe(second);
    expect(winner([second, third] as TimeLimit[], at(499))).toBeUndefined();
  });

  it('given limits of one date, then the later event wins: by time, then source, then id', () => {
    const setBy = (timeMs: number, source: string, id: string): TimeLimit => ({
      ...LIMIT,
      setBy: { timeMs, source, id },
    });
    expect(winner([setBy(1, 'z', 'z'), setBy(2, 'a', 'a')], at(0))?.setBy.timeMs).toBe(2);
    expect(winner([setBy(1, 'a', 'z'), setBy(1, 'b', 'a')], at(0))?.setBy.source).toBe('b');
    expect(winner([setBy(1, 'a', '1'), setBy(1, 'a', '2')], at(0))?.setBy.id).toBe('2');
  });

  it('given limits between other events, then they do not count', () => {
    expect(winner([{ ...LIMIT, endEvent: 'transaction.fed_back' }], at(0))).toBeUndefined();
    expect(winner([{ ...LIMIT, startEvent: 'inquiry.escalated' }], at(0))).toBeUndefined();
  });
});

describe('when a case with a limit is due', () => {
  const calendar: Calendar = buildCalendar([]);
  const ms = (text: string): number => Date.parse(text);
  const due = (limit: Partial<TimeLimit>, start: string): ReturnType<typeof dueOf> =>
    dueOf({ ...LIMIT, ...limit }, ms(start), calendar, ZONE);

  it('given two working days from Friday noon, then it is due when Tuesday ends', () => {
    expect(due({}, '2026-03-06T12:00:00+08:00')).toEqual({
      date: '2026-03-10',
      lastMs: ms('2026-03-10T23:59:59.999+08:00'),
      provisional: false,
    });
  });

  it('given two calendar days from Friday noon, then it is due when Sunday ends', () => {
    expect(due({ unit: 'calendar_day' }, '2026-03-06T12:00:00+08:00')).toMatchObject({
      date: '2026-03-08',
      lastMs: ms('2026-03-08T23:59:59.999+08:00'),
    });
  });

  it('given hours or minutes, then they elapse, over midnight too', () => {
    expect(due({ unit: 'h' }, '2026-03-06T23:00:00+08:00')).toEqual({
      date: '2026-03-07',
      lastMs: ms('2026-03-07T01:00:00+08:00'),
      provisional: false,
    });
    expect(due({ unit: 'min', duration: 90 }, '2026-03-06T12:00:00+08:00').lastMs).toBe(
      ms('2026-03-06T13:30:00+08:00'),
    );
  });

  it('given a start late in the evening UTC, then its local day is day 0', () => {
    expect(due({ duration: 1 }, '2026-03-05T16:30:00Z').date).toBe('2026-03-09');
  });

  it('given working days counted into a year that nobody published, then that is provisional', () => {
    expect(due({}, '2026-12-30T12:00:00+08:00')).toMatchObject({ date: '2027-01-01', provisional: true });
    expect(due({ unit: 'calendar_day' }, '2026-12-30T12:00:00+08:00').provisional).toBe(false);
  });
});
