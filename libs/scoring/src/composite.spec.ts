import fc from 'fast-check';
import { groups } from '../reference/sums-of';
import { evaluateComposite, PUBLISH_OVERALL, PUBLISH_PART, type CompositeMember } from './composite';
import type { MetricEvaluation } from './metric';

const MISSING: MetricEvaluation = {
  status: 'no_data',
  value: null,
  valueLower: null,
  valueUpper: null,
  score: null,
  lower: null,
  upper: null,
  n: 0,
  nEff: null,
  intervalMethod: null,
  deviations: null,
};

interface Given {
  readonly weight?: number;
  readonly indicator?: string;
  readonly dimension?: string;
  readonly evaluation?: Partial<MetricEvaluation>;
}

const member = ({ weight = 1, indicator = 'p1', dimension = 'process', evaluation = {} }: Given): CompositeMember => ({
  metric: {
    id: 'm',
    indicator,
    weight,
    direction: 'up',
    anchors: { floor: 0, pass: 60, target: 100 },
    minimumN: 1,
    estimator: { kind: 'pending' },
  },
  dimension,
  evaluation: { ...MISSING, ...evaluation },
});

/** An available metric with score 50 and limits `half` to either side. */
const available = (half: number, more: Given = {}) =>
  member({
    ...more,
    evaluation: {
      status: 'ok',
      score: 50,
      lower: 50 - half,
      upper: 50 + half,
      n: 10,
      intervalMethod: more.evaluation?.deviations ? 'jackknife' : 'within',
      ...more.evaluation,
    },
  });
const days = (...deviations: number[]) => ({ evaluation: { deviations: groups(deviations) } });
const half = (...members: CompositeMember[]) => {
  const { lower, upper } = evaluateComposite(members, PUBLISH_PART);
  expect(upper! - 50).toBeCloseTo(50 - lower!, 9);
  return 50 - lower!;
};

describe('Composite score', () => {
  it('given the golden example of indicators.md, then P1 scores 70.39 with coverage .80 and bounds [56.31, 76.31]', () => {
    const scored = (weight: number, score: number, n: number) =>
      member({ weight, evaluation: { status: 'ok', score, lower: score, upper: score, n } });
    const composite = evaluateComposite(
      [scored(4, 70.6667, 100), scored(2, 45, 90), scored(2, 84, 80), scored(4, 76, 70), member({ weight: 3 })],
      PUBLISH_PART,
    );
    expect(composite.score).toBeCloseTo(70.39, 2);
    expect(composite.coverage).toBeCloseTo(0.8, 12);
    expect(composite.bounds[0]).toBeCloseTo(56.31, 2);
    expect(composite.bounds[1]).toBeCloseTo(76.31, 2);
    expect(composite).toMatchObject({ status: 'ok', n: 340, grade: ['acceptable'] });
  });

  it('given nothing available, then there is no data, and the score could be anything', () => {
    const composite = evaluateComposite(
      [member({}), member({ evaluation: { status: 'low_sample', score: 70, n: 3 } })],
      PUBLISH_PART,
    );
    expect(composite).toEqual({
      status: 'no_data',
      score: null,
      lower: null,
      upper: null,
      n: 0,
      coverage: 0,
      bounds: [0, 100],
      grade: [],
      intervalMethod: null,
    });
  });

  it('given a low sample, then it counts as missing', () => {
    const low = member({ evaluation: { status: 'low_sample', score: 0, lower: 0, upper: 50, n: 3 } });
    expect(evaluateComposite([available(5), low], PUBLISH_PART)).toMatchObject({ score: 50, coverage: 0.5, n: 10 });
  });

  it.each([
    [3, 2, 'ok'],
    [59, 41, 'provisional'],
    // scaled by a preset: 0.6 but for rounding
    [0.3 * 0.7, 0.2 * 0.7, 'ok'],
  ] as const)('given weight %p there and %p missing, then a part is %p', (there, missing, status) => {
    const composite = evaluateComposite([available(5, { weight: there }), member({ weight: missing })], PUBLISH_PART);
    expect(composite.status).toBe(status);
  });

  it('given the overall score, then it takes .75 in all and .50 of every dimension', () => {
    const overall = (process: number, staffThere: number, staffMissing: number) =>
      evaluateComposite(
        [
          available(5, { weight: process }),
          available(5, { weight: staffThere, dimension: 'staff' }),
          member({ weight: staffMissing, dimension: 'staff' }),
        ],
        PUBLISH_OVERALL,
      ).status;
    expect(overall(50, 25, 25)).toBe('ok');
    expect(overall(90, 4, 6)).toBe('provisional');
    expect(overall(20, 20, 20)).toBe('provisional');
  });
});

describe('Interval of a composite', () => {
  it('given replicates at right angles, then half widths add like the sides of a triangle', () => {
    // shares 1/2: sides 3 and 4
    expect(half(available(6, days(1, 0)), available(8, days(0, -2)))).toBeCloseTo(5, 12);
  });

  it('given replicates that move together, then half widths add, and against each other they cancel', () => {
    expect(half(available(6, days(1, 1)), available(8, days(5, 5)))).toBeCloseTo(7, 12);
    expect(half(available(6, days(1, 1)), available(8, days(-5, -5)))).toBeCloseTo(1, 12);
  });

  it('given a metric without deviations among others, then it stands at right angles to all', () => {
    expect(half(available(6, days(1, 1)), available(8))).toBeCloseTo(5, 12);
    expect(half(available(6, days(1, 1)), available(8, days(0, 0)))).toBeCloseTo(5, 12);
  });

  it('given all within, then half widths add inside an indicator and stand at right angles across', () => {
    expect(half(available(6), available(8))).toBeCloseTo(7, 12);
    expect(half(available(6), available(8, { indicator: 'p2' }))).toBeCloseTo(5, 12);
    expect(evaluateComposite([available(6)], PUBLISH_PART).intervalMethod).toBe('within');
    expect(evaluateComposite([available(6), available(6, days(1))], PUBLISH_PART).intervalMethod).toBe('jackknife');
  });

  it('given a metric whose interval nobody knows, then it may be anything', () => {
    const unknown = available(0, { evaluation: { lower: null, upper: null, intervalMethod: null } });
    expect(half(unknown, available(6, { indicator: 'p2' }))).toBeCloseTo(Math.hypot(25, 3), 12);
  });

  const part = fc.record({
    weight: fc.integer({ min: 1, max: 12 }),
    there: fc.boolean(),
    limits: fc
      .array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 3 })
      .map((all) => all.sort((a, b) => a - b)),
    deviations: fc.option(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 20, maxLength: 20 })),
    indicator: fc.constantFrom('p1', 'p2'),
  });

  it('given any members, then the score lies in its interval and its bounds, all within 0 … 100', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
        const members = parts.map(({ weight, there, limits: [lower, score, upper], deviations, indicator }) =>
          member({
            weight,
            indicator,
            evaluation: there
              ? {
                  status: 'ok',
                  score: score!,
                  lower: lower!,
                  upper: upper!,
                  deviations: deviations && groups(deviations),
                  intervalMethod: deviations ? 'jackknife' : 'within',
                }
              : {},
          }),
        );
        const composite = evaluateComposite(members, PUBLISH_PART);
        fc.pre(composite.score !== null);
        const { score, lower, upper, bounds } = composite;
        for (const [from, to] of [[lower!, upper!], bounds]) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(from).toBeLessThanOrEqual(score + 1e-9);
          expect(to).toBeGreaterThanOrEqual(score - 1e-9);
          expect(to).toBeLessThanOrEqual(100 + 1e-9);
        }
      }),
    );
  });
});
