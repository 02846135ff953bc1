import { periodOf, previousPeriod, previousRange } from './previous-period';

describe('The previous period', () => {
  it('given a range without a grain, then it is as many days just before', () => {
    const march = { from: '2026-03-01', to: '2026-04-01', grain: 'none' } as const;
    // 31 days before 1 March 2026: 29 January.
    expect(previousPeriod('2026-03-01', march)).toEqual({ from: '2026-01-29', to: '2026-03-01' });
    expect(previousRange(march)).toEqual({ from: '2026-01-29', to: '2026-03-01' });
    expect(periodOf('2026-03-17', march)).toBe('2026-03-01');
  });

  it.each([
    ['day', '2026-03-01', '2026-02-28'],
    ['week', '2026-03-02', '2026-02-23'],
    ['month', '2026-03-01', '2026-02-01'],
    ['quarter', '2026-01-01', '2025-10-01'],
    ['year', '2026-01-01', '2025-01-01'],
  ] as const)('given the %s that begins on %s, then the one before begins on %s', (grain, period, previous) => {
    const range = { from: '2026-01-01', to: '2027-01-01', grain };
    expect(previousPeriod(period, range)).toEqual({ from: previous, to: period });
  });

  it('given a range cut into months, then what is read begins a month earlier and ends before the last', () => {
    const range = { from: '2026-01-15', to: '2026-04-01', grain: 'month' } as const;
    expect(previousRange(range)).toEqual({ from: '2025-12-01', to: '2026-03-01' });
    expect(periodOf('2026-01-15', range)).toBe('2026-01-01');
  });
});
