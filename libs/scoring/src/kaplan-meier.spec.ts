import fc from 'fast-check';
import { groups } from '../reference/sums-of';
import { binOf } from './histogram';
import {
  crossingOf,
  greenwoodVariance,
  secondsAt,
  survivalCurve,
  survivalWithoutGroups,
  timeHistograms,
} from './kaplan-meier';
import { REPLICATE_GROUPS } from './replicate-group';
import type { KeyedSums } from './sums';

interface Time {
  readonly seconds: number;
  readonly group: number;
}

function histogram(times: readonly Time[]): KeyedSums {
  const sums = new Map<string, Float64Array>();
  for (const { seconds, group } of times) {
    const key = String(binOf(seconds));
    const counts = sums.get(key) ?? groups([]);
    counts[group]! += 1;
    sums.set(key, counts);
  }
  return sums;
}

const inOneGroup = (seconds: readonly number[]) => histogram(seconds.map((s) => ({ seconds: s, group: 0 })));
const curveOf = (served: readonly number[], abandoned: readonly number[]) =>
  survivalCurve(timeHistograms(inOneGroup(served), inOneGroup(abandoned)));

const SERVED = [60, 120, 180, 240, 300, 360, 420, 480, 540, 600];
const ABANDONED = [200, 400];

describe('Kaplan–Meier curve', () => {
  it('given the golden case of metrics.md, then the P90 is 600.587 s', () => {
    // In bin [600, 604) survival falls from 9/12 · 6/8 … · 1/2 = 0.1171875 to 0.
    expect(secondsAt(curveOf(SERVED, ABANDONED), 0.1)).toBeCloseTo(600 + (4 * 0.0171875) / 0.1171875, 9);
    expect(secondsAt(curveOf(SERVED, ABANDONED), 0.1).toFixed(3)).toBe('600.587');
  });

  it('given no censoring, then survival is the share still waiting', () => {
    const curve = curveOf([10, 20, 20, 30], []);
    expect(Array.from(curve.survival)).toEqual([0.75, expect.closeTo(0.25, 12), 0]);
    // Half of the fall within [20, 21) is passed at 0.5.
    expect(secondsAt(curve, 0.5)).toBeCloseTo(20.5, 12);
    // Where the curve is flat on the level, its first second counts.
    expect(secondsAt(curve, 0.75)).toBeCloseTo(11, 9);
    expect(secondsAt(curve, 0.25)).toBeCloseTo(21, 9);
  });

  it('given an event and a censoring in one bin, then the event comes first', () => {
    // 1/2 at 10, with both still at risk; the other order would give 0.
    expect(Array.from(curveOf([10], [10]).survival)).toEqual([0.5]);
  });

  it('given levels beyond the curve, then 1 and more read 0, and what is never reached has no time', () => {
    const curve = curveOf([10], [20]);
    expect(secondsAt(curve, 1)).toBe(0);
    expect(secondsAt(curve, 1.2)).toBe(0);
    expect(secondsAt(curve, 0.4)).toBe(Infinity);
    expect(secondsAt(curveOf([10], []), 0)).toBe(Infinity);
    expect(crossingOf(curve, 0.4)).toBeNull();
  });

  it("given no censoring, then Greenwood's variance is that of a proportion, the crossing bin counted in part", () => {
    // 200 waits over 1 … 200 s; at survival 0.103 the crossing bin is passed in part.
    const curve = curveOf(
      Array.from({ length: 200 }, (_, index) => index + 1),
      [],
    );
    for (const level of [0.1, 0.103]) {
      expect(greenwoodVariance(curve, crossingOf(curve, level)!)).toBeCloseTo((level * (1 - level)) / 200, 12);
    }
  });

  const level = fc.double({ min: 0, max: 1, noNaN: true });
  const times = fc.array(
    fc.record({ seconds: fc.nat(1000), group: fc.nat(REPLICATE_GROUPS - 1), ended: fc.boolean() }),
    { minLength: 1, maxLength: 60 },
  );

  it('given any times, then a lower level never comes earlier', () => {
    fc.assert(
      fc.property(times, level, level, (all, a, b) => {
        const curve = survivalCurve(
          timeHistograms(histogram(all.filter((time) => time.ended)), histogram(all.filter((time) => !time.ended))),
        );
        expect(secondsAt(curve, Math.min(a, b))).toBeGreaterThanOrEqual(secondsAt(curve, Math.max(a, b)));
      }),
    );
  });

  it('given any times, then leaving a group out is the curve of the other groups', () => {
    fc.assert(
      fc.property(times, (all) => {
        const curveWithout = (group: number | null) => {
          const left = all.filter((time) => time.group !== group);
          const histograms = timeHistograms(
            histogram(left.filter((time) => time.ended)),
            histogram(left.filter((time) => !time.ended)),
          );
          return { histograms, curve: survivalCurve(histograms) };
        };
        const { histograms, curve } = curveWithout(null);
        const crossing = crossingOf(curve, 0.4);
        fc.pre(crossing !== null);
        const survivals = survivalWithoutGroups(histograms, curve, crossing);
        const bin = curve.bins[crossing.row]!;
        for (let group = 0; group < REPLICATE_GROUPS; group += 1) {
          const { curve: other } = curveWithout(group);
          if (other.bins.length === 0) {
            expect(survivals[group]).toBeNaN();
            continue;
          }
          const row = other.bins.findLastIndex((at) => at <= bin);
          const before = (index: number) => (index < 0 ? 1 : other.survival[index]!);
          const expected =
            other.bins[row] === bin
              ? before(row - 1) + crossing.fraction * (before(row) - before(row - 1))
              : before(row);
          expect(survivals[group]).toBeCloseTo(expected, 12);
        }
      }),
    );
  });
});
