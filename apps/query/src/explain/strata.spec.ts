import { metricById, type MetricDefinition } from '@plumbline/indicators';
import { evaluateMetric, type MemberPeriod, type Sums } from '@plumbline/scoring';
import { rawSums } from './raw-sums';
import { explainedStrata, hiddenKeys } from './strata';

const GAP = metricById('c2-special-group-gap') as MetricDefinition;
const COURTESY = metricById('s2-courtesy-rating') as MetricDefinition;
const WAITS = metricById('p1-wait-within-target-rate') as MetricDefinition;

function groups(sum: number): Float64Array {
  return new Float64Array(20).fill(sum, 0, 1);
}

function keyed(measures: Readonly<Record<string, Readonly<Record<string, number>>>>): Sums {
  return new Map(
    Object.entries(measures).map(([measure, byKey]) => [
      measure,
      new Map(Object.entries(byKey).map(([key, sum]) => [key, groups(sum)])),
    ]),
  );
}

function period(metric: MetricDefinition, sums: Sums, strata: MemberPeriod['strata'] = null): MemberPeriod {
  return { metric, sums, strata, dimension: 'staff', evaluation: evaluateMetric(metric, sums) };
}

/** Answers of 80 points by channel and item. */
function courtesy(counts: Readonly<Record<string, number>>): MemberPeriod {
  const sumsFor = (n: number): Sums => keyed({ 'courtesy.n': { '': n }, 'courtesy.sum': { '': 80e6 * n } });
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return period(COURTESY, sumsFor(all), new Map(Object.entries(counts).map(([key, n]) => [key, sumsFor(n)])));
}

describe('Strata of a metric', () => {
  it('given answers of few people, then they stand together with those that would give them away', () => {
    const now = courtesy({ 'onsite|deposit': 50, 'onsite|transfer': 20, 'onsite|payroll': 3 });
    const hidden = hiddenKeys(COURTESY, [now]);
    expect([...hidden].sort()).toEqual(['onsite|payroll', 'onsite|transfer']);
    expect(explainedStrata(COURTESY, now, hidden)).toEqual([
      {
        stratum: { channel: 'onsite', service_item: 'deposit' },
        n: 50,
        share: 50 / 73,
        mean: expect.closeTo(80, 9) as number,
        contribution: expect.closeTo((80 * 50) / 73, 9) as number,
      },
      { stratum: null, n: 23, share: 23 / 73, mean: expect.closeTo(80, 9) as number, contribution: expect.anything() as number },
    ]);
  });

  it('given few people in one of two periods, then they are hidden in both', () => {
    const before = courtesy({ 'onsite|deposit': 50, 'onsite|transfer': 2, 'onsite|payroll': 30 });
    const now = courtesy({ 'onsite|deposit': 50, 'onsite|transfer': 40, 'onsite|payroll': 30 });
    expect([...hiddenKeys(COURTESY, [before, now])].sort()).toEqual(['onsite|payroll', 'onsite|transfer']);
  });

  it('given a gap, then each side guards its own, and who is on neither is not told at all', () => {
    const n = { none: 100, elderly: 30, disabled: 3, other: 2 };
    const sum = Object.fromEntries(Object.entries(n).map(([key, count]) => [key, 70e6 * count]));
    const now = period(GAP, keyed({ 'overall.n': n, 'overall.sum': sum }));
    const hidden = hiddenKeys(GAP, [now]);
    expect([...hidden].sort()).toEqual(['disabled', 'elderly']);
    expect(rawSums(GAP, now, hidden)).toEqual([
      { measure: 'overall.n', keyed_by: 'priority_class', total: 133, by_key: { '': 33, none: 100 } },
      { measure: 'overall.sum', keyed_by: 'priority_class', total: 9_310e6, by_key: { '': 2_310e6, none: 7_000e6 } },
    ]);
    expect(explainedStrata(GAP, now, hidden).map(({ stratum, share }) => [stratum, share])).toEqual([
      [null, 1],
      [{ priority_class: 'none' }, -1],
    ]);
  });

  it('given what is no survey, then nothing is hidden', () => {
    const sums = keyed({ 'wait.judged': { '': 3 }, 'wait.within_target': { '': 2 } });
    const now = period(WAITS, sums, new Map([['onsite|a|b', sums]]));
    expect(hiddenKeys(WAITS, [now]).size).toBe(0);
    // An item’s code is what a source system sends.
    expect(explainedStrata(WAITS, now, new Set())[0]?.stratum).toEqual({ channel: 'onsite', service_item: 'a|b' });
  });
}); // prettier-ignore
