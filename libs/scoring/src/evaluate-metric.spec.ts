import fc from 'fast-check';
import { groups, sumsOf, type SumsByMeasure } from '../reference/sums-of';
import { evaluateMetric } from './evaluate-metric';
import { binOf } from './histogram';
import type { Estimator, MetricForScoring } from './metric';
import { REPLICATE_GROUPS } from './replicate-group';

const SPREAD = { n: 'n', sum: 'sum', sumSquares: 'sum_squares', unitsPerPoint: 1e6 };
const PROPORTION: Estimator = { kind: 'proportion', numerator: 'num', denominator: 'den' };
const MEAN: Estimator = { kind: 'mean', ...SPREAD, range: [0, 100] };
const RATE: Estimator = { kind: 'rate', count: 'x', exposure: 'contacts', per: 10_000 };
const WAIT_P90: Estimator = {
  kind: 'percentile',
  events: 'served',
  censored: 'abandoned',
  survival: 0.1,
  secondsPerUnit: 60,
};
const INDEX: Estimator = { kind: 'index', ...SPREAD, mix: { a: 50, b: 30, c: 20, d: 100 } };
const MINIMUM: Estimator = { kind: 'minimum', ...SPREAD, itemMinimumN: 30, minimumItems: 3 };
const GAP: Estimator = { kind: 'gap', ...SPREAD, focus: ['elderly', 'disabled'], reference: ['none'] };
const NPS: Estimator = { kind: 'net_share', n: 'n', plus: 'plus', minus: 'minus', contacts: 'contacts' };
const OBSERVED: Estimator = {
  kind: 'observed_share',
  passed: 'passed',
  judged: 'judged',
  weightSquares: 'squares',
  items: 'items',
  sessions: 'sessions',
  minimumSessions: 2,
  agreement: { bothPassed: 'pp', firstPassed: 'pf', secondPassed: 'fp', bothFailed: 'ff' },
  leastPairs: 20,
  leastKappaPercent: 60,
};
const CSAT: Estimator = { kind: 'weighted_mean', ...SPREAD, contacts: 'contacts' };

const metric = (estimator: Estimator, more: Partial<MetricForScoring> = {}): MetricForScoring => ({
  id: 'm',
  indicator: 'p1',
  weight: 1,
  direction: 'up',
  anchors: { floor: 60, pass: 80, target: 95 },
  minimumN: 5,
  estimator,
  ...more,
});

/** n, Σa, Σa² of answers in points, all of one replicate group. */
function answers(points: Readonly<Record<string, readonly number[]>>): SumsByMeasure {
  const of = (amount: (a: number) => number) =>
    Object.fromEntries(
      Object.entries(points).map(([key, all]) => [key, [all.reduce((sum, point) => sum + amount(1e6 * point), 0)]]),
    );
  return { n: of(() => 1), sum: of((a) => a), sum_squares: of((a) => a * a) };
}
const times = (count: number, point: number) => Array.from({ length: count }, () => point);

describe('Evaluation of a metric', () => {
  it('given no sums, or a family that is not built, then there is no data', () => {
    const nothing = { status: 'no_data', value: null, score: null, lower: null, upper: null, n: 0, deviations: null };
    for (const estimator of [PROPORTION, MEAN, RATE, WAIT_P90, INDEX, MINIMUM, GAP, NPS, CSAT, OBSERVED]) {
      expect(evaluateMetric(metric(estimator), new Map())).toMatchObject(nothing);
    }
    expect(evaluateMetric(metric({ kind: 'pending' }), sumsOf({ num: { '': [3] } }))).toMatchObject(nothing);
  });

  describe('given a proportion over three groups of days', () => {
    // The jackknife spec's example: deff 1.875, so Wilson with n = 16 and t = 4.302653 (worked with numpy).
    const sums = sumsOf({ num: { '': [9, 6, 9] }, den: { '': [10, 10, 10] } });

    it('then the interval is that of an effective size with t', () => {
      const evaluation = evaluateMetric(metric(PROPORTION), sums);
      expect(evaluation).toMatchObject({ status: 'ok', value: 80, n: 30, nEff: null, intervalMethod: 'jackknife' });
      expect(evaluation.valueLower).toBeCloseTo(30.4833, 3);
      expect(evaluation.valueUpper).toBeCloseTo(97.3325, 3);
      expect(evaluation.score).toBeCloseTo(60, 9);
      expect(evaluation.lower).toBe(0);
      expect(evaluation.upper).toBe(100);
    });

    it('then the deviations point to where the score rises', () => {
      const up = evaluateMetric(metric(PROPORTION), sums).deviations!;
      expect(Array.from(up.subarray(0, 3)).map(Math.sign)).toEqual([-1, 1, -1]);
      const anchors = { floor: 95, pass: 80, target: 60 };
      const down = evaluateMetric(metric(PROPORTION, { direction: 'down', anchors }), sums).deviations!;
      expect(Array.from(down.subarray(0, 3)).map(Math.sign)).toEqual([1, -1, 1]);
    });

    it('when fewer cases than the minimum are there, then value and score are kept with status low_sample', () => {
      const evaluation = evaluateMetric(metric(PROPORTION, { minimumN: 31 }), sums);
      expect(evaluation).toMatchObject({ status: 'low_sample', value: 80, n: 30 });
      expect(evaluation.score).toBeCloseTo(60, 9);
    });
  });

  it('given a proportion within two groups of days, then the interval is plain Wilson', () => {
    const evaluation = evaluateMetric(metric(PROPORTION), sumsOf({ num: { '': [14, 10] }, den: { '': [15, 15] } }));
    expect(evaluation.intervalMethod).toBe('within');
    // scoring.md 3.1: n = 30, p = 0.8
    expect(evaluation.valueLower).toBeCloseTo(62.7, 1);
    expect(evaluation.valueUpper).toBeCloseTo(90.5, 1);
  });

  it('given no complaint in 9,000 contacts, then the rate is 0 with the exact upper limit', () => {
    const evaluation = evaluateMetric(metric(RATE), sumsOf({ contacts: { '': [3000, 3000, 3000] } }));
    expect(evaluation).toMatchObject({ value: 0, valueLower: 0, n: 9000, intervalMethod: 'jackknife' });
    expect(evaluation.valueUpper).toBeCloseTo((3.688879454 / 9000) * 10_000, 7);
  });

  it('given complaints without contacts, then there is no rate', () => {
    expect(evaluateMetric(metric(RATE), sumsOf({ x: { '': [2] } })).status).toBe('no_data');
  });

  describe('given a mean within one group of days', () => {
    it("when five answers are there, then it is Student's interval, clipped to the range", () => {
      const evaluation = evaluateMetric(metric(MEAN), sumsOf(answers({ '': [60, 70, 80, 90, 100] })));
      // s² = 250, t = 2.776445 with 4 degrees of freedom: ± 19.632
      expect(evaluation).toMatchObject({ value: 80, n: 5, intervalMethod: 'within', deviations: null });
      expect(evaluation.valueLower).toBeCloseTo(60.3676, 4);
      expect(evaluation.valueUpper).toBeCloseTo(99.6324, 4);
      const wider = evaluateMetric(metric(MEAN), sumsOf(answers({ '': [20, 95, 100, 100, 100] })));
      expect(wider.valueUpper).toBe(100);
    });

    it('when a single answer is there, then nobody can tell how sure it is', () => {
      const evaluation = evaluateMetric(metric(MEAN), sumsOf(answers({ '': [75] })));
      expect(evaluation).toMatchObject({ status: 'low_sample', value: 75, valueLower: null, valueUpper: null });
      expect(evaluation).toMatchObject({ lower: null, upper: null, intervalMethod: null });
    });

    it('when 10,000 answers are alike, then squares beyond 2^53 make no spread', () => {
      const a = 33_333_333;
      const sums = { n: { '': [10_000] }, sum: { '': [10_000 * a] }, sum_squares: { '': [10_000 * a * a] } };
      expect(10_000 * a * a).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
      const evaluation = evaluateMetric(metric(MEAN), sumsOf(sums));
      expect(evaluation.valueLower).toBe(33.333333);
      expect(evaluation.valueUpper).toBe(33.333333);
    });
  });

  describe('given a P90', () => {
    const minutes = { direction: 'down', anchors: { floor: 40, pass: 20, target: 10 } } as const;
    const histogram = (seconds: readonly number[]) =>
      Object.fromEntries(seconds.map((s) => [String(binOf(s)), [1]] as const));

    it('when it is the golden case, then it is 600.587 s, and what the curve never reaches has score limit 0', () => {
      const sums = sumsOf({
        served: histogram([60, 120, 180, 240, 300, 360, 420, 480, 540, 600]),
        abandoned: histogram([200, 400]),
      });
      const evaluation = evaluateMetric(metric(WAIT_P90, minutes), sums);
      expect(evaluation).toMatchObject({ status: 'ok', n: 12, intervalMethod: 'within', valueUpper: null, lower: 0 });
      expect(evaluation.value! * 60).toBeCloseTo(600.587, 3);
      expect(evaluation.score).toBeCloseTo(60 + 40 * ((20 - 600.5867 / 60) / 10), 3);
      expect(evaluation.upper).toBe(100);
    });

    it('when too many gave up for the curve to reach it, then there is no value and status low_sample', () => {
      const sums = sumsOf({ served: histogram([60, 70]), abandoned: histogram([80, 90, 100, 110]) });
      expect(evaluateMetric(metric(WAIT_P90, minutes), sums)).toMatchObject({
        status: 'low_sample',
        value: null,
        score: null,
        lower: null,
        n: 6,
        intervalMethod: null,
      });
    });
  });

  describe('given the index of service items', () => {
    // c is thin: n = 5, 5/25 of its distance from the plain mean over items, (80 + 60 + 100)/3 = 80, is believed: 84.
    const points = { a: times(10, 80), b: times(10, 60), c: times(5, 100), elsewhere: times(50, 0) };

    it('then thin items are shrunk and items without answers leave the mix', () => {
      const evaluation = evaluateMetric(metric(INDEX), sumsOf(answers(points)));
      expect(evaluation.value).toBeCloseTo(0.5 * 80 + 0.3 * 60 + 0.2 * 84, 9);
      expect(evaluation.n).toBe(25);
    });

    it('then it takes three items with 10 answers', () => {
      expect(evaluateMetric(metric(INDEX), sumsOf(answers(points))).status).toBe('low_sample');
      const thick = { ...points, c: times(10, 100) };
      expect(evaluateMetric(metric(INDEX), sumsOf(answers(thick))).status).toBe('ok');
    });
  });

  describe('given the weakest item', () => {
    const items = { a: times(30, 80), b: times(40, 70), c: times(50, 90), thin: times(29, 10), unknown: times(90, 0) };

    it('then it is the least mean among items with 30 answers, with its own n', () => {
      const evaluation = evaluateMetric(metric(MINIMUM), sumsOf(answers(items)));
      expect(evaluation).toMatchObject({ status: 'ok', value: 70, n: 40 });
    });

    it('then fewer than three such items are a low sample, and none are no data', () => {
      const two = evaluateMetric(metric(MINIMUM), sumsOf(answers({ ...items, c: [90] })));
      expect(two).toMatchObject({ status: 'low_sample', value: 70 });
      const none = evaluateMetric(metric(MINIMUM), sumsOf(answers({ thin: items.thin, unknown: items.unknown })));
      expect(none.status).toBe('no_data');
    });
  });

  describe('given the gap of special groups', () => {
    it("then it is Welch's interval, clipped, and the smaller side counts", () => {
      const sums = sumsOf(answers({ elderly: [40], disabled: [60], none: [80, 100], other: times(9, 0) }));
      const evaluation = evaluateMetric(metric(GAP, { minimumN: 2 }), sums);
      // s² = 200 on both sides, se² = 200, 2 degrees of freedom: 4.302653 · 14.1421 = 60.849
      expect(evaluation).toMatchObject({ status: 'ok', value: -40, n: 2, valueLower: -100 });
      expect(evaluation.valueUpper).toBeCloseTo(20.8487, 3);
    });

    it('when one side has one answer, then there is no interval; when it has none, no data', () => {
      const one = evaluateMetric(metric(GAP), sumsOf(answers({ elderly: [40], none: [80, 100] })));
      expect(one).toMatchObject({ status: 'low_sample', value: -50, valueLower: null });
      expect(evaluateMetric(metric(GAP), sumsOf(answers({ none: [80, 100] }))).status).toBe('no_data');
    });
  });

  describe('given post-stratified answers', () => {
    const strata = {
      n: { 'a|onsite|none': [80], 'b|onsite|none': [70] },
      contacts: { 'a|onsite|none': [700], 'b|onsite|none': [300] },
    };

    it('when it is the golden case of scoring.md, then the mean is 4.42 and n_eff 134.9', () => {
      const points = { 'a|onsite|none': times(80, 4.6), 'b|onsite|none': times(70, 4.0) };
      const sums = sumsOf({ ...answers(points), contacts: strata.contacts });
      const evaluation = evaluateMetric(metric(CSAT), sums);
      expect(evaluation.value).toBeCloseTo(4.42, 9);
      expect(evaluation.n).toBe(150);
      expect(evaluation.nEff).toBeCloseTo(134.9, 1);
      expect(evaluateMetric(metric(CSAT, { minimumN: 135 }), sums).status).toBe('low_sample');
      expect(evaluateMetric(metric(CSAT, { minimumN: 134 }), sums).status).toBe('ok');
    });

    it('when 40 of 80 promote and 7 of 70 detract, then the net share is weighted, and NPS 12 scores 33', () => {
      const sums = sumsOf({ ...strata, plus: { 'a|onsite|none': [40] }, minus: { 'b|onsite|none': [7] } });
      const evaluation = evaluateMetric(metric(NPS), sums);
      // 100 · (0.7 · 0.5 − 0.3 · 0.1); within: p + d − (p − d)² = 0.38 − 0.32² over n_eff 134.94
      expect(evaluation.value).toBeCloseTo(32, 9);
      expect(evaluation.valueUpper! - 32).toBeCloseTo(196 * Math.sqrt(0.2776 / 134.94), 2);
      const anchors = { floor: -10, pass: 30, target: 60 };
      // 20 % promote and 8 % detract in both strata.
      const twelve = sumsOf({
        n: { 'a|onsite|none': [100], 'b|onsite|none': [50] },
        plus: { 'a|onsite|none': [20], 'b|onsite|none': [10] },
        minus: { 'a|onsite|none': [8], 'b|onsite|none': [4] },
        contacts: strata.contacts,
      });
      expect(evaluateMetric(metric(NPS, { anchors }), twelve).score).toBeCloseTo(33, 9);
    });

    it('when weights are 1 but for rounding, then 30 answers are 30', () => {
      const thirds = sumsOf({
        ...answers({ 'a|onsite|none': times(7, 50), 'b|onsite|none': times(23, 60) }),
        contacts: { 'a|onsite|none': [0.7], 'b|onsite|none': [2.3] },
      });
      expect(evaluateMetric(metric(CSAT, { minimumN: 30 }), thirds).status).toBe('ok');
    });
  });
});

describe('Any metric', () => {
  const counts = fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { minLength: 1, maxLength: REPLICATE_GROUPS });

  it('given sums, then the score lies in its interval, within 0 … 100', () => {
    fc.assert(
      fc.property(counts, fc.constantFrom<'up' | 'down'>('up', 'down'), (given, direction) => {
        const anchors = direction === 'up' ? { floor: 20, pass: 50, target: 80 } : { floor: 80, pass: 50, target: 20 };
        const sums = sumsOf({
          num: { '': given.map(([x]) => x) },
          den: { '': given.map(([x, others]) => x + others) },
          x: { '': given.map(([x]) => x) },
          contacts: { '': given.map(([x, others]) => 100 * (x + others)) },
          served: { 30: given.map(([x]) => x), 900: given.map(([, others]) => others) },
        });
        for (const estimator of [PROPORTION, RATE, WAIT_P90]) {
          const { status, score, lower, upper } = evaluateMetric(metric(estimator, { direction, anchors }), sums);
          if (status === 'no_data') continue;
          expect(lower).toBeGreaterThanOrEqual(0);
          expect(lower).toBeLessThanOrEqual(score! + 1e-9);
          expect(upper).toBeGreaterThanOrEqual(score! - 1e-9);
          expect(upper).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  it('given one more success among as many cases, then the score does not fall', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.integer({ min: 1, max: 50 }), (x, failures) => {
        const score = (numerator: number) =>
          evaluateMetric(metric(PROPORTION), sumsOf({ num: { '': [numerator] }, den: { '': [x + failures] } })).score!;
        expect(score(x + 1)).toBeGreaterThanOrEqual(score(x));
      }),
    );
  });

  it('given the groups of days in another order, then value and interval are the same', () => {
    const order = fc.shuffledSubarray([...Array(REPLICATE_GROUPS).keys()], { minLength: REPLICATE_GROUPS });
    fc.assert(
      fc.property(counts, order, (given, permutation) => {
        const of = (amount: (row: [number, number]) => number) => ({ '': given.map(amount) });
        const sums = {
          num: of(([x]) => x),
          den: of(([x, others]) => x + others),
          n: of(([x]) => x),
          sum: of(([x, others]) => 1e6 * x * (others + 50)),
          sum_squares: of(([x, others]) => 1e12 * x * (others + 50) ** 2),
        };
        const permuted = new Map(
          [...sumsOf(sums)].map(([measure, keys]) => [
            measure,
            new Map([...keys].map(([key, values]) => [key, groups(permutation.map((from) => values[from]!))])),
          ]),
        );
        for (const estimator of [PROPORTION, MEAN]) {
          const [a, b] = [evaluateMetric(metric(estimator), sumsOf(sums)), evaluateMetric(metric(estimator), permuted)];
          expect(b.status).toBe(a.status);
          for (const field of ['value', 'valueLower', 'valueUpper', 'score'] as const) {
            if (a[field] === null) expect(b[field]).toBeNull();
            else expect(b[field]).toBeCloseTo(a[field], 8);
          }
        }
      }),
    );
  });

  it('given keys in another order, then every bit is the same', () => {
    const points = { a: [10, 60, 33.3], b: [70.1, 80, 3], c: times(40, 61.7), e: [99.9, 1, 2.2] };
    const reversed = Object.fromEntries(Object.entries(points).reverse());
    const contacts = Object.fromEntries(Object.keys(points).map((key, index) => [key, [17 * (index + 1)]]));
    for (const estimator of [INDEX, CSAT]) {
      expect(evaluateMetric(metric(estimator), sumsOf({ ...answers(reversed), contacts }))).toEqual(
        evaluateMetric(metric(estimator), sumsOf({ ...answers(points), contacts })),
      );
    }
  });

  describe('given observed items that weigh 1 and 3', () => {
    // badge: 6 of 8 passed, weight 1; safe: 1 of 2 passed, weight 3. Share (6 + 3)/(8 + 6); n_eff = 14²/(8 + 18).
    const items = {
      items: { badge: [4, 4], safe: [2] },
      judged: { badge: [4, 4], safe: [6] },
      squares: { badge: [4, 4], safe: [18] },
      passed: { badge: [3, 3], safe: [3] },
    };

    it('then the share is that of the weights, and the effective number is asked to be enough', () => {
      const sums = sumsOf({ ...items, sessions: { '': [1, 1] } });
      const evaluation = evaluateMetric(metric(OBSERVED, { minimumN: 7 }), sums);
      expect(evaluation).toMatchObject({ status: 'ok', n: 10, intervalMethod: 'within' });
      expect(evaluation.value).toBeCloseTo((100 * 9) / 14, 12);
      expect(evaluation.nEff).toBeCloseTo(196 / 26, 12);
      expect(evaluateMetric(metric(OBSERVED, { minimumN: 8 }), sums).status).toBe('low_sample');
    });

    it('then one session is a low sample, however many items it has', () => {
      const sums = sumsOf({ ...items, sessions: { '': [1] } });
      expect(evaluateMetric(metric(OBSERVED), sums)).toMatchObject({ status: 'low_sample', n: 10 });
    });

    it('then an item on which observers disagree leaves; with it the last, there is no data', () => {
      const sessions = { '': [1, 1] };
      const disputed = sumsOf({ ...items, sessions, pf: { badge: [10] }, fp: { badge: [10] } });
      expect(evaluateMetric(metric(OBSERVED), disputed)).toMatchObject({ value: 50, n: 2 });
      const all = { badge: [10], safe: [10] };
      const nothing = sumsOf({ ...items, sessions, pf: all, fp: all });
      expect(evaluateMetric(metric(OBSERVED), nothing)).toMatchObject({ status: 'no_data', n: 0 });
    });
  });
});
