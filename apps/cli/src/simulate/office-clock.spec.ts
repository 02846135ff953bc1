/** Office time passes 9 to 17 on working days; instants worked out on the calendar of 2026. */
import { buildCalendar } from '@plumbline/calendar';
import { OfficeClock } from './office-clock';

const HOUR_MS = 3_600_000;
const clock = new OfficeClock(buildCalendar([]).workingDays, 8 * HOUR_MS);

describe('the office clock', () => {
  it.each([
    ['within a day', '2026-03-02T10:00:00+08:00', 3, '2026-03-02T13:00:00+08:00'],
    ['before it opens', '2026-03-02T07:30:00+08:00', 1, '2026-03-02T10:00:00+08:00'],
    ['over a night', '2026-03-02T16:00:00+08:00', 2, '2026-03-03T10:00:00+08:00'],
    ['over a weekend', '2026-03-06T16:00:00+08:00', 2, '2026-03-09T10:00:00+08:00'],
    ['from a Sunday', '2026-03-08T12:00:00+08:00', 0, '2026-03-09T09:00:00+08:00'],
    [
      'to the end of a day, which is the start of the next',
      '2026-03-02T09:00:00+08:00',
      8,
      '2026-03-03T09:00:00+08:00',
    ],
    ['over Labour Day, 1 to 5 May', '2026-04-30T16:00:00+08:00', 2, '2026-05-06T10:00:00+08:00'],
    ['over several days', '2026-03-02T09:00:00+08:00', 20, '2026-03-04T13:00:00+08:00'],
  ])('given a start %s, then the work ends at its instant', (_, start, hours, end) => {
    expect(clock.after(Date.parse(start), hours * HOUR_MS)).toBe(Date.parse(end));
  });
});
