import { gammaQuantile, studentQuantile, Z } from './quantiles';

// Expected: scipy 1.17 stats.norm.ppf, stats.t.ppf, stats.gamma.ppf.
describe('Quantiles', () => {
  it('given the normal distribution, then z of a 95 % interval is 1.959964', () => {
    expect(Z).toBeCloseTo(1.959963984540054, 14);
  });

  it.each([
    [0.975, 2, 4.302652729749462],
    [0.975, 19, 2.0930240544083087],
    [0.975, 133.9, 1.9778392168043715],
    [1 - 0.025 / 4, 19, 2.7585858990550345],
  ])("given Student's t at %p with %p degrees of freedom, then it is %p, asked once or twice", (p, df, quantile) => {
    expect(studentQuantile(p, df)).toBeCloseTo(quantile, 12);
    expect(studentQuantile(p, df)).toBeCloseTo(quantile, 12);
  });

  it.each([
    [0.025, 899, 841.1865667396391],
    [0.975, 899, 958.7075875797974],
    // from here on the expansion; @stdlib alone gives 1063.0859 at shape 1000
    [0.025, 900, 842.1538884935079],
    [0.975, 900, 959.7402659943967],
    [0.975, 1000, 1062.9211512248878],
    [0.025, 1e6, 998040.9833402939],
    [0.975, 1e6, 1001960.9109654503],
  ])('given the gamma distribution at %p with shape %p, then it is %p', (p, shape, quantile) => {
    expect(gammaQuantile(p, shape) / quantile).toBeCloseTo(1, 11);
  });
});
