/** The truth beside the events: what really happened at each branch, in numbers that scores can be held against. */
import type { Incident, SimulationParameters } from './parameters';

export interface BranchTruth {
  arrivals: number;
  served: number;
  abandoned: number;
  transactions: number;
  reworked: number;
  complaints: number;
  responses: number;
  /** Waits of the served onsite customers in whole seconds. */
  meanWaitSeconds: number;
  /** Mean answer per construct on its scale turned into 0 to 100. */
  meanAnswers: Readonly<Record<string, number>>;
}

export interface Truth {
  readonly seed: number;
  readonly from: string;
  readonly timeZone: string;
  readonly incidents: readonly Incident[];
  readonly branches: Readonly<Record<string, BranchTruth>>;
}

type Counted = 'arrivals' | 'served' | 'abandoned' | 'transactions' | 'reworked' | 'complaints' | 'responses';

interface Tally {
  readonly counts: Record<Counted, number>;
  waitSeconds: number;
  waits: number;
  readonly answers: Map<string, { sum: number; n: number }>;
}

export class TruthTally {
  private readonly branches = new Map<string, Tally>();

  count(branch: string, what: Counted): void {
    this.tally(branch).counts[what] += 1;
  }

  wait(branch: string, seconds: number): void {
    const tally = this.tally(branch);
    tally.waitSeconds += seconds;
    tally.waits += 1;
  }

  answer(branch: string, construct: string, index: number): void {
    const { answers } = this.tally(branch);
    const answer = answers.get(construct) ?? { sum: 0, n: 0 };
    answer.sum += index;
    answer.n += 1;
    answers.set(construct, answer);
  }

  truth({ seed, from, timeZone, incidents }: SimulationParameters): Truth {
    const branches = Array.from(this.branches, ([branch, { counts, waitSeconds, waits, answers }]) => [
      branch,
      {
        ...counts,
        meanWaitSeconds: waits === 0 ? 0 : waitSeconds / waits,
        meanAnswers: Object.fromEntries(Array.from(answers, ([construct, { sum, n }]) => [construct, sum / n])),
      },
    ]);
    return { seed, from, timeZone, incidents, branches: Object.fromEntries(branches) as Record<string, BranchTruth> };
  }

  private tally(branch: string): Tally {
    const known = this.branches.get(branch);
    if (known) return known;
    const counts = { arrivals: 0, served: 0, abandoned: 0, transactions: 0, reworked: 0, complaints: 0, responses: 0 };
    const tally = { counts, waitSeconds: 0, waits: 0, answers: new Map() };
    this.branches.set(branch, tally);
    return tally;
  }
}
