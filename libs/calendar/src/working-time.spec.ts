import fc from 'fast-check';
import { buildCalendar, dateOf, dayNumber, startOfLocalDate, workingMilliseconds } from './index';

const HOUR_MS = 3_600_000;
const ZONE = 'Asia/Shanghai';

describe('working time', () => {
  const calendar = buildCalendar([]);
  const hours = (from: string, to: string, timeZone = ZONE): number =>
    workingMilliseconds(calendar, Date.parse(from), Date.parse(to), timeZone) / HOUR_MS;

  it.each([
    ['within one working day', '2026-03-02T10:00:00+08:00', '2026-03-02T15:30:00+08:00', 5.5],
    ['over a night', '2026-03-02T16:00:00+08:00', '2026-03-03T10:00:00+08:00', 2],
    ['over a weekend', '2026-03-06T16:30:00+08:00', '2026-03-09T09:30:00+08:00', 1],
    ['from before opening to after closing', '2026-03-02T06:00:00+08:00', '2026-03-02T22:00:00+08:00', 8],
    ['within a Saturday', '2026-03-07T10:00:00+08:00', '2026-03-07T12:00:00+08:00', 0],
    ['over a Sunday that is made up for', '2025-09-26T16:00:00+08:00', '2025-09-28T10:00:00+08:00', 2],
    // 30 Sep from 16:00; 1-8 Oct off; 9 Oct until 11:00.
    ['over the National Day holiday', '2025-09-30T16:00:00+08:00', '2025-10-09T11:00:00+08:00', 3],
    ['backwards', '2026-03-03T10:00:00+08:00', '2026-03-02T16:00:00+08:00', -2],
  ])('given a case %s, then only working hours count', (_what, from, to, expected) => {
    expect(hours(from, to)).toBe(expected);
  });

  it('given another time zone, then its own wall clock counts', () => {
    expect(hours('2026-03-02T08:00:00Z', '2026-03-02T10:00:00Z', 'Europe/London')).toBe(1);
    // British summer time starts on Sunday 29 March: 09:00 on the Monday is 08:00 UTC.
    expect(hours('2026-03-27T16:00:00Z', '2026-03-30T10:00:00Z', 'Europe/London')).toBe(1 + 2);
  });

  it('given milliseconds, then none is lost', () => {
    expect(hours('2026-03-02T16:59:59.999+08:00', '2026-03-03T09:00:00.001+08:00') * HOUR_MS).toBeCloseTo(2, 9);
  });

  it('given any two instants, then it is what a count of each day’s hours gives', () => {
    const start = Date.parse('1992-01-01T00:00:00+08:00');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12_000 * 24 * HOUR_MS }),
        fc.integer({ min: 0, max: 40 * 24 * HOUR_MS }),
        (since, length) => {
          const [fromMs, toMs] = [start + since, start + since + length];
          let sum = 0;
          for (let day = dayNumber('1992-01-01') + Math.floor(since / (24 * HOUR_MS)); ; day += 1) {
            const midnight = startOfLocalDate(dateOf(day), ZONE);
            if (midnight > toMs) break;
            const overlap = Math.min(toMs, midnight + 17 * HOUR_MS) - Math.max(fromMs, midnight + 9 * HOUR_MS);
            if (calendar.isWorkingDay(dateOf(day))) sum += Math.max(0, overlap);
          }
          expect(workingMilliseconds(calendar, fromMs, toMs, ZONE)).toBe(sum);
        },
      ),
    );
  });
});
