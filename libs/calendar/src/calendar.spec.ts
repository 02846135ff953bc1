import fc from 'fast-check';
import { buildCalendar, type Calendar, dateOf, dayNumber, dueOf, timeLimitFor } from './index';

describe('Calendar', () => {
  const shipped = buildCalendar([]);

  describe('given a complaint handled on Friday 2025-09-26', () => {
    it('when the shipped calendar is used, then the fifth working day after it is Friday 2025-10-10', () => {
      // Sun 28 Sep is worked; 1-8 Oct are off; so 28, 29, 30 Sep, 9, 10 Oct.
      expect(shipped.nthWorkingDayAfter('2025-09-26', 5)).toBe('2025-10-10');
    });

    it('when the year is published without its make-up day, then it is Monday 2025-10-13', () => {
      const days = ['01', '02', '03', '06', '07', '08'].map((day) => ({
        date: `2025-10-${day}`,
        kind: 'rest' as const,
      }));
      expect(buildCalendar([{ year: 2025, days }]).nthWorkingDayAfter('2025-09-26', 5)).toBe('2025-10-13');
    });

    it('when the year is published as plain weeks, then it is Friday 2025-10-03', () => {
      expect(buildCalendar([{ year: 2025, days: [] }]).nthWorkingDayAfter('2025-09-26', 5)).toBe('2025-10-03');
    });
  });

  it('given a year that nobody published, then its days are Monday to Friday and provisional', () => {
    expect(shipped.day('2099-10-01')).toMatchObject({ working: true, provisional: true });
    expect(shipped.day('2099-10-03')).toMatchObject({ working: false, provisional: true });
    expect(shipped.day('2025-10-01')).toMatchObject({ working: false, provisional: false });
  });

  it('given a publication, then it replaces its year whole and no other', () => {
    const published = buildCalendar([{ year: 2025, days: [{ date: '2025-03-08', kind: 'makeup' }] }]);
    expect(published.day('2025-03-08').working).toBe(true);
    expect(published.day('2025-10-01').working).toBe(true);
    expect(published.day('2024-10-01').working).toBe(false);
  });

  it('given any day and n, then counting the working days between gives n again', () => {
    const first = dayNumber('1990-01-01');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 39_000 }), fc.integer({ min: 1, max: 60 }), (index, n) => {
        const start = dateOf(first + index);
        const found = shipped.nthWorkingDayAfter(start, n);
        expect(shipped.day(found).working).toBe(true);
        expect(found > start).toBe(true);
        expect(shipped.day(found).ordinal - shipped.day(start).ordinal).toBe(n);
      }),
    );
  });
});

describe('time limits', () => {
  const calendar: Calendar = buildCalendar([]);
  const at = (text: string): number => Date.parse(text);
  const limit = { serviceItemCode: undefined, duration: 2, unit: 'working_day', validFromMs: 0, setAtMs: 0 } as const;

  it('given limits for all items and for one, then the one wins, whatever its date', () => {
    const general = { ...limit, validFromMs: 500 };
    const specific = { ...limit, serviceItemCode: 'deposit', duration: 1 };
    expect(timeLimitFor([general, specific], 'deposit', 1_000)).toBe(specific);
    expect(timeLimitFor([general, specific], 'transfer', 1_000)).toBe(general);
    expect(timeLimitFor([general], 'transfer', 400)).toBeUndefined();
  });

  it('given two limits of one day, then the later event wins', () => {
    const later = { ...limit, setAtMs: 1 };
    expect(timeLimitFor([later, limit], undefined, 0)).toBe(later);
  });

  it('given two working days from Friday noon, then Tuesday is due; two hours elapse to the instant', () => {
    const friday = at('2026-03-06T12:00:00+08:00');
    expect(dueOf(limit, friday, calendar, 'Asia/Shanghai')).toEqual({ dueDate: '2026-03-10', dueAtMs: undefined });
    expect(dueOf({ ...limit, unit: 'calendar_day' }, friday, calendar, 'Asia/Shanghai').dueDate).toBe('2026-03-08');
    expect(dueOf({ ...limit, unit: 'h' }, friday, calendar, 'Asia/Shanghai')).toEqual({
      dueDate: '2026-03-06',
      dueAtMs: at('2026-03-06T14:00:00+08:00'),
    });
  });
});
