import fc from 'fast-check';
import type { Anchors } from './metric';
import { normalise, normaliseInterval } from './normalise';

const WAIT_WITHIN_TARGET: Anchors = { floor: 60, pass: 80, target: 95 };
const WAIT_P90: Anchors = { floor: 40, pass: 20, target: 10 };

const step = fc.double({ min: 1, max: 50, noNaN: true });
const anchors = fc
  .tuple(fc.double({ min: -100, max: 100, noNaN: true }), step, step)
  .map(([floor, toPass, toTarget]) => ({ floor, pass: floor + toPass, target: floor + toPass + toTarget }));
const mirrored = ({ floor, pass, target }: Anchors) => ({ floor: -floor, pass: -pass, target: -target });
const value = fc.double({ min: -300, max: 300, noNaN: true });

describe('Three-anchor normalisation', () => {
  it.each([
    // scoring.md and indicators.md, golden scoring example of P1
    [84, WAIT_WITHIN_TARGET, 'up', 70.6667],
    [25, WAIT_P90, 'down', 45],
    [5, { floor: 15, pass: 8, target: 3 }, 'down', 84],
    [97, { floor: 80, pass: 95, target: 100 }, 'up', 76],
    [12, { floor: -10, pass: 30, target: 60 }, 'up', 33],
    // the anchors themselves, and beyond
    [60, WAIT_WITHIN_TARGET, 'up', 0],
    [80, WAIT_WITHIN_TARGET, 'up', 60],
    [95, WAIT_WITHIN_TARGET, 'up', 100],
    [0, WAIT_WITHIN_TARGET, 'up', 0],
    [100, WAIT_WITHIN_TARGET, 'up', 100],
    [50, WAIT_P90, 'down', 0],
    [5, WAIT_P90, 'down', 100],
  ] as const)('given %p on %p, %s is good, then it scores %p', (x, on, direction, score) => {
    expect(normalise(x, on, direction)).toBeCloseTo(score, 4);
  });

  it('given an interval where down is good, then its upper end gives the lower score', () => {
    expect(normaliseInterval([15, 30], WAIT_P90, 'down')).toEqual([30, 80]);
    expect(normaliseInterval([15, Infinity], WAIT_P90, 'down')).toEqual([0, 80]);
  });

  it('given any values, then a better one never scores less, and mirroring changes nothing', () => {
    fc.assert(
      fc.property(anchors, value, value, (on, x, y) => {
        const [less, more] = [Math.min(x, y), Math.max(x, y)];
        const score = normalise(less, on, 'up');
        expect(score).toBeLessThanOrEqual(normalise(more, on, 'up') + 1e-12);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        expect(normalise(-less, mirrored(on), 'down')).toBe(score);
      }),
    );
  });
});
