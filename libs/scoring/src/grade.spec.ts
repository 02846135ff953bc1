import { gradesOf } from './grade';

describe('Grades of a score', () => {
  it.each([
    [90, 100, ['excellent']],
    [80, 89.9, ['good']],
    [60, 79.9, ['acceptable']],
    [0, 59.9, ['to_improve']],
    [78, 84, ['acceptable', 'good']],
    [79.9, 80, ['acceptable', 'good']],
    [10, 95, ['to_improve', 'acceptable', 'good', 'excellent']],
    // the sum of rounded parts that should be 80
    [80 - 1e-13, 85, ['good']],
  ] as const)('given the interval [%p, %p], then the bands are %p', (lower, upper, grades) => {
    expect(gradesOf(lower, upper)).toEqual(grades);
  });
});
