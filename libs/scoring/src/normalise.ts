/** Three-anchor normalisation of a value to a score of 0 … 100, and the image of an interval (scoring.md 3.8). */
import type { Anchors, Direction } from './metric';

/**
 * Score of a value: 0 up to the floor, 60 at the pass mark, 100 from the target on, linear between.
 *
 * With `down` the anchors descend and everything is mirrored. Infinite values score 0 or 100.
 */
export function normalise(value: number, anchors: Anchors, direction: Direction): number {
  const sign = direction === 'up' ? 1 : -1;
  const x = sign * value;
  const floor = sign * anchors.floor;
  const pass = sign * anchors.pass;
  const target = sign * anchors.target;
  if (x <= floor) return 0;
  if (x >= target) return 100;
  return x <= pass ? (60 * (x - floor)) / (pass - floor) : 60 + (40 * (x - pass)) / (target - pass);
}

/** Scores of an interval of values, the lower score first. */
export function normaliseInterval(
  [lower, upper]: readonly [lower: number, upper: number],
  anchors: Anchors,
  direction: Direction,
): [lower: number, upper: number] {
  const atLower = normalise(lower, anchors, direction);
  const atUpper = normalise(upper, anchors, direction);
  return direction === 'up' ? [atLower, atUpper] : [atUpper, atLower];
}
