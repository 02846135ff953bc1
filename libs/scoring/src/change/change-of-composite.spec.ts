import fc from 'fast-check';
import { sumsOf } from '../../reference/sums-of';
import { evaluateComposite, PUBLISH_PART } from '../composite';
import { evaluateMetric } from '../evaluate-metric';
import type { MetricForScoring } from '../metric';
import { addUpParts, changeOfComposite, type ChangeParts, type MemberPeriod, NO_CHANGE } from './change-of-composite';
import type { MetricPeriod } from './change-of-metric';
import { randomPeriod, RANDOM_KINDS } from '../../reference/random-periods';

const DEFINITIONS = new Map<string, MetricForScoring>();

/** The same definition each time, so that a change is not the definition's. */
function definition(id: string, weight: number): MetricForScoring {
  const key = `${id} ${weight}`;
  const known = DEFINITIONS.get(key) ?? {
    id,
    indicator: 'p1',
    weight,
    direction: 'up',
    anchors: { floor: 0, pass: 60, target: 100 },
    minimumN: 1,
    estimator: { kind: 'proportion', numerator: 'num', denominator: 'den' },
  };
  DEFINITIONS.set(key, known);
  return known;
}

function member(period: MetricPeriod): MemberPeriod {
  return { ...period, dimension: 'process', evaluation: evaluateMetric(period.metric, period.sums) };
}

/** A metric that scores `score` (anchors 0, 60, 100: the score is the share), or has no data. */
function scored(id: string, weight: number, score: number | null): MemberPeriod {
  const sums = score === null ? sumsOf({}) : sumsOf({ num: { '': [score] }, den: { '': [100] } });
  return member({ metric: definition(id, weight), sums, strata: null });
}

const amountsOf = ({ performance, mix, scheme, coverage }: ChangeParts): number[] => [
  performance,
  mix,
  scheme,
  coverage,
];
const near = (value: number): number => expect.closeTo(value, 9) as number;

describe('The change of a composite', () => {
  it('given metrics that change, then each does its mean weight times its change', () => {
    const change = changeOfComposite(
      [scored('a', 3, 50), scored('b', 1, 80)],
      [scored('a', 3, 60), scored('b', 1, 40)],
    )!;
    // 57.5 → 55: a ¾·10 = 7.5, b ¼·(−40) = −10.
    expect(change.change).toBeCloseTo(-2.5, 9);
    expect(change.members.map(({ id, change: own }) => [id, own])).toEqual([
      ['a', near(7.5)],
      ['b', near(-10)],
    ]);
    expect(change.parts).toEqual({ performance: near(-2.5), mix: 0, scheme: 0, coverage: 0 });
  });

  it('given other weights, then what follows is scheme', () => {
    const change = changeOfComposite(
      [scored('a', 1, 50), scored('b', 1, 80)],
      [scored('a', 3, 50), scored('b', 1, 80)],
    )!;
    // 65 → 57.5. Around the mean 61.25: a (50 − 61.25)·¼ = −2.8125, b (80 − 61.25)·(−¼) = −4.6875.
    expect(change.change).toBeCloseTo(-7.5, 9);
    expect(change.parts).toEqual({ performance: near(0), mix: near(0), scheme: near(-7.5), coverage: 0 });
    expect(change.members.map(({ change: own }) => own)).toEqual([near(-2.8125), near(-4.6875)]);
  });

  it('given a metric that comes and one that goes, then what they do is coverage', () => {
    const before = [scored('stays', 2, 60), scored('goes', 1, 90), scored('comes', 1, null)];
    const after = [scored('stays', 2, 70), scored('goes', 1, null), scored('comes', 1, 40)];
    const change = changeOfComposite(before, after)!;
    // 70 → 60. Stays: +10 with weight 1 of what both have. Goes: −⅓·(90 − 60) = −10. Comes: ⅓·(40 − 70) = −10.
    expect(change.change).toBeCloseTo(-10, 9);
    expect(change.parts).toEqual({ performance: near(10), mix: near(0), scheme: near(0), coverage: near(-20) });
    expect(change.members.map(({ id, change: own }) => [id, own])).toEqual([
      ['stays', near(10)],
      ['goes', near(-10)],
      ['comes', near(-10)],
    ]);
  });

  it('given nothing in common, then all is coverage, measured from the middle', () => {
    const change = changeOfComposite(
      [scored('a', 1, 80), scored('b', 1, null)],
      [scored('a', 1, null), scored('b', 1, 50)],
    )!;
    expect(change.parts).toEqual({ ...NO_CHANGE, coverage: near(-30) });
    expect(change.members.map(({ change: own }) => own)).toEqual([near(-15), near(-15)]);
  });

  it('given a period without any score, then there is no change to speak of', () => {
    expect(changeOfComposite([scored('a', 1, null)], [scored('a', 1, 50)])).toBeNull();
    expect(changeOfComposite([scored('a', 1, 50)], [])).toBeNull();
  });

  const ids = ['m1', 'm2', 'm3', 'm4', 'm5'];
  const anyKind = fc.constantFrom(...RANDOM_KINDS);
  /** Two periods of the same kinds of metrics, each with definitions of its own. */
  const twoPeriods = fc
    .tuple(...ids.map(() => anyKind))
    .chain((kinds) =>
      fc.tuple(
        fc.tuple(...kinds.map((kind, index) => randomPeriod(kind, ids[index]))),
        fc.tuple(...kinds.map((kind, index) => randomPeriod(kind, ids[index]))),
        fc.array(fc.boolean(), { minLength: ids.length, maxLength: ids.length }),
      ),
    )
    .map(([before, after, isRedefined]) => ({
      before: before.map(member),
      after: after.map((period, index) =>
        member(isRedefined[index] === true ? period : { ...period, metric: before[index]!.metric }),
      ),
    }));

  it('given any sums, weights and gaps, then the parts add up to the difference of the scores, and turn with the periods', () => {
    fc.assert(
      fc.property(twoPeriods, ({ before, after }) => {
        const change = changeOfComposite(before, after);
        const [from, to] = [evaluateComposite(before, PUBLISH_PART), evaluateComposite(after, PUBLISH_PART)];
        if (change === null) {
          expect(from.score === null || to.score === null).toBe(true);
          return;
        }
        const difference = to.score! - from.score!;
        const { performance, mix, scheme, coverage } = change.parts;
        expect(Math.abs(performance + mix + scheme + coverage - difference)).toBeLessThan(1e-9);
        expect(Math.abs(change.change - difference)).toBeLessThan(1e-9);
        const members = change.members.reduce((sum, one) => sum + one.change, 0);
        expect(Math.abs(members - difference)).toBeLessThan(1e-9);
        const sum = addUpParts([change.parts, changeOfComposite(after, before)!.parts]);
        for (const part of amountsOf(sum)) expect(Math.abs(part)).toBeLessThan(1e-9);
        const none = changeOfComposite(after, after)!;
        for (const part of amountsOf(none.parts)) expect(Math.abs(part)).toBeLessThan(1e-9);
      }),
      { numRuns: 300 },
    );
  });
});
