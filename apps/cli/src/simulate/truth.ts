/**
 * The truth beside the events: what really happened at each branch, in numbers that scores can be held against. It is taken down
 * as events are handed out, so it covers exactly those.
 */
import type { Construct } from '@plumbline/events';
import type { ContactChannel, SimulatedBranch } from './bank';
import type { SimulationParameters } from './parameters';

export type ByChannel = Readonly<Record<ContactChannel, number>>;

/** Durations in whole seconds; percentiles by nearest rank. */
export interface DurationTruth {
  readonly n: number;
  readonly mean: number;
  readonly median: number;
  readonly p90: number;
}

/** Answers turned into 0 to 100, the ends of their scale. */
export interface AnswerTruth {
  readonly n: number;
  readonly mean: number;
}

export interface BranchTruth {
  readonly name: string;
  readonly region: string;
  readonly peerGroup: string;
  readonly arrivals: ByChannel;
  /** Contacts whose service has started. */
  readonly served: ByChannel;
  readonly abandoned: ByChannel;
  /** Onsite, from arrival to service, of those who were served. */
  readonly waitSeconds: DurationTruth;
  /** Onsite, from arrival until it was one's turn, or would have been had one stayed: what Kaplan–Meier estimates. */
  readonly turnSeconds: DurationTruth;
  readonly transactions: { readonly submitted: number; readonly rejected: number; readonly reworked: number };
  readonly complaints: { readonly registered: number; readonly attitude: number; readonly mistaken: number };
  readonly inquiries: { readonly received: number; readonly escalated: number; readonly repliedLate: number };
  /** Matters that were closed, and how many of them customers came back with, because they were not settled. */
  readonly matters: { readonly closed: number; readonly returned: number };
  /** Sessions observed (not by the branch itself), those of them that two observers saw, and how the items really stood. */
  readonly observations: {
    readonly sessions: number;
    readonly doubleScored: number;
    readonly items: Readonly<Partial<Record<ObservedGroup, { readonly n: number; readonly passed: number }>>>;
  };
  /** Interviews, and what was said of teamwork, as 0 to 100, before any coder scored it. */
  readonly interviews: AnswerTruth;
  readonly invitations: number;
  readonly responses: number;
  /** What every served customer would answer, asked or not. */
  readonly satisfaction: Readonly<Partial<Record<Construct, AnswerTruth>>>;
  /** What those answered who did: non-response and chance lie between this and `satisfaction`. */
  readonly answers: Readonly<Partial<Record<Construct, AnswerTruth>>>;
}

export interface Truth extends SimulationParameters {
  /** Time of the last event that is in it; RFC 3339. */
  readonly until: string;
  readonly branchTruths: Readonly<Record<string, BranchTruth>>;
}

/** Takes down what one event tells. */
export type TruthNote = (tally: BranchTally) => void;

/** What an item of the simulated form is about. */
export type ObservedGroup = 'layout' | 'cleanliness' | 'conformity' | 'attitude' | 'answers';

const COUNTED = [
  'submitted', 'rejected', 'reworked', 'registered', 'attitude', 'mistaken', 'invitations', 'responses',
  'inquiries', 'escalated', 'repliedLate', 'matters', 'returned', 'sessions', 'doubleScored',
] as const; // prettier-ignore
export type Counted = (typeof COUNTED)[number];

export class BranchTally {
  private readonly arrivals = { onsite: 0, phone: 0, online: 0 };
  private readonly served = { onsite: 0, phone: 0, online: 0 };
  private readonly abandoned = { onsite: 0, phone: 0, online: 0 };
  private readonly waits = new Durations();
  private readonly turns = new Durations();
  private readonly counts = Object.fromEntries(COUNTED.map((what) => [what, 0])) as Record<Counted, number>;
  private readonly satisfaction = new AnswerMeans();
  private readonly answers = new AnswerMeans();
  private readonly items: Partial<Record<ObservedGroup, { n: number; passed: number }>> = {};
  private readonly teamwork = { n: 0, sum: 0 };

  arrived(channel: ContactChannel): void {
    this.arrivals[channel] += 1;
  }

  wasServed(channel: ContactChannel, waitSeconds: number): void {
    this.served[channel] += 1;
    if (channel !== 'onsite') return;
    this.waits.add(waitSeconds);
    this.turns.add(waitSeconds);
  }

  hasLeft(channel: ContactChannel, turnSeconds: number): void {
    this.abandoned[channel] += 1;
    if (channel === 'onsite') this.turns.add(turnSeconds);
  }

  count(what: Counted): void {
    this.counts[what] += 1;
  }

  /** @param index 0 to 100 */
  wouldAnswer(construct: Construct, index: number): void {
    this.satisfaction.add(construct, index);
  }

  answered(construct: Construct, index: number): void {
    this.answers.add(construct, index);
  }

  /** An item as it really stood. */
  observed(group: ObservedGroup, passes: boolean): void {
    const items = (this.items[group] ??= { n: 0, passed: 0 });
    items.n += 1;
    items.passed += Number(passes);
  }

  /** @param teamwork 0 to 100 */
  interviewed(teamwork: number): void {
    this.teamwork.n += 1;
    this.teamwork.sum += teamwork;
  }

  truth({ name, region, peerGroup }: SimulatedBranch): BranchTruth {
    const { submitted, rejected, reworked, registered, attitude, mistaken, invitations, responses } = this.counts;
    const { inquiries, escalated, repliedLate, matters, returned, sessions, doubleScored } = this.counts;
    const { n, sum } = this.teamwork;
    return {
      name,
      region,
      peerGroup,
      arrivals: { ...this.arrivals },
      served: { ...this.served },
      abandoned: { ...this.abandoned },
      waitSeconds: this.waits.truth(),
      turnSeconds: this.turns.truth(),
      transactions: { submitted, rejected, reworked },
      complaints: { registered, attitude, mistaken },
      inquiries: { received: inquiries, escalated, repliedLate },
      matters: { closed: matters, returned },
      observations: { sessions, doubleScored, items: structuredClone(this.items) },
      interviews: { n, mean: n === 0 ? 0 : sum / n },
      invitations,
      responses,
      satisfaction: this.satisfaction.truth(),
      answers: this.answers.truth(),
    };
  }
}

/** Counts by whole second: exact percentiles in memory that does not grow with the number of customers. */
class Durations {
  private readonly counts: number[] = [];
  private n = 0;
  private sum = 0;

  add(seconds: number): void {
    this.counts[seconds] = (this.counts[seconds] ?? 0) + 1;
    this.n += 1;
    this.sum += seconds;
  }

  truth(): DurationTruth {
    const { n } = this;
    return { n, mean: n === 0 ? 0 : this.sum / n, median: this.percentile(0.5), p90: this.percentile(0.9) };
  }

  private percentile(share: number): number {
    let below = 0;
    const seconds = this.counts.findIndex((count: number | undefined) => (below += count ?? 0) >= share * this.n);
    return Math.max(0, seconds);
  }
}

class AnswerMeans {
  private readonly means = new Map<Construct, { n: number; sum: number }>();

  add(construct: Construct, index: number): void {
    const mean = this.means.get(construct) ?? { n: 0, sum: 0 };
    mean.n += 1;
    mean.sum += index;
    this.means.set(construct, mean);
  }

  truth(): Partial<Record<Construct, AnswerTruth>> {
    return Object.fromEntries(Array.from(this.means, ([construct, { n, sum }]) => [construct, { n, mean: sum / n }]));
  }
}
