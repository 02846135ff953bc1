import fc from 'fast-check';
import { sumsOf } from '../reference/sums-of';
import { isKappaBelow, itemsInDispute, type PairCounts } from './agreement';
import type { ObservedShareEstimator } from './metric';

const ESTIMATOR: ObservedShareEstimator = {
  kind: 'observed_share',
  passed: 'passed',
  judged: 'items',
  weightSquares: 'items',
  items: 'items',
  sessions: 'sessions',
  minimumSessions: 2,
  agreement: { bothPassed: 'pp', firstPassed: 'pf', secondPassed: 'fp', bothFailed: 'ff' },
  leastPairs: 20,
  leastKappaPercent: 60,
};

const pairs = (bothPassed: number, firstPassed: number, secondPassed: number, bothFailed: number): PairCounts => ({
  bothPassed,
  firstPassed,
  secondPassed,
  bothFailed,
});

describe('Cohen’s kappa', () => {
  it('given the table of Cohen’s textbook example, 20 5 10 15, then it is 0.4', () => {
    // po = 35/50 = 0.7; pe = (25·30 + 25·20)/2500 = 0.5; κ = 0.2/0.5 = 0.4.
    const table = pairs(20, 5, 10, 15);
    expect([39, 40, 41].map((percent) => isKappaBelow(percent, table))).toEqual([false, false, true]);
  });

  it('given a kappa of exactly 0.6, then it is not below 0.6', () => {
    // po = 0.8; pe = (10·10 + 10·10)/400 = 0.5; κ = 0.3/0.5.
    expect(isKappaBelow(60, pairs(8, 2, 2, 8))).toBe(false);
    expect(isKappaBelow(60, pairs(8, 2, 3, 8))).toBe(true);
  });

  it('given observers who found one and the same throughout, then nobody disagreed', () => {
    expect(isKappaBelow(60, pairs(30, 0, 0, 0))).toBe(false);
    expect(isKappaBelow(60, pairs(0, 0, 0, 30))).toBe(false);
  });

  it('given any table, then the order of the two observers is no matter, nor is what counts as passed', () => {
    const count = fc.nat({ max: 50 });
    fc.assert(
      fc.property(count, count, count, count, fc.integer({ min: 1, max: 100 }), (a, b, c, d, percent) => {
        const verdict = isKappaBelow(percent, pairs(a, b, c, d));
        expect(isKappaBelow(percent, pairs(a, c, b, d))).toBe(verdict);
        expect(isKappaBelow(percent, pairs(d, c, b, a))).toBe(verdict);
      }),
    );
  });
});

describe('Items that observers disagree on', () => {
  it('given too few pairs, then there is no verdict; over all days they may be enough', () => {
    const disagreeing = { pf: { badge: [5, 5] }, fp: { badge: [5, 4] } };
    expect(itemsInDispute(ESTIMATOR, sumsOf(disagreeing))).toEqual(new Set());
    expect(itemsInDispute(ESTIMATOR, sumsOf({ ...disagreeing, ff: { badge: [0, 0, 1] } }))).toEqual(new Set(['badge']));
  });

  it('given several items, then each is judged by its own pairs', () => {
    const sums = sumsOf({
      pp: { clear: [18], vague: [8] },
      pf: { vague: [6] },
      fp: { vague: [6] },
      ff: { clear: [2] },
    });
    expect(itemsInDispute(ESTIMATOR, sums)).toEqual(new Set(['vague']));
  });
});
