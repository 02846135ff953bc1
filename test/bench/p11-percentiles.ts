/** P11: percentiles read off histograms of whole seconds, against those of the times themselves, over five distributions. */
import { binOf, evaluateMetric, type MetricForScoring, REPLICATE_GROUPS, type Sums } from '@plumbline/scoring';
import { randomExponential, randomGamma, randomLcg, randomLogNormal, randomNormal, randomUniform } from 'd3-random';
import { type BenchResult, median } from './report';

const ROUNDS = 5;
const WAITS = 100_000;
/** Shares of the waits that lie below. */
const LEVELS = [0.5, 0.9, 0.99];

type Source = () => number;

/** Waits in seconds. */
const DISTRIBUTIONS: Readonly<Record<string, (source: Source) => () => number>> = {
  exponential: (source) => randomExponential.source(source)(1 / 400),
  'log-normal': (source) => randomLogNormal.source(source)(6, 0.8),
  gamma: (source) => randomGamma.source(source)(2.5, 180),
  uniform: (source) => randomUniform.source(source)(30, 1_800),
  'two peaks': (source) => {
    const [short, long] = [randomNormal.source(source)(60, 10), randomNormal.source(source)(900, 120)];
    return () => Math.max(0, source() < 0.7 ? short() : long());
  },
};

export async function benchPercentiles(): Promise<BenchResult> {
  const worst: number[] = [];
  const errorsOf = new Map<string, number[]>();
  for (let round = 1; round <= ROUNDS; round += 1) {
    const errors = Object.entries(DISTRIBUTIONS).map(([name, draw]) => {
      const next = draw(randomLcg(round / ROUNDS));
      const error = largestError(Float64Array.from({ length: WAITS }, next));
      errorsOf.set(name, [...(errorsOf.get(name) ?? []), error]);
      return error;
    });
    worst.push(Math.max(...errors));
  }
  return {
    id: 'P11',
    name: 'percentiles from histograms, largest relative error of p50, p90 and p99 over five distributions',
    ratio: median(worst),
    min: Math.min(...worst),
    max: Math.max(...worst),
    floor: 1,
    stretch: 0.5,
    lessIsBetter: true,
    unit: '%',
    figures: Object.fromEntries(
      Array.from(errorsOf, ([name, errors]) => [`${name}, %`, median(errors).toPrecision(2)]),
    ),
  };
}

/** In percent of the exact percentile. */
function largestError(waits: Float64Array): number {
  const sums = histogramOf(waits);
  const sorted = waits.toSorted();
  const errors = LEVELS.map((level) => {
    const exact = sorted[Math.ceil(level * sorted.length) - 1] ?? NaN;
    const { value } = evaluateMetric(percentile(1 - level), sums);
    if (value === null) throw new Error(`There is no percentile at ${level}`);
    return (100 * Math.abs(value - exact)) / exact;
  });
  return Math.max(...errors);
}

function histogramOf(waits: Float64Array): Sums {
  const bins = new Map<string, Float64Array>();
  for (const [index, wait] of waits.entries()) {
    const bin = String(binOf(Math.floor(wait)));
    const groups = bins.get(bin) ?? new Float64Array(REPLICATE_GROUPS);
    const group = index % REPLICATE_GROUPS;
    groups[group] = (groups[group] ?? 0) + 1;
    bins.set(bin, groups);
  }
  return new Map([['waits', bins]]);
}

function percentile(survival: number): MetricForScoring {
  return {
    id: 'wait',
    indicator: 'p1',
    weight: 1,
    direction: 'down',
    anchors: { floor: 3_600, pass: 1_200, target: 600 },
    minimumN: 1,
    estimator: { kind: 'percentile', events: 'waits', survival, secondsPerUnit: 1 },
  };
}
