import { replicateGroupOf } from './replicate-group';

describe('Replicate group of a day', () => {
  it.each([
    // days since 1970-01-01 by Python's datetime.date, mod 20
    ['1970-01-01', 0],
    ['1970-01-20', 19],
    ['1970-01-21', 0],
    ['2000-01-01', 17],
    ['2024-02-29', 2],
    ['2026-03-01', 13],
    ['1969-12-31', 19],
  ])('given %s, then it is %p', (day, group) => {
    expect(replicateGroupOf(day)).toBe(group);
  });
});
