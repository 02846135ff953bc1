import { DIMENSIONS, METRICS, REFERENCE_MIX, SCHEME } from './index';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

describe('the model of Chapter 8', () => {
  it('given its shape, then it has 4 dimensions, 11 indicators and 42 metrics with ids of their own', () => {
    const indicators = DIMENSIONS.flatMap((dimension) => dimension.indicators);
    expect([DIMENSIONS.length, indicators.length, METRICS.length]).toEqual([4, 11, 42]);
    expect(new Set(METRICS.map(({ id }) => id)).size).toBe(42);
    for (const { id, metrics } of indicators) for (const metric of metrics) expect(metric.indicator).toBe(id);
  });

  it('given its weights, then they add up to those of indicators.md', () => {
    const weights = Object.fromEntries(
      DIMENSIONS.flatMap(({ indicators }) =>
        indicators.map(({ id, metrics }) => [id, sum(metrics.map(({ weight }) => weight))]),
      ),
    );
    expect(weights).toEqual({ h1: 4, h2: 5, h3: 6, p1: 15, p2: 12, p3: 8, s1: 8, s2: 7, s3: 5, c1: 16, c2: 14 });
    for (const { weight, indicators } of DIMENSIONS) {
      expect(sum(indicators.flatMap(({ metrics }) => metrics.map((metric) => metric.weight)))).toBe(weight);
    }
  });

  it('given its methods, then all four of clause 8.2.1 are used as indicators.md says', () => {
    const share = (method: string): number =>
      sum(METRICS.filter((metric) => metric.method === method).map(({ weight }) => weight));
    const methods = ['questionnaire', 'data', 'observation', 'interview'];
    expect(Object.fromEntries(methods.map((method) => [method, share(method)]))).toEqual({
      questionnaire: 37,
      data: 49,
      observation: 12.5,
      interview: 1.5,
    });
  });

  it('given the families taken so far, then 70.5 of 100 points can score', () => {
    expect(
      sum(METRICS.filter(({ estimator }) => estimator.kind !== 'pending').map(({ weight }) => weight)),
    ).toBeCloseTo(70.5, 12);
  });

  it.each(METRICS.map((metric) => [metric.id, metric] as const))(
    'given %s, then its anchors run in its direction',
    (_id, metric) => {
      const { floor, pass, target } = metric.anchors;
      const ordered = metric.direction === 'up' ? [floor, pass, target] : [target, pass, floor];
      expect(ordered).toEqual([...ordered].sort((a, b) => a - b));
      expect(new Set(ordered).size).toBe(3);
      expect(metric.clause).not.toBe('');
      expect(metric.definition.zh && metric.definition.en).toBeTruthy();
    },
  );

  it('given the reference mix, then it adds up to 100', () => {
    expect(sum(Object.values(REFERENCE_MIX))).toBe(100);
  });

  it('given the scheme, then a hash names it', () => {
    expect(SCHEME.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});
