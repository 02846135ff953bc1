/** The oracle's quantiles against published tables. */
import { gammaQuantile, normalQuantile, tQuantile } from './distributions';

describe('the oracle’s quantiles', () => {
  it('given the normal table, then 97.5 % is at 1.959964', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963985, 8);
  });

  it.each([[1, 12.7062], [2, 4.3027], [5, 2.5706], [10, 2.2281], [19, 2.093], [30, 2.0423]])(
    'given %d degrees of freedom, then the 97.5 % point of t is %d',
    (degrees, expected) => {
      expect(tQuantile(0.975, degrees)).toBeCloseTo(expected, 4);
    },
  ); // prettier-ignore

  it('given five events, then the exact Poisson limits are 1.6235 and 11.6683', () => {
    expect(gammaQuantile(0.025, 5)).toBeCloseTo(1.6235, 4);
    expect(gammaQuantile(0.975, 6)).toBeCloseTo(11.6683, 4);
  });

  it('given no event, then the upper limit is −ln 0.025', () => {
    expect(gammaQuantile(0.975, 1)).toBeCloseTo(3.688879, 6);
  });
});
