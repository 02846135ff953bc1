/** Evaluations against reference.json, which reference.py computed from single cases with numpy, scipy and statsmodels. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  evaluateComposite,
  evaluateMetric,
  PUBLISH_PART,
  type CompositeMember,
  type Estimator,
  type MetricForScoring,
} from '../src';
import { sumsOf, type SumsByMeasure } from './sums-of';

interface Reference {
  readonly metrics: readonly {
    readonly name: string;
    readonly estimator: Estimator;
    readonly sums: SumsByMeasure;
    readonly expected: {
      readonly value: number;
      readonly interval: readonly [number, number | null];
      readonly n: number;
      readonly nEff: number | null;
      readonly deviations: readonly number[] | null;
    };
  }[];
  readonly composites: readonly {
    readonly scores: readonly number[];
    readonly lowers: readonly number[];
    readonly uppers: readonly number[];
    readonly weights: readonly number[];
    readonly deviations: readonly (readonly number[] | null)[];
    readonly expected: { readonly score: number; readonly lower: number; readonly upper: number };
  }[];
}

const reference = JSON.parse(readFileSync(path.join(__dirname, 'reference.json'), 'utf8')) as Reference;

const metric: Omit<MetricForScoring, 'estimator'> = {
  id: 'm',
  indicator: 'i',
  weight: 1,
  direction: 'up',
  anchors: { floor: -1e6, pass: 0, target: 1e6 },
  minimumN: 1,
};

describe('Estimators against the reference', () => {
  it.each(reference.metrics)('given $name, then value, interval, n and replicates agree', (given) => {
    const { expected } = given;
    const direction = given.estimator.kind === 'percentile' ? 'down' : 'up';
    const evaluation = evaluateMetric({ ...metric, direction, estimator: given.estimator }, sumsOf(given.sums));
    expect(evaluation.value).toBeCloseTo(expected.value, 9);
    expect(evaluation.valueLower).toBeCloseTo(expected.interval[0], 9);
    if (expected.interval[1] === null) expect(evaluation.valueUpper).toBeNull();
    else expect(evaluation.valueUpper).toBeCloseTo(expected.interval[1], 9);
    expect(evaluation.n).toBe(expected.n);
    if (expected.nEff === null) expect(evaluation.nEff).toBeNull();
    else expect(evaluation.nEff).toBeCloseTo(expected.nEff, 9);
    expect(evaluation.intervalMethod).toBe(expected.deviations === null ? 'within' : 'jackknife');
    expectParallel(evaluation.deviations, expected.deviations);
  });
});

describe('Composites against the reference', () => {
  it.each(reference.composites)('given $scores.length members, then score and interval agree', (given) => {
    const members = given.scores.map((score, index): CompositeMember => {
      const deviations = given.deviations[index] ?? null;
      return {
        metric: { ...metric, weight: given.weights[index]!, estimator: { kind: 'pending' } },
        dimension: 'd',
        evaluation: {
          status: 'ok',
          value: score,
          valueLower: null,
          valueUpper: null,
          score,
          lower: given.lowers[index]!,
          upper: given.uppers[index]!,
          n: 1,
          nEff: null,
          intervalMethod: deviations === null ? 'within' : 'jackknife',
          deviations: deviations === null ? null : Float64Array.from(deviations),
        },
      };
    });
    const composite = evaluateComposite(members, PUBLISH_PART);
    expect(composite.score).toBeCloseTo(given.expected.score, 9);
    expect(composite.lower).toBeCloseTo(given.expected.lower, 9);
    expect(composite.upper).toBeCloseTo(given.expected.upper, 9);
  });
});

/** Deviations matter up to a positive factor: their directions agree. */
function expectParallel(actual: Float64Array | null, expected: readonly number[] | null) {
  if (expected === null) return expect(actual).toBeNull();
  const direction = (deviations: ArrayLike<number>) => {
    const norm = Math.hypot(...Array.from(deviations));
    return Array.from(deviations, (deviation) => deviation / norm);
  };
  const [a, b] = [direction(actual!), direction(expected)];
  a.forEach((part, group) => expect(part).toBeCloseTo(b[group]!, 8));
}
