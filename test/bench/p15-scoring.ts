/** P15: how long it takes to score 50 branches × 42 metrics of 90 days, with intervals and composites, on one core. */
import { randomBinomial, randomExponential, randomLcg, randomNormal, randomPoisson } from 'd3-random';
import {
  binOf,
  evaluateComposite,
  evaluateMetric,
  PUBLISH_OVERALL,
  PUBLISH_PART,
  REPLICATE_GROUPS,
  type CompositeMember,
  type Estimator,
  type MetricForScoring,
  type Sums,
} from '@plumbline/scoring';
import { type BenchResult, cpuMicrosecondsAnEvent, measure, type Measured, median, secondsOf } from './report';

const ROUNDS = 41;
const BRANCHES = 50;
const VISITS_PER_GROUP = 450;
const ANSWERS_PER_GROUP = 60;
const OBSERVED_PER_GROUP = 2;
const SPREAD = { n: 'n', sum: 'sum', sumSquares: 'sum_squares', unitsPerPoint: 1e6 };
const LINES = ['personal', 'corporate', 'intermediary'];
const CHANNELS = ['onsite', 'phone', 'online', 'app'];
const PRIORITIES = ['none', 'elderly', 'disabled', 'pregnant', 'vip'];
const STRATA = LINES.flatMap((line) => CHANNELS.flatMap((channel) => PRIORITIES.map((p) => `${line}|${channel}|${p}`)));
const ITEMS = Array.from({ length: 17 }, (_, index) => `item_${index}`);

const source = randomLcg(15);
const poisson = (mean: number) => randomPoisson.source(source)(mean)();

type MutableSums = Map<string, Map<string, Float64Array>>;

function add(sums: MutableSums, measure: string, key: string, group: number, amount: number) {
  let keys = sums.get(measure);
  if (keys === undefined) sums.set(measure, (keys = new Map<string, Float64Array>()));
  let groups = keys.get(key);
  if (groups === undefined) keys.set(key, (groups = new Float64Array(REPLICATE_GROUPS)));
  groups[group]! += amount;
}

/** 90 days of a branch: 9,000 visits, 1,200 answers, 40 sessions seen, over all strata and items. */
function branch(): Sums {
  const sums: MutableSums = new Map();
  const wait = randomExponential.source(source)(1 / 400);
  const points = randomNormal.source(source)(75e6, 20e6);
  for (let group = 0; group < REPLICATE_GROUPS; group += 1) {
    const n = poisson(VISITS_PER_GROUP);
    add(sums, 'den', '', group, n);
    add(sums, 'num', '', group, randomBinomial.source(source)(n, 0.85)());
    add(sums, 'events', '', group, poisson(2));
    for (let visit = 0; visit < n; visit += 1) {
      add(sums, source() < 0.93 ? 'served' : 'abandoned', String(binOf(Math.floor(wait()))), group, 1);
    }
    add(sums, 'sessions', '', group, OBSERVED_PER_GROUP);
    for (const item of ITEMS) {
      add(sums, 'items', item, group, OBSERVED_PER_GROUP);
      add(sums, 'passed', item, group, randomBinomial.source(source)(OBSERVED_PER_GROUP, 0.85)());
      add(sums, source() < 0.9 ? 'both_passed' : 'first_passed', item, group, 1);
      add(sums, source() < 0.5 ? 'both_failed' : 'second_passed', item, group, 1);
    }
    for (const stratum of STRATA) add(sums, 'contacts', stratum, group, poisson(VISITS_PER_GROUP / STRATA.length));
    for (let answer = 0; answer < ANSWERS_PER_GROUP; answer += 1) {
      const a = Math.min(1e8, Math.max(0, Math.round(points())));
      const keys = ['', STRATA, ITEMS, PRIORITIES].map((of) =>
        of === '' ? '' : of[Math.floor(source() * of.length)]!,
      );
      for (const key of keys) {
        add(sums, 'n', key, group, 1);
        add(sums, 'sum', key, group, a);
        add(sums, 'sum_squares', key, group, a * a);
        add(sums, 'plus', key, group, a >= 9e7 ? 1 : 0);
        add(sums, 'minus', key, group, a <= 6e7 ? 1 : 0);
      }
    }
  }
  return sums;
}

/** Sums of one kind of key, as each metric gets them. */
function keyedBy(sums: Sums, isKey: (key: string) => boolean): Sums {
  return new Map([...sums].map(([measure, keys]) => [measure, new Map([...keys].filter(([key]) => isKey(key)))]));
}

const proportion: Estimator = { kind: 'proportion', numerator: 'num', denominator: 'den' };
const rate: Estimator = { kind: 'rate', count: 'events', exposure: 'den', per: 10_000 };
const mean: Estimator = { kind: 'mean', ...SPREAD, range: [0, 100] };
const percentile: Estimator = {
  kind: 'percentile',
  events: 'served',
  censored: 'abandoned',
  survival: 0.1,
  secondsPerUnit: 60,
};
const share: Estimator = { kind: 'weighted_proportion', n: 'n', numerator: 'plus', contacts: 'contacts' };
const observed: Estimator = {
  kind: 'observed_share',
  passed: 'passed',
  judged: 'items',
  weightSquares: 'items',
  items: 'items',
  sessions: 'sessions',
  minimumSessions: 2,
  agreement: {
    bothPassed: 'both_passed',
    firstPassed: 'first_passed',
    secondPassed: 'second_passed',
    bothFailed: 'both_failed',
  },
  leastPairs: 20,
  leastKappaPercent: 60,
};
const pending: Estimator = { kind: 'pending' };

/** The 42 metrics of the model by their kind: 35 with data. */
const ESTIMATORS: readonly Estimator[] = [
  ...Array.from({ length: 10 }, () => proportion),
  ...Array.from({ length: 5 }, () => observed),
  ...Array.from({ length: 2 }, () => percentile),
  ...Array.from({ length: 9 }, () => mean),
  ...Array.from({ length: 2 }, () => rate),
  { kind: 'weighted_mean', ...SPREAD, contacts: 'contacts' },
  share,
  share,
  { kind: 'net_share', n: 'n', plus: 'plus', minus: 'minus', contacts: 'contacts' },
  { kind: 'index', ...SPREAD, mix: Object.fromEntries(ITEMS.map((item) => [item, 1])) },
  { kind: 'minimum', ...SPREAD, itemMinimumN: 30, minimumItems: 3 },
  { kind: 'gap', ...SPREAD, focus: ['elderly', 'disabled', 'pregnant'], reference: ['none'] },
  ...Array.from({ length: 7 }, () => pending),
];

const METRICS = ESTIMATORS.map((estimator, index): MetricForScoring => {
  const indicator = `i${Math.floor(index / 4)}`;
  return {
    id: `m${index}`,
    indicator,
    weight: 1 + (index % 4),
    direction: index % 3 === 0 ? 'down' : 'up',
    anchors: index % 3 === 0 ? { floor: 40, pass: 20, target: 10 } : { floor: 50, pass: 75, target: 90 },
    minimumN: 30,
    estimator,
  };
});

/** Of each branch, what each metric gets. */
function drawSums(): Sums[][] {
  return Array.from({ length: BRANCHES }, () => {
    const all = branch();
    const plain = keyedBy(all, (key) => !key.startsWith('item_'));
    const strata = keyedBy(all, (key) => key.includes('|'));
    const items = keyedBy(all, (key) => key.startsWith('item_'));
    const classes = keyedBy(all, (key) => PRIORITIES.includes(key));
    return METRICS.map(({ estimator }) => {
      if ('contacts' in estimator) return strata;
      if (estimator.kind === 'observed_share') return all;
      if (estimator.kind === 'index' || estimator.kind === 'minimum') return items;
      return estimator.kind === 'gap' ? classes : plain;
    });
  });
}

const nodes = [
  ...Array.from({ length: 11 }, (_, node) => (index: number) => Math.floor(index / 4) === node),
  ...Array.from({ length: 4 }, (_, node) => (index: number) => Math.floor(index / 11) === node),
  () => true,
];

/** The sum of all values, scores and limits: a checksum, which every run must give. */
function scoreAll(sumsOfBranches: readonly (readonly Sums[])[]): { rows: number; checksum: number } {
  let rows = 0;
  let checksum = 0;
  for (const sums of sumsOfBranches) {
    const members = METRICS.map((metric, index): CompositeMember => ({
      metric,
      dimension: `d${Math.floor(index / 11)}`,
      evaluation: evaluateMetric(metric, sums[index]!),
    }));
    for (const isBelow of nodes) {
      const below = members.filter((_, index) => isBelow(index));
      const { score, lower, upper } = evaluateComposite(
        below,
        below.length === members.length ? PUBLISH_OVERALL : PUBLISH_PART,
      );
      checksum += (score ?? 0) + (lower ?? 0) + (upper ?? 0);
      rows += 1;
    }
    for (const { evaluation } of members) checksum += (evaluation.value ?? 0) + (evaluation.score ?? 0);
    rows += members.length;
  }
  return { rows, checksum };
}

export async function benchScoring(): Promise<BenchResult> {
  const sumsOfBranches = drawSums();
  const expected = scoreAll(sumsOfBranches);
  const measured: Measured[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    let answer = expected;
    measured.push(
      await measure(async () => {
        answer = scoreAll(sumsOfBranches);
      }),
    );
    if (answer.checksum !== expected.checksum) throw new Error('Scoring the same sums again gave other scores');
  }
  const times = secondsOf(measured).map((taken) => 1_000 * taken);
  return {
    id: 'P15',
    name: `${BRANCHES} branches × ${METRICS.length} metrics scored with intervals, one core`,
    ratio: median(times),
    min: Math.min(...times),
    max: Math.max(...times),
    floor: 50,
    stretch: 10,
    lessIsBetter: true,
    unit: 'ms',
    figures: {
      'rows with intervals': expected.rows,
      'metrics with data': ESTIMATORS.filter((estimator) => estimator !== pending).length,
      'CPU-µs a row': cpuMicrosecondsAnEvent(measured, expected.rows),
    },
  };
}
