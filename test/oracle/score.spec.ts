/** The oracle's scores against the golden values of metrics.md and scoring.md, and sums worked out by hand. */
import { answerWeights, cells, effectiveN } from './answer-weights';
import { METRICS, points } from './model';
import { wilson, Z } from './replicates';
import { type OracleRow, scoreGroup } from './score';
import { binOf, edgesOf, SurvivalCurve } from './survival';
import type { Entry, Slices } from './tallies';

const SLICES: Slices = {
  branch: 'B1',
  channel: 'onsite',
  service_item: 'deposit',
  service_line: 'personal',
  priority_class: 'none',
  staff: 'unknown',
};

function entries(metric: string, count: number, more: Partial<Entry> = {}, slices: Partial<Slices> = {}): Entry[] {
  return Array.from({ length: count }, () => ({
    metric,
    day: '2026-03-02',
    value: 1,
    ...more,
    slices: { ...SLICES, ...slices },
  }));
}

function row(all: readonly Entry[], id: string): OracleRow {
  return scoreGroup(all).find((one) => one.id === id) as OracleRow;
}

/** Entries whose share is `hits` of `n`. */
function share(metric: string, hits: number, n: number): Entry[] {
  return [...entries(metric, hits), ...entries(metric, n - hits, { value: 0 })];
}

describe('the pinned histogram', () => {
  it.each([[0, 0], [255, 255], [256, 256], [257, 256], [600, 406]])('given %d s, then it falls into bin %d', (v, bin) => {
    expect(binOf(v)).toBe(bin);
  }); // prettier-ignore

  it('given bin 406, then it holds the seconds 600 to 603', () => {
    expect(edgesOf(406)).toEqual([600, 604]);
  });

  it('given served waits 60 … 600 and abandonments at 200 and 400, then P90 is 600.587 s', () => {
    const waits = Array.from({ length: 10 }, (_, index) => entries('w', 1, { value: 60 * (index + 1) })).flat();
    const left = [200, 400].flatMap((value) => entries('w', 1, { value, censored: true }));
    expect(new SurvivalCurve([...waits, ...left]).secondsAt(0.1)).toBeCloseTo(600.587, 3);
  });

  it('given only abandonments, then there is no P90', () => {
    expect(new SurvivalCurve(entries('w', 60, { value: 60, censored: true })).secondsAt(0.1)).toBeNull();
  });
});

describe('weights of answers', () => {
  const answers = [...entries('a', 80, { value: 4.6 }), ...entries('a', 70, { value: 4 }, { channel: 'phone' })];
  const visits = [...entries('contacts', 700), ...entries('contacts', 300, {}, { channel: 'phone' })];

  it('given 80 and 70 answers for 700 and 300 visits, then the mean is 4.42 and n_eff 134.9', () => {
    const weights = answerWeights(answers, visits, cells(answers, visits));
    const total = weights.reduce((sum, weight, index) => sum + weight * (answers[index]?.value ?? 0), 0);
    expect(total / 150).toBeCloseTo(4.42, 10);
    expect(effectiveN(weights)).toBeCloseTo(134.9, 1);
  });

  it('given no visits, then every answer weighs 1', () => {
    expect(new Set(answerWeights(answers, [], cells(answers, [])))).toEqual(new Set([1]));
  });

  it('given a stratum of four answers, then it joins the cell with the most visits', () => {
    const thin = [...answers, ...entries('a', 4, {}, { service_line: 'corporate' })];
    const cellOf = cells(thin, visits);
    expect(cellOf({ ...SLICES, service_line: 'corporate' })).toBe(cellOf(SLICES));
    expect(cellOf(SLICES)).not.toBe(cellOf({ ...SLICES, channel: 'phone' }));
  });
});

describe('Wilson', () => {
  it.each([[1, 10, 72.2, 100], [0.8, 30, 62.7, 90.5], [0.95, 100, 88.8, 97.8], [0.9946, 1000, 98.8, 99.8]])(
    'given a share of %d of %d, then the interval is [%d, %d]',
    (p, n, lower, upper) => {
      expect(100 * wilson(p, n, Z).lower).toBeCloseTo(lower, 1);
      expect(100 * wilson(p, n, Z).upper).toBeCloseTo(upper, 1);
    },
  ); // prettier-ignore
});

describe('points', () => {
  const anchorsOf = (id: string): (typeof METRICS)[number]['anchors'] =>
    METRICS.find((metric) => metric.id === id)?.anchors ?? [0, 0, 0];

  it('given NPS 12, then it scores 33', () => {
    expect(points(12, anchorsOf('c1-nps'))).toBeCloseTo(33, 10);
  });

  it('given the 42 metrics, then their weights add up to 100', () => {
    expect(METRICS).toHaveLength(42);
    expect(METRICS.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
  });
});

describe('composites', () => {
  // Served within the first minute of bins 375 to 377 (1 500 s = 25 min): no wait spreads, so P90 stands near 25 minutes.
  const known = [
    ...share('p1-wait-within-target-rate', 84, 100),
    ...share('p1-abandon-rate', 5, 100),
    ...share('p1-complaint-reply-on-time-rate', 97, 100),
    ...entries('p1-wait-p90', 100, { value: 1499 }),
  ];

  it('given the example of indicators.md, then efficiency follows its formula with coverage .80 and its bounds', () => {
    const rows = new Map(scoreGroup(known).map((one) => [one.id, one]));
    expect(rows.get('p1-wait-within-target-rate')?.score).toBeCloseTo(70.6667, 4);
    expect(rows.get('p1-abandon-rate')?.score).toBeCloseTo(84, 10);
    expect(rows.get('p1-complaint-reply-on-time-rate')?.score).toBeCloseTo(76, 10);
    const p90 = rows.get('p1-wait-p90')?.score ?? 0;
    const p1 = rows.get('p1') as OracleRow;
    expect(p90).toBeCloseTo(45, 0);
    expect(p1.score).toBeCloseTo((4 * (212 / 3) + 2 * p90 + 2 * 84 + 4 * 76) / 12, 10);
    expect(p1.score).toBeCloseTo(70.39, 1);
    expect(p1.coverage).toBeCloseTo(0.8, 12);
    expect(p1.bounds[0]).toBeCloseTo(56.31, 1);
    expect(p1.bounds[1]).toBeCloseTo(76.31, 1);
    expect([p1.n, p1.status, p1.interval_method]).toEqual([400, 'ok', 'within']);
    expect(rows.get('overall')?.status).toBe('provisional');
  });

  it('given members on one day only, then their shortfalls add up inside an indicator', () => {
    const pair = [...share('p1-wait-within-target-rate', 84, 100), ...share('p1-abandon-rate', 5, 100)];
    const rows = new Map(scoreGroup(pair).map((one) => [one.id, one]));
    const reach = (id: string): number => (rows.get(id)?.score ?? 0) - (rows.get(id)?.lower ?? 0);
    const expected = (4 * reach('p1-wait-within-target-rate') + 2 * reach('p1-abandon-rate')) / 6;
    expect(reach('p1')).toBeCloseTo(expected, 10);
  });

  it('given two metrics that move together over four days, then their shortfalls add up; against each other, they differ', () => {
    const days = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'];
    const moving = (metric: string, hits: readonly number[]): Entry[] =>
      hits.flatMap((hit, index) => share(metric, hit, 20).map((entry) => ({ ...entry, day: days[index] ?? '' })));
    const within = moving('p1-wait-within-target-rate', [17, 15, 16, 14]);
    const limits = (left: readonly number[]): [number, number] => {
      const rows = new Map(scoreGroup([...within, ...moving('p1-abandon-rate', left)]).map((one) => [one.id, one]));
      const reach = (id: string): number => (rows.get(id)?.score ?? 0) - (rows.get(id)?.lower ?? 0);
      const parts = [(4 / 6) * reach('p1-wait-within-target-rate'), (2 / 6) * reach('p1-abandon-rate')] as const;
      expect(rows.get('p1')?.interval_method).toBe('jackknife');
      return [reach('p1') - (parts[0] + parts[1]), reach('p1') - Math.abs(parts[0] - parts[1])];
    };
    expect(limits([1, 3, 2, 4])[0]).toBeCloseTo(0, 10);
    expect(limits([4, 2, 3, 1])[1]).toBeCloseTo(0, 10);
  });
});

describe('estimates by kind', () => {
  it('given no complaint on 6 000 contacts of one day, then the upper limit is 3.689 of them', () => {
    const rate = row(entries('contacts', 6_000), 'c1-complaint-rate');
    expect([rate.value, rate.value_lower, rate.n, rate.status]).toEqual([0, 0, 6_000, 'ok']);
    expect(rate.value_upper).toBeCloseTo((3.688879 / 6_000) * 10_000, 5);
  });

  it('given three items, one of them outside the mix, then the index leaves it out and says so', () => {
    const all = [
      ...entries('c1-csat-index', 20, { value: 1e8 }),
      ...entries('c1-csat-index', 20, { value: 5e7 }, { service_item: 'remittance' }),
      ...entries('c1-csat-index', 3, { value: 0 }, { service_item: 'unheard_of' }),
    ];
    const index = row(all, 'c2-service-item-index');
    // (15 · 100 + 4 · 50) / 19
    expect(index.value).toBeCloseTo(1_700 / 19, 10);
    expect([index.n, index.status, index.excluded_by_row]).toEqual([40, 'low_sample', { item_not_in_mix: 3 }]);
  });

  it('given an item with five answers, then it is drawn four fifths of the way to the plain mean over items', () => {
    const all = [
      ...entries('c1-csat-index', 20, { value: 1e8 }),
      ...entries('c1-csat-index', 5, { value: 0 }, { service_item: 'withdrawal' }),
    ];
    // Plain mean 50; the thin item counts 50 + 5/25 · (0 − 50) = 40; equal weights of 15.
    expect(row(all, 'c2-service-item-index').value).toBeCloseTo(70, 10);
  });

  it('given two items with 30 answers and a thin one, then the least of the two is shown as low_sample', () => {
    const all = [
      ...entries('c1-csat-index', 30, { value: 8e7 }),
      ...entries('c1-csat-index', 31, { value: 6e7 }, { service_item: 'unheard_of' }),
      ...entries('c1-csat-index', 29, { value: 0 }, { service_item: 'transfer' }),
      ...entries('c1-csat-index', 40, { value: 0 }, { service_item: 'unknown' }),
    ];
    const weakest = row(all, 'c2-weakest-item');
    expect([weakest.value, weakest.n, weakest.status, weakest.excluded_by_row]).toEqual([
      60,
      31,
      'low_sample',
      { thin_item: 69 },
    ]);
  });

  it('given elderly at 70 and others at 80, then the gap is −10 and the smaller group its n', () => {
    const all = [
      ...entries('c1-csat-index', 25, { value: 7e7 }, { priority_class: 'elderly' }),
      ...entries('c1-csat-index', 40, { value: 8e7 }),
      ...entries('c1-csat-index', 2, { value: 0 }, { priority_class: 'other' }),
    ];
    const gap = row(all, 'c2-special-group-gap');
    expect([gap.value, gap.n, gap.status]).toEqual([-10, 25, 'ok']);
    expect(gap.excluded_by_row).toEqual({ priority_other_or_unknown: 2 });
  });
});
