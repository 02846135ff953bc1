import fc from 'fast-check';
import { groups } from '../../reference/sums-of';
import { type CompositeMember, evaluateComposite, PUBLISH_PART } from '../composite';
import { differenceOfDisjoint, differenceOfOverlapping } from './difference-interval';

/** A metric with a score and its limits, moving with the days as told. */
function member(score: number, below: number, above: number, days: readonly number[] | null): CompositeMember {
  return {
    metric: {
      id: 'm',
      indicator: 'p1',
      weight: 1,
      direction: 'up',
      anchors: { floor: 0, pass: 60, target: 100 },
      minimumN: 1,
      estimator: { kind: 'pending' },
    },
    dimension: 'process',
    evaluation: {
      status: 'ok',
      value: score,
      valueLower: null,
      valueUpper: null,
      score,
      lower: score - below,
      upper: score + above,
      n: 100,
      nEff: null,
      intervalMethod: days === null ? 'within' : 'jackknife',
      deviations: days === null ? null : groups(days),
    },
  };
}

describe('The interval of a difference', () => {
  it('given ranges without a common day, then the half widths stand at right angles', () => {
    // Below: 3 of the one and 4 of the other; above: 5 and 12.
    const difference = differenceOfDisjoint({ score: 70, lower: 67, upper: 75 }, { score: 72, lower: 60, upper: 76 });
    expect(difference).toEqual({ difference: -2, lower: -7, upper: 11 });
  });

  it('given the same days, then what moves both moves their difference by what they differ', () => {
    const own = [member(70, 3, 5, [1, 2])];
    expect(differenceOfOverlapping(own, [member(72, 4, 4, [2, 4])])).toEqual({
      difference: -2,
      lower: expect.closeTo(-2 - 1, 9) as number,
      upper: expect.closeTo(-2 + 1, 9) as number,
    });
    // Against each other: 3 + 4 below, 5 + 4 above. At right angles where the days do not tell: 5 and √41.
    expect(differenceOfOverlapping(own, [member(72, 4, 4, [-1, -2])])).toMatchObject({
      lower: expect.closeTo(-9, 9) as number,
      upper: expect.closeTo(7, 9) as number,
    });
    expect(differenceOfOverlapping(own, [member(72, 4, 4, null)])).toMatchObject({
      lower: expect.closeTo(-7, 9) as number,
      upper: expect.closeTo(-2 + Math.sqrt(41), 9) as number,
    });
  });

  it('given nothing available on one side, then none', () => {
    expect(differenceOfOverlapping([member(70, 3, 5, null)], [])).toBeNull();
  });

  it('given any composites, then the difference from itself is 0 for the same days, and limits turn with the sides', () => {
    const half = fc.double({ min: 0, max: 20, noNaN: true });
    const anyMember = fc
      .tuple(fc.integer({ min: 20, max: 80 }), half, half, fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 20 }))
      .map(([score, below, above, days]) => member(score, below, above, days));
    const composite = fc.array(anyMember, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(composite, composite, (own, other) => {
        const [there, back] = [differenceOfOverlapping(own, other)!, differenceOfOverlapping(other, own)!];
        expect(there.lower).toBeCloseTo(-back.upper, 9);
        expect(there.upper).toBeCloseTo(-back.lower, 9);
        const [a, b] = [evaluateComposite(own, PUBLISH_PART), evaluateComposite(other, PUBLISH_PART)];
        // Never further than both half widths in a line.
        expect(there.lower).toBeGreaterThanOrEqual(a.lower! - b.upper! - 1e-9);
        expect(there.upper).toBeLessThanOrEqual(a.upper! - b.lower! + 1e-9);
      }),
    );
  });
});
