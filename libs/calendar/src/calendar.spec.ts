import fc from 'fast-check';
import { buildCalendar, type Calendar, dateOf, dayNumber, FIRST_DATE, type PublishedYear } from './index';

const FIRST_DAY = dayNumber(FIRST_DATE);

describe('the calendar', () => {
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

  // Weekdays of the year, less those off, plus the weekend days worked, from the State Council's notices.
  it.each([
    [2024, 262 - 19 + 8],
    [2025, 261 - 18 + 5],
    [2026, 261 - 19 + 6],
  ])('given the shipped year %i, then it has %i working days', (year, workingDays) => {
    expect(shipped.ordinal(`${year}-12-31`) - shipped.ordinal(`${year - 1}-12-31`)).toBe(workingDays);
  });

  it('given years that were changed after their notice, then the shipped calendar has the change', () => {
    // 70 years after the war; Labour Day made longer in March 2019; New Year's holiday made longer by the epidemic.
    for (const date of ['2015-09-03', '2019-05-02', '2019-05-03', '2020-01-31']) {
      expect(shipped.isWorkingDay(date)).toBe(false);
    }
    for (const date of ['2015-09-06', '2019-04-28', '2019-05-05']) expect(shipped.isWorkingDay(date)).toBe(true);
  });

  it('given a year that nobody published, then its days are Monday to Friday and provisional', () => {
    expect(shipped.day('2099-10-01')).toMatchObject({ working: true, provisional: true });
    expect(shipped.day('2099-10-03')).toMatchObject({ working: false, provisional: true });
    expect(shipped.day('2003-12-31').provisional).toBe(true);
    expect(shipped.day('2004-01-01')).toMatchObject({ working: false, provisional: false });
    expect(shipped.day('2026-12-31')).toMatchObject({ working: true, provisional: false });
    expect(shipped.day('2027-01-01').provisional).toBe(true);
  });

  it('given a publication, then it replaces its year whole and no other', () => {
    const published = buildCalendar([
      {
        year: 2025,
        days: [
          { date: '2025-03-08', kind: 'makeup' },
          { date: '2025-03-09', kind: 'work' },
          { date: '2025-03-10', kind: 'rest' },
          { date: '2026-03-10', kind: 'rest' },
        ],
      },
    ]);
    const worked = ['2025-03-08', '2025-03-09', '2025-03-10', '2025-10-01', '2024-10-01', '2026-03-10'];
    expect(worked.map((date) => published.isWorkingDay(date))).toEqual([true, true, false, true, false, true]);
  });

  it('given a year published twice, then the last one counts', () => {
    const calendar = buildCalendar([
      { year: 2027, days: [{ date: '2027-02-05', kind: 'rest' }] },
      { year: 2027, days: [{ date: '2027-02-08', kind: 'rest' }] },
    ]);
    expect(calendar.day('2027-02-05')).toMatchObject({ working: true, provisional: false });
    expect(calendar.isWorkingDay('2027-02-08')).toBe(false);
  });

  it('given days from one date to another, then whether one of them is a guess does not hang on the first', () => {
    expect(shipped.isGuess('2026-12-30', '2026-12-31')).toBe(false);
    expect(shipped.isGuess('2026-12-31', '2027-01-04')).toBe(true);
    expect(shipped.isGuess('2003-12-31', '2004-01-02')).toBe(false);
    expect(shipped.isGuess('2025-01-01', '2205-01-01')).toBe(true);
  });

  it.each(['1989-12-31', '2101-01-01', '2025-02-30', 'tomorrow'])('given %s, then no day has it', (date) => {
    expect(() => shipped.day(date)).toThrow(RangeError);
    expect(() => shipped.isWorkingDay(date)).toThrow(RangeError);
    expect(() => shipped.nthWorkingDayAfter(date, 1)).toThrow(RangeError);
  });

  it('given a count past the end of 2100, then it says so', () => {
    expect(() => shipped.nthWorkingDayAfter('2100-12-01', 60)).toThrow(/does not reach/);
  });

  describe('its table', () => {
    const days = shipped.days();

    it('given the whole, then it holds every day of 1990 to 2100 once, in order', () => {
      expect([days.length, days[0]?.date, days.at(-1)?.date]).toEqual([40_542, '1990-01-01', '2100-12-31']);
      expect(days.every(({ date }, index) => date === dateOf(FIRST_DAY + index))).toBe(true);
    });

    it('given ordinals, then they are those that another program counted from the same notices', () => {
      // Python, from the package's files by year.
      const ordinals = ['1990-01-01', '2003-12-31', '2025-09-26', '2026-12-31', '2100-12-31'].map((date) =>
        shipped.ordinal(date),
      );
      expect(ordinals).toEqual([1, 3_653, 9_085, 9_397, 28_703]);
    });

    it('given a part, then it is cut from the whole', () => {
      const part = shipped.days('2025-09-26', '2025-10-10');
      expect(part).toEqual(days.filter(({ date }) => date >= '2025-09-26' && date <= '2025-10-10'));
      expect(part.at(-1)).toEqual({ date: '2025-10-10', working: true, ordinal: 9_085 + 5, provisional: false });
    });
  });

  describe('its version', () => {
    it('given the shipped calendar, then its hash is the one another program made of the same notices', () => {
      expect(shipped.version).toEqual({
        name: 'chinese-days@1.5.7',
        sha256: '82a6ccb3f2fa21b695cbc9e6185aeb2a59e8bd448c7f538065f14080c7ecc193',
      });
    });

    it('given publications that say the same in other words, then the hash is the same', () => {
      const first = buildCalendar([
        { year: 2028, days: [] },
        { year: 2027, days: [{ date: '2027-05-03', kind: 'rest' }, { date: '2027-05-08', kind: 'makeup' }] },
      ]); // prettier-ignore
      const second = buildCalendar([
        { year: 2027, days: [{ date: '2027-05-08', kind: 'work' }, { date: '2027-05-03', kind: 'rest' }, { date: '2027-05-04', kind: 'work' }] },
        { year: 2028, days: [] },
      ]); // prettier-ignore
      expect(first.version).toEqual(second.version);
      expect(first.version.name).toBe('chinese-days@1.5.7+2027,2028');
    });

    it('given a year published as the guess had it, then the hash differs, since it is no guess any more', () => {
      expect(buildCalendar([{ year: 2027, days: [] }]).version.sha256).not.toBe(shipped.version.sha256);
    });

    it('given a year that no table holds, then it changes nothing', () => {
      const outside = [1980, 2150].map((year) => ({ year, days: [{ date: `${year}-01-01`, kind: 'rest' as const }] }));
      expect(buildCalendar(outside).version).toEqual(shipped.version);
    });
  });

  describe('given any publications', () => {
    const dayOf = (year: number): fc.Arbitrary<PublishedYear['days'][number]> =>
      fc.record({
        date: fc.integer({ min: 0, max: 364 }).map((index) => dateOf(dayNumber(`${year}-01-01`) + index)),
        kind: fc.constantFrom('work', 'rest', 'makeup'),
      });
    const publications = fc.array(
      fc
        .integer({ min: 1990, max: 2099 })
        .chain((year) => fc.record({ year: fc.constant(year), days: fc.array(dayOf(year), { maxLength: 40 }) })),
      { maxLength: 4 },
    );
    const calendars: fc.Arbitrary<Calendar> = publications.map(buildCalendar);
    const dates = fc.integer({ min: 0, max: 39_000 }).map((index) => dateOf(FIRST_DAY + index));

    it('then the nth working day after a date is the first one after the (n - 1)th', () => {
      fc.assert(
        fc.property(calendars, dates, fc.integer({ min: 2, max: 60 }), (calendar, date, n) => {
          const before = calendar.nthWorkingDayAfter(date, n - 1);
          expect(calendar.nthWorkingDayAfter(before, 1)).toBe(calendar.nthWorkingDayAfter(date, n));
        }),
      );
    });

    it('then no working day after a date is the date itself, worked or not', () => {
      fc.assert(
        fc.property(calendars, dates, (calendar, date) => {
          expect(calendar.nthWorkingDayAfter(date, 0)).toBe(date);
        }),
      );
    });

    it('then counting to the nth working day gives n again, and it is a working day after the date', () => {
      fc.assert(
        fc.property(calendars, dates, fc.integer({ min: 1, max: 60 }), (calendar, date, n) => {
          const found = calendar.nthWorkingDayAfter(date, n);
          expect(found > date && calendar.isWorkingDay(found)).toBe(true);
          expect(calendar.ordinal(found) - calendar.ordinal(date)).toBe(n);
        }),
      );
    });

    it('then the ordinal rises by one on working days and stays on others', () => {
      fc.assert(
        fc.property(calendars, (calendar) => {
          const days = calendar.days();
          const isStep = days.every(
            ({ ordinal, working }, index) => ordinal === (days[index - 1]?.ordinal ?? 0) + Number(working),
          );
          expect(isStep).toBe(true);
        }),
        { numRuns: 10 },
      );
    });
  });
});
