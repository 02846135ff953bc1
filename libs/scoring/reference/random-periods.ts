/** Random periods of every kind of metric, for property tests of changes. */
import fc from 'fast-check';
import {
  type Anchors,
  binOf,
  type Direction,
  type Estimator,
  type GroupSums,
  type MetricPeriod,
  REPLICATE_GROUPS,
  type Sums,
} from '../src';
import { addUp } from '../src/sums';

type Kind = Exclude<Estimator['kind'], 'pending'>;

const SPREAD = { n: 'n', sum: 'sum', sumSquares: 'squares', unitsPerPoint: 1e6 };
const ESTIMATORS: Readonly<Record<Kind, Estimator>> = {
  proportion: { kind: 'proportion', numerator: 'part', denominator: 'n' },
  rate: { kind: 'rate', count: 'events', exposure: 'contacts', per: 10_000 },
  mean: { kind: 'mean', ...SPREAD, range: [0, 100] },
  percentile: { kind: 'percentile', events: 'n', survival: 0.1, secondsPerUnit: 60 },
  weighted_mean: { kind: 'weighted_mean', ...SPREAD, contacts: 'contacts' },
  weighted_proportion: { kind: 'weighted_proportion', n: 'n', numerator: 'part', contacts: 'contacts' },
  net_share: { kind: 'net_share', n: 'n', plus: 'part', minus: 'rest', contacts: 'contacts' },
  index: { kind: 'index', ...SPREAD, mix: { a: 50, b: 30, c: 20 } },
  minimum: { kind: 'minimum', ...SPREAD, itemMinimumN: 3, minimumItems: 1 },
  observed_share: {
    kind: 'observed_share',
    ...{ passed: 'part', judged: 'n', weightSquares: 'n', items: 'n', sessions: 'n', minimumSessions: 0 },
    agreement: { bothPassed: 'n', firstPassed: 'part', secondPassed: 'rest', bothFailed: 'contacts' },
    ...{ leastPairs: 20, leastKappaPercent: 10 },
  },
  gap: { kind: 'gap', ...SPREAD, focus: ['a', 'b'], reference: ['c', 'd'] },
};

export const RANDOM_KINDS = Object.keys(ESTIMATORS) as Kind[];

const KEYS: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  percentile: ['30', '90', '300', '900', '2400'].map((seconds) => String(binOf(Number(seconds)))),
  weighted_mean: ['x|onsite|none', 'x|onsite|elderly', 'x|phone|none', 'y|app|none'],
  weighted_proportion: ['x|onsite|none', 'x|onsite|elderly', 'x|phone|none', 'y|app|none'],
  net_share: ['x|onsite|none', 'x|onsite|elderly', 'x|phone|none', 'y|app|none'],
};
const PLAIN: readonly Kind[] = ['proportion', 'rate', 'mean'];

/** Anchors on the scale of shares and indexes, in either direction. */
const ANCHORS: fc.Arbitrary<{ readonly anchors: Anchors; readonly direction: Direction }> = fc
  .tuple(
    fc.integer({ min: 0, max: 60 }),
    fc.integer({ min: 1, max: 30 }),
    fc.integer({ min: 1, max: 30 }),
    fc.boolean(),
  )
  .map(([lowest, one, two, isUp]) =>
    isUp
      ? { direction: 'up', anchors: { floor: lowest, pass: lowest + one, target: lowest + one + two } }
      : { direction: 'down', anchors: { floor: lowest + one + two, pass: lowest + one, target: lowest } },
  );

/** What happened under one key on one day: how many, what share of them, with which mean, and how many contacts. */
const CELL = fc.record({
  n: fc.integer({ min: 0, max: 60 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  mean: fc.double({ min: 0, max: 100, noNaN: true }),
  contacts: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 400 })),
});
type RandomCell = typeof CELL extends fc.Arbitrary<infer Cell> ? Cell : never;

/** A period with sums on three days, under a definition of its own. */
export function randomPeriod(kind: Kind, id = 'm'): fc.Arbitrary<MetricPeriod> {
  const keys = KEYS[kind] ?? ['a', 'b', 'c', 'd'];
  const days = fc.array(fc.record(Object.fromEntries(keys.map((key) => [key, CELL]))), { minLength: 1, maxLength: 3 });
  return fc
    .tuple(days, ANCHORS, fc.constantFrom(1, 2, 3.5), fc.constantFrom(1, 40))
    .map(([cells, anchored, weight, minimumN]) => {
      const metric = { id, indicator: 'p1', weight, minimumN, estimator: ESTIMATORS[kind], ...anchored };
      const keyed = keyedBy(cells);
      if (!PLAIN.includes(kind)) return { metric, sums: keyed, strata: null };
      const strata = new Map(keys.map((key) => [key, plainUnder(keyed, key)] as const));
      return { metric, sums: addedUp(keyed), strata };
    });
}

function keyedBy(days: readonly Readonly<Record<string, RandomCell>>[]): Sums {
  const sums = new Map<string, Map<string, GroupSums>>();
  for (const [day, cells] of days.entries()) {
    for (const [key, cell] of Object.entries(cells)) {
      const part = Math.round(cell.n * cell.share);
      const amounts = {
        n: cell.n,
        part,
        rest: cell.n - part,
        events: part,
        contacts: cell.contacts,
        sum: Math.round(cell.n * cell.mean * 1e6),
        squares: Math.round(cell.n * cell.mean ** 2 * 1e12),
      };
      for (const [measure, amount] of Object.entries(amounts)) {
        const byKey = sums.get(measure) ?? new Map<string, GroupSums>();
        sums.set(measure, byKey);
        const groups = byKey.get(key) ?? new Float64Array(REPLICATE_GROUPS);
        byKey.set(key, groups);
        groups[day]! += amount;
      }
    }
  }
  return sums;
}

function plainUnder(keyed: Sums, key: string): Sums {
  return new Map(Array.from(keyed, ([measure, byKey]) => [measure, new Map([['', byKey.get(key)!]])]));
}

function addedUp(keyed: Sums): Sums {
  return new Map(Array.from(keyed, ([measure, byKey]) => [measure, new Map([['', addUp([...byKey.values()])]])]));
}
