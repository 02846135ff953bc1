/** When the bank is open, on days of 2026 whose kind is known, and that its branches stay who they are. */
import { buildCalendar } from '@plumbline/calendar';
import { dayPlan, serversAt, simulatedBranches } from './bank';

const { workingDays } = buildCalendar([]);

describe('the simulated bank', () => {
  it.each([
    ['a Tuesday', '2026-03-03', { factor: 1, opens: 9, closes: 17 }],
    ['a Monday', '2026-03-02', { factor: 1.15, opens: 9, closes: 17 }],
    ['a pay day on a Wednesday', '2026-03-25', { factor: 1.2, opens: 9, closes: 17 }],
    ['a plain Saturday', '2026-03-07', { factor: 0.7, opens: 9, closes: 15 }],
    ['a Saturday worked for Labour Day', '2026-05-09', { factor: 1, opens: 9, closes: 17 }],
    ['a Sunday', '2026-03-08', undefined],
    ['Labour Day', '2026-05-01', undefined],
    ['the Saturday after Labour Day', '2026-05-02', undefined],
  ])('given %s, then the branch is open as planned', (_, date, plan) => {
    expect(dayPlan('onsite', date, workingDays)).toEqual(plan);
  });

  it('given Labour Day, then the telephone and online service are there, with less to do', () => {
    expect(dayPlan('phone', '2026-05-01', workingDays)).toEqual({ factor: 0.5, opens: 8, closes: 20 });
    expect(dayPlan('online', '2026-05-01', workingDays)).toEqual({ factor: 0.8, opens: 0, closes: 24 });
  });

  it('given noon, then one counter is closed, and never the last one', () => {
    expect([serversAt('onsite', 3, 11), serversAt('onsite', 3, 12), serversAt('onsite', 1, 12)]).toEqual([3, 2, 1]);
    expect(serversAt('phone', 1, 12)).toBe(1);
  });

  it('given a larger bank of the same seed, then the branches of the smaller one are the same, and no two bear one name', () => {
    const large = simulatedBranches(7, 30);
    expect(simulatedBranches(7, 3)).toEqual(large.slice(0, 3));
    expect(simulatedBranches(8, 3)).not.toEqual(large.slice(0, 3));
    expect(new Set(large.map(({ name }) => name)).size).toBe(30);
    expect(large.slice(0, 3).map(({ peerGroup }) => peerGroup)).toEqual(['large', 'medium', 'small']);
  });
});
