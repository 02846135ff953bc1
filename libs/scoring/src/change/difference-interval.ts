/** How sure the difference of two scores is: MOVER with the weights +1 and −1 (Zou and Donner 2008; scoring.md 3.11 rule 5). */
import { type CompositeMember, isAvailable, type LimitVector, limitVectorsOf } from '../composite';

/** A score with its 95 % limits. */
export interface ScoreInterval {
  readonly score: number;
  readonly lower: number;
  readonly upper: number;
}

export interface DifferenceInterval {
  readonly difference: number;
  readonly lower: number;
  readonly upper: number;
}

/** `score` less `against`, of ranges of days that share none: their limits stand at right angles. */
export function differenceOfDisjoint(score: ScoreInterval, against: ScoreInterval): DifferenceInterval {
  const difference = score.score - against.score;
  return {
    difference,
    lower: difference - Math.hypot(score.score - score.lower, against.upper - against.score),
    upper: difference + Math.hypot(score.upper - score.score, against.score - against.lower),
  };
}

/**
 * Score of `members` less that of `against`, of ranges that share days (a branch and its bank): what moves both on the same days
 * moves their difference less. Null where one of them has no available metric.
 */
export function differenceOfOverlapping(
  members: readonly CompositeMember[],
  against: readonly CompositeMember[],
): DifferenceInterval | null {
  const [available, availableAgainst] = [members.filter(isAvailable), against.filter(isAvailable)];
  if (available.length === 0 || availableAgainst.length === 0) return null;
  const [own, other] = [limitVectorsOf(available), limitVectorsOf(availableAgainst)];
  const difference = own.score - other.score;
  return {
    difference,
    lower: difference - distanceBetween(own.below, other.above),
    upper: difference + distanceBetween(own.above, other.below),
  };
}

function distanceBetween(own: LimitVector, other: LimitVector): number {
  const squares = own.days.reduce((sum, day, group) => sum + (day - other.days[group]!) ** 2, 0);
  return Math.sqrt(squares + own.squaredRest + other.squaredRest);
}
