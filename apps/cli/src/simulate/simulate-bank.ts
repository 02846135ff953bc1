/**
 * The simulated bank as one endless stream of events in the order of time: day by day, branch by branch, what reaches into later
 * days kept until its turn. A day is the same for the same seed, whichever range it stands in, so that a repeated or longer run
 * sends the same events again, which the log knows for repeats.
 */
import { buildCalendar, dateOf, dayNumber, startOfLocalDate } from '@plumbline/calendar';
import { simulatedBranches } from './bank';
import { simulateBranchDay } from './branch-day';
import type { SimulatedEvent, TimedEvent } from './event-writer';
import type { SimulationParameters } from './parameters';
import { referenceEvents } from './reference-events';
import { BranchTally, type Truth } from './truth';

export class SimulatedBank {
  private readonly branches;
  private readonly tallies: ReadonlyMap<string, BranchTally>;
  private readonly workingDays = buildCalendar([]).workingDays;
  private readonly firstDay: number;
  /** The day in work, its events in the order of time, and the first of them that was not handed out. */
  private day: number;
  private events: readonly TimedEvent[] = [];
  private next = 0;
  /** Events of days to come. */
  private later: readonly TimedEvent[] = [];
  /** Time of the last event that was handed out. */
  private lastMs: number;

  constructor(private readonly parameters: SimulationParameters) {
    const { seed, branches, from, timeZone } = parameters;
    this.branches = simulatedBranches(seed, branches);
    this.tallies = new Map(this.branches.map(({ id }) => [id, new BranchTally()]));
    this.firstDay = dayNumber(from);
    this.day = this.firstDay - 1;
    this.lastMs = startOfLocalDate(from, timeZone);
  }

  /** Branches, service items and time limits: to be sent before anything else. */
  reference(): SimulatedEvent[] {
    return referenceEvents(this.parameters.seed, this.parameters.branches);
  }

  /**
   * All that happens up to and with an instant (milliseconds since 1970), in the order of time. Goes on where the last call, or the
   * reader of the last call, stopped: cases that are open at the end are continued by the next.
   */
  *eventsUntil(untilMs: number): Generator<TimedEvent> {
    for (;;) {
      for (let timed = this.events[this.next]; timed !== undefined; timed = this.events[this.next]) {
        if (timed.atMs > untilMs) return;
        this.next += 1;
        this.lastMs = timed.atMs;
        timed.note?.(this.tallies.get(timed.branch ?? '') as BranchTally);
        yield timed;
      }
      if (this.startMs(this.day + 1) > untilMs) return;
      this.simulateDay(this.day + 1);
    }
  }

  /** The local day that has been reached, YYYY-MM-DD, and how many there were with it. */
  reached(): { readonly date: string; readonly days: number } {
    return { date: dateOf(this.day), days: this.day - this.firstDay + 1 };
  }

  /** What really happened, as far as it was handed out. */
  truth(): Truth {
    const truths = this.branches.map((branch) => [branch.id, this.tallies.get(branch.id)?.truth(branch)]);
    return {
      ...this.parameters,
      until: new Date(this.lastMs).toISOString(),
      branchTruths: Object.fromEntries(truths) as Truth['branchTruths'],
    };
  }

  private simulateDay(day: number): void {
    const endMs = this.startMs(day + 1);
    const known = [
      ...this.later,
      ...this.branches.flatMap((branch) => simulateBranchDay(branch, dateOf(day), this.parameters, this.workingDays)),
    ];
    this.later = known.filter(({ atMs }) => atMs >= endMs);
    // The sort is stable: what happens in the same second keeps the order in which it was caused.
    this.events = known.filter(({ atMs }) => atMs < endMs).sort((a, b) => a.atMs - b.atMs);
    this.next = 0;
    this.day = day;
  }

  private startMs(day: number): number {
    return startOfLocalDate(dateOf(day), this.parameters.timeZone);
  }
}
