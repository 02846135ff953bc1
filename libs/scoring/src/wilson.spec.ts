import fc from 'fast-check';
import { Z } from './quantiles';
import { wilsonInterval } from './wilson';

describe("Wilson's interval", () => {
  it.each([
    // scoring.md 3.1, in percent with one decimal
    [1, 10, 72.2, 100],
    [0.8, 30, 62.7, 90.5],
    [0.95, 100, 88.8, 97.8],
    [0.9946, 1000, 98.8, 99.8],
  ])('given the proportion %p of %p, then it is [%p, %p] per cent', (proportion, n, lower, upper) => {
    const [from, to] = wilsonInterval(proportion, n, Z);
    expect(100 * from).toBeCloseTo(lower, 1);
    expect(100 * to).toBeCloseTo(upper, 1);
  });

  it('given 3 of 11, then it agrees with statsmodels proportion_confint(3, 11, method="wilson")', () => {
    const [lower, upper] = wilsonInterval(3 / 11, 11, Z);
    expect(lower).toBeCloseTo(0.09746059290024889, 12);
    expect(upper).toBeCloseTo(0.5656453011761292, 12);
  });

  it('given none or all, then that limit is the proportion itself', () => {
    expect(wilsonInterval(0, 7, Z)[0]).toBe(0);
    expect(wilsonInterval(1, 7, Z)[1]).toBe(1);
  });

  it('given any proportion, then the interval holds it and lies in 0 … 1', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.double({ min: 0.5, max: 13, noNaN: true }), (x, others, z) => {
        fc.pre(x + others > 0);
        const proportion = x / (x + others);
        const [lower, upper] = wilsonInterval(proportion, x + others, z);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(lower).toBeLessThanOrEqual(proportion + 1e-15);
        expect(upper).toBeGreaterThanOrEqual(proportion - 1e-15);
        expect(upper).toBeLessThanOrEqual(1);
      }),
    );
  });
});
