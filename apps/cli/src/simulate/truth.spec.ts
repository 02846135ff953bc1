/** The truth's numbers, worked out by hand. */
import { simulatedBranches } from './bank';
import { BranchTally } from './truth';

const [branch] = simulatedBranches(1, 1);
if (!branch) throw new Error('There is no branch');

describe('the truth of a branch', () => {
  it('given waits, then mean and percentiles by nearest rank; who left counts for the turn alone', () => {
    const tally = new BranchTally();
    for (const seconds of [60, 0, 120, 180]) tally.wasServed('onsite', seconds);
    tally.hasLeft('onsite', 900);
    tally.wasServed('phone', 7);
    const { waitSeconds, turnSeconds, served, abandoned } = tally.truth(branch);
    expect(waitSeconds).toEqual({ n: 4, mean: 90, median: 60, p90: 180 });
    expect(turnSeconds).toEqual({ n: 5, mean: 252, median: 120, p90: 900 });
    expect([served, abandoned]).toEqual([{ onsite: 4, phone: 1, online: 0 }, { onsite: 1, phone: 0, online: 0 }]); // prettier-ignore
  });

  it('given answers, then their mean by construct', () => {
    const tally = new BranchTally();
    for (const index of [100, 75, 50]) tally.wouldAnswer('overall', index);
    tally.answered('ease', 50);
    const { satisfaction, answers } = tally.truth(branch);
    expect(satisfaction).toEqual({ overall: { n: 3, mean: 75 } });
    expect(answers).toEqual({ ease: { n: 1, mean: 50 } });
  });

  it('given items observed and interviews, then how many passed by group, and the mean of what was said', () => {
    const tally = new BranchTally();
    for (const passes of [true, true, false]) tally.observed('attitude', passes);
    tally.observed('layout', true);
    for (const teamwork of [50, 75]) tally.interviewed(teamwork);
    const { observations, interviews } = tally.truth(branch);
    expect(observations.items).toEqual({ attitude: { n: 3, passed: 2 }, layout: { n: 1, passed: 1 } });
    expect(interviews).toEqual({ n: 2, mean: 62.5 });
  });

  it('given nothing, then zeros and no means', () => {
    const { waitSeconds, satisfaction, transactions } = new BranchTally().truth(branch);
    expect(waitSeconds).toEqual({ n: 0, mean: 0, median: 0, p90: 0 });
    expect(satisfaction).toEqual({});
    expect(transactions).toEqual({ submitted: 0, rejected: 0, reworked: 0 });
  });
});
