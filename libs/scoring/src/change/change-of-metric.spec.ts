import fc from 'fast-check';
import { sumsOf } from '../../reference/sums-of';
import type { Estimator, MetricForScoring } from '../metric';
import type { Sums } from '../sums';
import { changeOfMetric, type MetricParts, type MetricPeriod } from './change-of-metric';
import type { StratumChange } from './change-of-terms';
import { randomPeriod, RANDOM_KINDS } from '../../reference/random-periods';

const MEAN: Estimator = {
  kind: 'mean',
  n: 'n',
  sum: 'sum',
  sumSquares: 'squares',
  unitsPerPoint: 1e6,
  range: [0, 100],
};
const PROPORTION: Estimator = { kind: 'proportion', numerator: 'num', denominator: 'den' };
const RATE: Estimator = { kind: 'rate', count: 'x', exposure: 'contacts', per: 10_000 };

const metric = (estimator: Estimator, more: Partial<MetricForScoring> = {}): MetricForScoring => ({
  id: 'm',
  indicator: 'p1',
  weight: 1,
  direction: 'up',
  anchors: { floor: 0, pass: 60, target: 100 },
  minimumN: 1,
  estimator,
  ...more,
});

/** A period from its strata: of each, the sums of some measures. */
function period(definition: MetricForScoring, strata: Readonly<Record<string, Record<string, number>>>): MetricPeriod {
  const plain = (sums: Record<string, number>): Sums =>
    sumsOf(Object.fromEntries(Object.entries(sums).map(([measure, sum]) => [measure, { '': [sum] }])));
  const all: Record<string, number> = {};
  for (const sums of Object.values(strata)) {
    for (const [measure, sum] of Object.entries(sums)) all[measure] = (all[measure] ?? 0) + sum;
  }
  return {
    metric: definition,
    sums: plain(all),
    strata: new Map(Object.entries(strata).map(([key, sums]) => [key, plain(sums)])),
  };
}

const answers = (n: number, mean: number) => ({ n, sum: n * mean * 1e6, squares: n * mean * mean * 1e12 });
const share = (num: number, den: number) => ({ num, den });

describe('The change of a metric', () => {
  it('given the golden example of scoring.md 3.7, then −3 is performance +1 and mix −4', () => {
    const definition = metric(MEAN);
    const before = period(definition, { a: answers(300, 85), b: answers(200, 78), c: answers(100, 73) });
    const after = period(definition, { a: answers(100, 86), b: answers(200, 79), c: answers(300, 74) });
    const change = changeOfMetric(before, after)!;
    expect(change.value).toBeCloseTo(-3, 9);
    expect(change.valueParts.performance).toBeCloseTo(1, 9);
    expect(change.valueParts.mix).toBeCloseTo(-4, 9);
    // The anchors 0, 60, 100 make the score the value itself.
    expect(change.score).toBeCloseTo(-3, 9);
    expect(change.scoreParts.performance).toBeCloseTo(1, 9);
    expect(change.scoreParts.mix).toBeCloseTo(-4, 9);
    expect(change.scoreParts.scheme).toBe(0);
    // Mix by stratum, around r = (80.6667 + 77.6667) / 2 = 79.1667: (85.5 − r)·(−1/3), 0, (73.5 − r)·(+1/3).
    expect(change.strata.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
    expect(change.strata.map(({ mix }) => mix)).toEqual([
      expect.closeTo(-6.33333 / 3, 4),
      expect.closeTo(0, 9),
      expect.closeTo(-5.66667 / 3, 4),
    ]);
    // Performance: each rose by 1 point with the mean weight 1/3.
    expect(change.strata.map(({ performance }) => performance)).toEqual(
      [1 / 3, 1 / 3, 1 / 3].map((part) => expect.closeTo(part, 9) as number),
    );
  });

  it('given a stratum that comes, then what it does is mix', () => {
    // 80 of 100, then beside them 40 of 100: 80 % → 60 %, the old stratum as it was.
    const definition = metric(PROPORTION);
    const before = period(definition, { old: share(80, 100) });
    const after = period(definition, { old: share(80, 100), new: share(40, 100) });
    const change = changeOfMetric(before, after)!;
    expect(change.value).toBeCloseTo(-20, 9);
    expect(change.valueParts.performance).toBe(0);
    expect(change.valueParts.mix).toBeCloseTo(-20, 9);
    // r = 70: the new one (40 − 70)·½ = −15; the old one lost half its weight, (80 − 70)·(−½) = −5.
    expect(change.strata).toEqual([
      { key: 'new', performance: 0, mix: expect.closeTo(-15, 9) as number },
      { key: 'old', performance: 0, mix: expect.closeTo(-5, 9) as number },
    ]);
  });

  it('given complaints where nobody was served, then what they do is performance', () => {
    // Per 10,000 contacts: 10 in 10,000, then 10 + 5 of a channel that serves nobody.
    const definition = metric(RATE, { direction: 'down', anchors: { floor: 30, pass: 10, target: 2 } });
    const before = period(definition, { onsite: { x: 10, contacts: 10_000 } });
    const after = period(definition, { onsite: { x: 10, contacts: 10_000 }, letter: { x: 5 } });
    const change = changeOfMetric(before, after)!;
    expect(change.valueParts).toEqual({ performance: 5, mix: 0, scheme: 0 });
    // 10 scores 60; 15 scores 60·(30 − 15)/20 = 45.
    expect(change.score).toBeCloseTo(-15, 9);
    expect(change.scoreParts.performance).toBeCloseTo(-15, 9);
  });

  it('given a value that stays while parts cancel, then the score’s parts cancel too, along the bent line', () => {
    // a: 50 → 80 of 100 and b: 90 → 60 of 100: no mix. With weights 1/4 and 3/4 swapped there is one.
    const definition = metric(PROPORTION, { anchors: { floor: 40, pass: 60, target: 80 } });
    const before = period(definition, { a: share(50, 100), b: share(210, 300) });
    const after = period(definition, { a: share(180, 300), b: share(80, 100) });
    const change = changeOfMetric(before, after)!;
    // 65 % both times. Performance W̄·Δy = ½·10 + ½·10 = 10; mix −10.
    expect(change.value).toBeCloseTo(0, 9);
    expect(change.valueParts.performance).toBeCloseTo(10, 9);
    expect(change.valueParts.mix).toBeCloseTo(-10, 9);
    // s(65) = 70, s(75) = 90, s(55) = 45. Performance ½[(90 − 70) + (70 − 45)] = 22.5, mix ½[(45 − 70) + (70 − 90)] = −22.5.
    expect(change.scoreParts.performance).toBeCloseTo(22.5, 9);
    expect(change.scoreParts.mix).toBeCloseTo(-22.5, 9);
  });

  it('given other anchors and the same data, then all is scheme; with other data, the mean over both', () => {
    const strict = metric(PROPORTION, { anchors: { floor: 50, pass: 80, target: 100 } });
    const lenient = metric(PROPORTION, { anchors: { floor: 40, pass: 60, target: 80 } });
    const same = changeOfMetric(period(strict, { a: share(65, 100) }), period(lenient, { a: share(65, 100) }))!;
    // s(65) is 30, then 70.
    expect(same.score).toBeCloseTo(40, 9);
    expect(same.scoreParts).toEqual({ performance: 0, mix: 0, scheme: expect.closeTo(40, 9) as number });
    const other = changeOfMetric(period(strict, { a: share(65, 100) }), period(lenient, { a: share(75, 100) }))!;
    // Strict 30 → 50, lenient 70 → 90: performance 20; scheme ½[(70 − 30) + (90 − 50)] = 40.
    expect(other.scoreParts.performance).toBeCloseTo(20, 9);
    expect(other.scoreParts.scheme).toBeCloseTo(40, 9);
    expect(other.valueParts).toEqual({ performance: expect.closeTo(10, 9) as number, mix: 0, scheme: 0 });
  });

  it('given a definition that makes nothing of the other period’s data, then the change is the scheme’s', () => {
    const data = period(metric(PROPORTION), { a: share(65, 100) });
    const other = period(metric({ ...PROPORTION, numerator: 'other', denominator: 'others' }), {
      a: { other: 75, others: 100 },
    });
    const change = changeOfMetric(data, other)!;
    expect(change.scoreParts).toEqual({ performance: 0, mix: 0, scheme: change.score });
    expect(change.value).toBeCloseTo(10, 9);
  });

  it('given a period without data, then there is no change to speak of', () => {
    const definition = metric(PROPORTION);
    expect(changeOfMetric(period(definition, {}), period(definition, { a: share(1, 2) }))).toBeNull();
  });

  it.each(RANDOM_KINDS)(
    'given any sums of a %s, then parts add up, turn with the periods, and are 0 for none',
    (kind) => {
      fc.assert(
        fc.property(randomPeriod(kind), randomPeriod(kind), (before, after) => {
          const definition = before.metric;
          const [from, to] = [before, { ...after, metric: definition }];
          const change = changeOfMetric(from, to);
          fc.pre(change !== null);
          const back = changeOfMetric(to, from)!;
          expectSum(change.score, change.scoreParts);
          expectSum(change.value, change.valueParts);
          for (const part of ['performance', 'mix', 'scheme'] as const) {
            expect(Math.abs(change.scoreParts[part] + back.scoreParts[part])).toBeLessThan(1e-9);
            expect(Math.abs(change.valueParts[part] + back.valueParts[part])).toBeLessThan(
              1e-9 * Math.max(1, Math.abs(change.valueParts[part])),
            );
          }
          if (change.strata.length > 0) {
            const [performance, mix] = [sumOf(change.strata, 'performance'), sumOf(change.strata, 'mix')];
            expectSum(change.value, { performance, mix, scheme: 0 });
          }
          const none = changeOfMetric(from, from)!;
          const { performance, mix, scheme } = none.scoreParts;
          for (const part of [none.score, performance, mix, scheme, ...none.strata.map((stratum) => stratum.mix)])
            expect(part).toBeCloseTo(0, 9);
        }),
        { numRuns: 150 },
      );
    },
  );

  it.each(RANDOM_KINDS)('given any sums of a %s under two definitions, then parts add up', (kind) => {
    fc.assert(
      fc.property(randomPeriod(kind), randomPeriod(kind), (before, after) => {
        const change = changeOfMetric(before, after);
        fc.pre(change !== null);
        expectSum(change.score, change.scoreParts);
        expectSum(change.value, change.valueParts);
      }),
      { numRuns: 100 },
    );
  });
});

function expectSum(change: number, { performance, mix, scheme }: MetricParts): void {
  const most = Math.max(1, Math.abs(performance), Math.abs(mix), Math.abs(scheme));
  expect(Math.abs(performance + mix + scheme - change)).toBeLessThan(1e-9 * most);
}

function sumOf(strata: readonly StratumChange[], part: 'performance' | 'mix'): number {
  return strata.reduce((sum, stratum) => sum + stratum[part], 0);
}
