import fc from 'fast-check';
import { dateOf, dayNumber, localDate, startOfLocalDate, wallClock } from './index';

describe('local time', () => {
  it('given the last second of a day in Shanghai, then its date is still that day', () => {
    expect(localDate(Date.parse('2026-03-01T23:59:59.999+08:00'), 'Asia/Shanghai')).toBe('2026-03-01');
    expect(localDate(Date.parse('2026-03-01T16:00:00Z'), 'Asia/Shanghai')).toBe('2026-03-02');
  });

  it('given an instant, then the clock on the wall shows its local day and time', () => {
    expect(wallClock(Date.parse('2026-03-01T01:30:00.250Z'), 'Asia/Shanghai')).toEqual({
      day: dayNumber('2026-03-01'),
      msOfDay: (9 * 60 + 30) * 60_000 + 250,
    });
    expect(localDate(Date.parse('1969-12-31T12:00:00Z'), 'UTC')).toBe('1969-12-31');
  });

  // Zone rules of the IANA database.
  it.each([
    ['an ordinary day', '2026-03-01', 'Asia/Shanghai', '2026-03-01T00:00:00+08:00'],
    ['summer time in Shanghai', '1990-06-01', 'Asia/Shanghai', '1990-06-01T00:00:00+09:00'],
    ['a midnight that does not exist', '2018-11-04', 'America/Sao_Paulo', '2018-11-04T01:00:00-02:00'],
    ['a midnight that comes again at one', '2024-11-03', 'America/Havana', '2024-11-03T00:00:00-04:00'],
    ['a clock put back at midnight', '2018-02-18', 'America/Sao_Paulo', '2018-02-18T00:00:00-03:00'],
    ['the day after one that was left out', '2011-12-31', 'Pacific/Apia', '2011-12-31T00:00:00+14:00'],
  ])('given %s, then it starts at its first instant', (_what, date, timeZone, instant) => {
    expect(startOfLocalDate(date, timeZone)).toBe(Date.parse(instant));
  });

  it('given any date in any zone, then the instant before its start is of the day before', () => {
    const zones = [
      'Asia/Shanghai',
      'America/New_York',
      'America/Havana',
      'Asia/Beirut',
      'Africa/Cairo',
      'Asia/Kathmandu',
      'UTC',
    ];
    fc.assert(
      fc.property(fc.integer({ min: 7_305, max: 25_000 }), fc.constantFrom(...zones), (day, timeZone) => {
        const start = startOfLocalDate(dateOf(day), timeZone);
        expect([localDate(start - 1, timeZone), localDate(start, timeZone)]).toEqual([dateOf(day - 1), dateOf(day)]);
      }),
    );
  });

  it('given a zone that does not exist, then it says so', () => {
    expect(() => localDate(0, 'Asia/Peking')).toThrow('There is no time zone Asia/Peking.');
  });
});

describe('day numbers', () => {
  it('given dates, then they count the days since 1970-01-01', () => {
    // date -d 2025-10-10 +%s, divided by 86400.
    expect(['1970-01-01', '1969-12-31', '2025-10-10'].map(dayNumber)).toEqual([0, -1, 20_371]);
  });

  it.each(['2025-02-29', '2025-02-30', '2025-04-31', '2025-13-01', '2025-1-1', '', '2025-10-10T00:00'])(
    'given %j, which is no date, then there is no number',
    (text) => {
      expect(dayNumber(text)).toBeNaN();
    },
  );

  it('given any day number, then its date has it', () => {
    fc.assert(fc.property(fc.integer({ min: -30_000, max: 100_000 }), (day) => dayNumber(dateOf(day)) === day));
  });
});
