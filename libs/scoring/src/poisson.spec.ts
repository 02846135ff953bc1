import fc from 'fast-check';
import { poissonInterval } from './poisson';

describe('Exact limits of a count', () => {
  it.each([
    // scipy 1.17: gamma.ppf(.025, x), gamma.ppf(.975, x + 1); the first three are in any table of Garwood's limits
    [0, 0, 3.6888794541139354],
    [1, 0.025317807984289876, 5.571643390938898],
    [5, 1.6234863901184207, 11.66833207932267],
    [12.5, 6.55986001246889, 21.59725548307802],
    [1500, 1425.0424682598964, 1577.877047118903],
    [100_000, 99381.15266374472, 100621.74473974388],
  ])('given %p, then they are [%p, %p]', (count, lower, upper) => {
    const [from, to] = poissonInterval(count);
    expect(from).toBeCloseTo(lower, 7);
    expect(to).toBeCloseTo(upper, 7);
  });

  it('given more events, then both limits rise, and hold the count', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 3000, noNaN: true }),
        fc.double({ min: 0.001, max: 100, noNaN: true }),
        (count, more) => {
          const [lower, upper] = poissonInterval(count);
          const [lowerOfMore, upperOfMore] = poissonInterval(count + more);
          expect(lower).toBeLessThanOrEqual(count);
          expect(upper).toBeGreaterThan(count);
          expect(lowerOfMore).toBeGreaterThanOrEqual(lower);
          expect(upperOfMore).toBeGreaterThan(upper);
        },
      ),
    );
  });
});
