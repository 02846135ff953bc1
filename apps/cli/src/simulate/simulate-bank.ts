/**
 * The simulated bank as one endless stream of events in the order of time: day by day, branch by branch, what reaches into later
 * days kept until its turn. A day is the same for the same seed, whichever range it stands in, so that a repeated or longer run
 * sends the same events again, which the log knows for repeats.
 */
import { dateOf, dayNumber, startOfLocalDate } from '@plumbline/calendar';
import { ITEMS, simulatedBranches } from './bank';
import { simulateBranchDay } from './branch-day';
import { EventWriter, type SimulatedEvent, type TimedEvent } from './event-writer';
import type { SimulationParameters } from './parameters';
import { chanceFor } from './random';
import { type Truth, TruthTally } from './truth';

export interface SimulatedDay {
  /** Local date, YYYY-MM-DD. */
  readonly date: string;
  /** Its events in the order of time. */
  readonly events: readonly TimedEvent[];
}

export class SimulatedBank {
  private readonly tally = new TruthTally();

  constructor(private readonly parameters: SimulationParameters) {}

  /** Branches, service items and time limits, registered at the start of 2020. */
  reference(): SimulatedEvent[] {
    const { seed, branches } = this.parameters;
    const atMs = Date.UTC(2020, 0, 1);
    const utc = { text: '+00:00', ms: 0 };
    const bank = new EventWriter('bank', chanceFor(seed, 'reference'), utc);
    for (const { code, line, nameZh, nameEn, serviceMinutes, limit } of ITEMS) {
      bank.write('reference', 'reference.service_item_defined.v1', atMs, {
        service_item_code: code,
        service_line: line,
        name_zh: nameZh,
        name_en: nameEn,
        std_minutes: serviceMinutes,
      });
      bank.write('reference', 'reference.time_limit_set.v1', atMs, {
        clause: '5.1.2',
        service_item_code: code,
        duration_n: limit.duration,
        unit: limit.unit,
        start_event: 'transaction.submitted',
        end_event: 'transaction.confirmed',
        valid_from: bank.localTime(atMs),
        approved_by: 's_head_01',
      });
    }
    const bankWide = bank.events.map(({ event: { branchid: _, ...event } }) => event);
    const registrations = simulatedBranches(seed, branches).map(({ id, name, region, peerGroup }) => {
      const writer = new EventWriter(id, chanceFor(seed, 'reference', id), utc);
      writer.write('reference', 'reference.branch_registered.v1', atMs, {
        name,
        region,
        peer_group: peerGroup,
        zones: ['counter', 'self-service', 'waiting', 'complaints'],
        open_hours: ['Mon-Fri 09:00-17:00', 'Sat 09:00-15:00'],
      });
      return (writer.events[0] as TimedEvent).event;
    });
    return [...bankWide, ...registrations];
  }

  /** Day after day from the first on, without end. */
  *days(): Generator<SimulatedDay> {
    const { seed, branches, from, timeZone } = this.parameters;
    const bank = simulatedBranches(seed, branches);
    let later: TimedEvent[] = [];
    for (let day = dayNumber(from); ; day += 1) {
      const date = dateOf(day);
      const endMs = startOfLocalDate(dateOf(day + 1), timeZone);
      const known = [
        ...later,
        ...bank.flatMap((branch) => simulateBranchDay(branch, date, this.parameters, this.tally)),
      ];
      later = known.filter(({ atMs }) => atMs >= endMs);
      const events = known.filter(({ atMs }) => atMs < endMs).toSorted(inTime);
      yield { date, events };
    }
  }

  /** What really happened on the days simulated so far. */
  truth(): Truth {
    return this.tally.truth(this.parameters);
  }
}

function inTime(a: TimedEvent, b: TimedEvent): number {
  return a.atMs - b.atMs || (a.event.id < b.event.id ? -1 : 1);
}
