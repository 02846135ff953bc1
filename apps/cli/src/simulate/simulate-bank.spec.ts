/** The simulated bank: repeatable, valid at the door, true to its truth, and hurt where an incident strikes. */
import { findPersonalData } from '@plumbline/access';
import { isIdentifierPointer, validateEvent } from '@plumbline/events';
import type { SimulatedEvent } from './event-writer';
import { parseIncident, type SimulationParameters } from './parameters';
import { SimulatedBank } from './simulate-bank';
import type { BranchTruth, Truth } from './truth';

const PARAMETERS: SimulationParameters = {
  seed: 20_260_301,
  branches: 3,
  from: '2026-03-02',
  timeZone: 'Asia/Shanghai',
  incidents: [],
};
/** Two weeks. */
const UNTIL_MS = Date.parse('2026-03-16T00:00:00+08:00') - 1;
const NOON_MS = Date.parse('2026-03-11T12:00:00+08:00');
const DAY_MS = 86_400_000;
/** As many of each type are held against the door's rules. */
const MOST_OF_A_TYPE = 500;

function eventsOf(parameters: Partial<SimulationParameters> = {}, untilMs = UNTIL_MS): SimulatedEvent[] {
  return Array.from(new SimulatedBank({ ...PARAMETERS, ...parameters }).eventsUntil(untilMs), ({ event }) => event);
}

function truthOf(incidents: readonly string[]): Truth {
  const bank = new SimulatedBank({ ...PARAMETERS, incidents: incidents.map(parseIncident) });
  Array.from(bank.eventsUntil(UNTIL_MS));
  return bank.truth();
}

function branchOf({ branchTruths }: Truth, id: string): BranchTruth {
  const truth = branchTruths[id];
  if (!truth) throw new Error(`The truth does not know ${id}`);
  return truth;
}

describe('the simulated bank', () => {
  const events = eventsOf();
  const text = JSON.stringify(events);

  describe('is repeatable', () => {
    it('given the same parameters, then the same bytes in the same order', () => {
      expect(JSON.stringify(eventsOf())).toBe(text);
    });

    it('given another seed, then no event of the one is one of the other', () => {
      const ids = new Set(events.map(({ id }) => id));
      expect(eventsOf({ seed: 2 }).filter(({ id }) => ids.has(id))).toEqual([]);
    });

    it('given a stop at any instant and going on, then the same as in one go', () => {
      const bank = new SimulatedBank(PARAMETERS);
      const stops = [NOON_MS - 10 * DAY_MS, NOON_MS, NOON_MS, NOON_MS - DAY_MS, NOON_MS + 3_600_000, UNTIL_MS];
      const pieces = stops.flatMap((untilMs) => Array.from(bank.eventsUntil(untilMs), ({ event }) => event));
      expect(JSON.stringify(pieces)).toBe(text);
    });

    it('given a reader that stops in the middle, then the next goes on with the next event', () => {
      const bank = new SimulatedBank(PARAMETERS);
      const pieces: SimulatedEvent[] = [];
      for (const { event } of bank.eventsUntil(UNTIL_MS)) if (pieces.push(event) === 100) break;
      for (const { event } of bank.eventsUntil(UNTIL_MS)) pieces.push(event);
      expect(JSON.stringify(pieces)).toBe(text);
    });

    it('given a later start, then what begins on a day is the same as before', () => {
      const known = new Map(events.map((event) => [event.id, JSON.stringify(event)]));
      const later = eventsOf({ from: '2026-03-09' });
      expect(later.length).toBeGreaterThan(1_000);
      expect(later.filter((event) => known.get(event.id) !== JSON.stringify(event))).toEqual([]);
    });

    it('given another branch beside them, then the branches live the same lives', () => {
      const ofFour = eventsOf({ branches: 4 }).filter(({ branchid }) => branchid !== 'B004');
      expect(new Set(ofFour.map(({ id }) => id))).toEqual(new Set(events.map(({ id }) => id)));
    });
  });

  describe('is valid at the door', () => {
    it('given a quarter, then every kind of event has come, and none of them is refused', () => {
      const bank = new SimulatedBank(PARAMETERS);
      const byType = new Map<string, SimulatedEvent[]>();
      const ids = new Set<string>();
      let events = 0;
      const take = (event: SimulatedEvent): void => {
        const known = byType.get(event.type) ?? [];
        byType.set(event.type, known);
        if (known.length < MOST_OF_A_TYPE) known.push(event);
        ids.add(`${event.source} ${event.id}`);
        events += 1;
      };
      bank.reference().forEach(take);
      for (const { event } of bank.eventsUntil(UNTIL_MS + 76 * DAY_MS)) take(event);
      expect(ids.size).toBe(events);
      expect([...byType.keys()].map((type) => type.split('.').slice(1, 3).join('.')).toSorted()).toEqual([
        'complaint.assigned', 'complaint.extended', 'complaint.follow_up_completed', 'complaint.handled', 'complaint.investigated',
        'complaint.reclassified', 'complaint.registered', 'complaint.reopened', 'complaint.replied', 'complaint.withdrawn',
        'inquiry.abandoned', 'inquiry.answered', 'inquiry.escalated', 'inquiry.received', 'inquiry.replied', 'interview.conducted',
        'observation.disputed', 'observation.recorded', 'observation.resolved',
        'reference.branch_registered', 'reference.service_item_defined', 'reference.time_limit_set',
        'survey.declined', 'survey.delivery_failed', 'survey.invited', 'survey.response_submitted',
        'transaction.confirmed', 'transaction.fed_back', 'transaction.processed', 'transaction.progress_notified',
        'transaction.rejected', 'transaction.reviewed', 'transaction.reworked', 'transaction.submitted',
        'visit.abandoned', 'visit.arrived', 'visit.called', 'visit.greeted', 'visit.served', 'visit.service_started',
      ]); // prettier-ignore
      const refused = [...byType.values()]
        .flat()
        .flatMap((event) => [
          ...validateEvent(withPseudonym(event), UNTIL_MS + 76 * DAY_MS),
          ...findPersonalData(event, isIdentifierPointer),
        ]);
      expect(refused).toEqual([]);
    });

    it('given the reference data, then 17 items, a limit for all and one for each item of the back office, and the branches', () => {
      const types = new SimulatedBank(PARAMETERS).reference().map(({ type }) => type.split('.')[2]);
      expect(types.filter((type) => type === 'service_item_defined')).toHaveLength(17);
      expect(types.filter((type) => type === 'time_limit_set')).toHaveLength(8);
      expect(types.filter((type) => type === 'branch_registered')).toHaveLength(3);
    });
  });

  describe('lives in time', () => {
    it('given an end in the middle of a day, then nothing after it, events in the order of time, and visits left open', () => {
      const history = eventsOf({}, NOON_MS);
      const times = history.map(({ time }) => Date.parse(time));
      expect(times.filter((time, index) => time < (times[index - 1] ?? 0))).toEqual([]);
      expect(times.at(-1)).toBeLessThanOrEqual(NOON_MS);
      expect(times.at(-1)).toBeGreaterThan(NOON_MS - 15 * 60_000);
      const visits = (type: string): Set<unknown> =>
        new Set(
          history.filter((event) => event.type === `plumbline.visit.${type}.v1`).map(({ data }) => data['visit_id']),
        );
      const ended = new Set([...visits('served'), ...visits('abandoned')]);
      expect([...visits('arrived')].some((visit) => !ended.has(visit))).toBe(true);
    });

    it('given another time zone, then the same hours there', () => {
      const [first] = eventsOf({ timeZone: 'America/New_York' }).filter(
        ({ type, data }) => type === 'plumbline.visit.arrived.v1' && data['channel'] === 'onsite',
      );
      expect(first?.time).toMatch(/^2026-03-02T09:\d\d:\d\d-05:00$/);
    });
  });

  describe('knows the truth', () => {
    it('given the events, then the counts and means of the truth are theirs', () => {
      const truth = branchOf(truthOf([]), 'B002');
      const own = events.filter(({ branchid }) => branchid === 'B002');
      const ofType = (type: string): SimulatedEvent[] => own.filter((event) => event.type === `plumbline.${type}`);
      const arrivals = new Map(ofType('visit.arrived.v1').map((event) => [event.data['visit_id'], event] as const));
      const onsite = (event: SimulatedEvent): boolean =>
        arrivals.get(event.data['visit_id'])?.data['channel'] === 'onsite';
      expect(truth.arrivals.onsite).toBe([...arrivals.values()].filter(onsite).length);
      expect(truth.abandoned.onsite).toBe(ofType('visit.abandoned.v1').filter(onsite).length);
      expect(truth.transactions.submitted).toBe(ofType('transaction.submitted.v1').length);
      expect(truth.complaints.registered).toBe(ofType('complaint.registered.v1').length);
      const waits = ofType('visit.service_started.v1')
        .filter(onsite)
        .map(
          (event) => (Date.parse(event.time) - Date.parse(arrivals.get(event.data['visit_id'])?.time ?? '')) / 1_000,
        );
      expect(truth.waitSeconds.n).toBe(waits.length);
      expect(truth.waitSeconds.mean).toBeCloseTo(waits.reduce((sum, wait) => sum + wait, 0) / waits.length, 9);
      const overall = ofType('survey.response_submitted.v2')
        .flatMap(({ data }) => data['answers'] as { construct: string; value?: number }[])
        .filter(({ construct, value }) => construct === 'overall' && value !== undefined);
      expect(truth.answers.overall?.n).toBe(overall.length);
      const mean = overall.reduce((sum, { value }) => sum + ((value ?? 0) - 1) * 25, 0) / overall.length;
      expect(truth.answers.overall?.mean).toBeCloseTo(mean, 9);
    });

    it('given inquiries, observations and interviews, then the counts of the truth are theirs', () => {
      const bank = new SimulatedBank({ ...PARAMETERS, branches: 1 });
      const quarter = Array.from(bank.eventsUntil(UNTIL_MS + 76 * DAY_MS), ({ event }) => event);
      const ofType = (type: string): SimulatedEvent[] =>
        quarter.filter((event) => event.type === `plumbline.${type}.v1`);
      const { inquiries, matters, observations, interviews } = branchOf(bank.truth(), 'B001');
      const promised = new Map(
        ofType('inquiry.escalated').map(({ data }) => [
          data['inquiry_id'],
          Date.parse(String(data['promised_reply_by'])),
        ]),
      );
      const replies = ofType('inquiry.replied');
      const late = replies.filter(({ data, time }) => Date.parse(time) > (promised.get(data['inquiry_id']) ?? 0));
      expect(inquiries).toEqual({
        received: ofType('inquiry.received').length,
        escalated: ofType('inquiry.escalated').length,
        repliedLate: late.length,
      });
      const closed = [...replies, ...ofType('inquiry.answered').filter(({ data }) => data['kind'] === 'immediate')];
      expect(matters.closed).toBe(closed.length + ofType('visit.greeted').length);
      expect(matters.returned / matters.closed).toBeGreaterThan(0.1);
      const recorded = ofType('observation.recorded').filter(({ data }) => data['mode'] !== 'self');
      expect(observations.sessions + observations.doubleScored).toBe(recorded.length);
      const pairs = recorded.filter(({ data }) => data['pair_id'] !== undefined);
      expect(pairs.length).toBe(2 * observations.doubleScored);
      expect(interviews.n).toBe(ofType('interview.conducted').length);
      expect(interviews.n).toBeGreaterThanOrEqual(5);
    });

    it('given a stop, then the truth covers what was handed out', () => {
      const bank = new SimulatedBank(PARAMETERS);
      const handedOut = Array.from(bank.eventsUntil(NOON_MS), ({ event }) => event);
      const arrived = handedOut.filter(({ type }) => type === 'plumbline.visit.arrived.v1').length;
      const { branchTruths, until } = bank.truth();
      const counted = Object.values(branchTruths).map(
        ({ arrivals }) => arrivals.onsite + arrivals.phone + arrivals.online,
      );
      expect(counted.reduce((sum, count) => sum + count, 0)).toBe(arrived);
      expect(Date.parse(until)).toBe(Date.parse(handedOut.at(-1)?.time ?? ''));
    });

    it('given impatience, then Kaplan–Meier over the waits finds the P90 of the turns that nobody saw', () => {
      const bank = new SimulatedBank({ ...PARAMETERS, branches: 1 });
      const waits = waitsOf(Array.from(bank.eventsUntil(UNTIL_MS + 76 * DAY_MS), ({ event }) => event));
      const { turnSeconds, waitSeconds } = branchOf(bank.truth(), 'B001');
      expect(Math.abs(kaplanMeierPercentile(waits, 0.9) / turnSeconds.p90 - 1)).toBeLessThan(0.05);
      // Those who were served waited less: leaving the others out would flatter.
      expect(waitSeconds.p90).toBeLessThan(0.9 * turnSeconds.p90);
    });
  });

  describe('is hurt where an incident strikes', () => {
    const calm = truthOf([]);

    it('given half of the counters closed at B003, then its waits and losses rise, and the other branches live the same lives', () => {
      const struck = truthOf(['counters:B003:2026-03-02..2026-03-15']);
      expect(branchOf(struck, 'B003').arrivals).toEqual(branchOf(calm, 'B003').arrivals);
      expect(branchOf(struck, 'B003').turnSeconds.mean).toBeGreaterThan(2 * branchOf(calm, 'B003').turnSeconds.mean);
      expect(branchOf(struck, 'B003').abandoned.onsite).toBeGreaterThan(1.5 * branchOf(calm, 'B003').abandoned.onsite);
      expect(branchOf(struck, 'B003').satisfaction.overall?.mean).toBeLessThan(
        (branchOf(calm, 'B003').satisfaction.overall?.mean ?? 0) - 1,
      );
      expect(branchOf(struck, 'B001')).toEqual(branchOf(calm, 'B001'));
    });

    it('given an outage, then no service begins meanwhile, on any channel', () => {
      const incidents = [parseIncident('outage:*:2026-03-04T10:00..12:00')];
      const starts = eventsOf({ incidents }).filter(({ type }) => type === 'plumbline.visit.service_started.v1');
      const during = starts.filter(({ time }) => time >= '2026-03-04T10:00:00' && time < '2026-03-04T12:00:00');
      expect(during).toEqual([]);
      expect(starts.some(({ time }) => time.startsWith('2026-03-04T12:00'))).toBe(true);
    });

    it('given rude staff at B002, then courtesy falls most there, and not elsewhere', () => {
      const struck = truthOf(['rude:B002:2026-03-02..2026-03-15']);
      const fall = (branch: string, construct: 'courtesy' | 'knowledge'): number =>
        (branchOf(calm, branch).satisfaction[construct]?.mean ?? 0) -
        (branchOf(struck, branch).satisfaction[construct]?.mean ?? 0);
      expect(fall('B002', 'courtesy')).toBeGreaterThan(20);
      expect(fall('B002', 'knowledge')).toBeGreaterThan(8);
      expect(fall('B002', 'knowledge')).toBeLessThan(fall('B002', 'courtesy'));
      expect(fall('B001', 'courtesy')).toBe(0);
      const attitude = (truth: Truth): number => {
        const { n = 0, passed = 0 } = branchOf(truth, 'B002').observations.items.attitude ?? {};
        return passed / n;
      };
      expect(attitude(struck)).toBeLessThan(attitude(calm) - 0.1);
    });
  });
});

/** As the gateway makes it: the raw customer id becomes a pseudonym. */
function withPseudonym({ data: { customer_id, ...data }, ...event }: SimulatedEvent): object {
  return {
    ...event,
    data: { ...data, ...(customer_id === undefined ? {} : { customer_ref: `c_${'0'.repeat(31)}a` }) },
  };
}

interface Wait {
  readonly seconds: number;
  readonly isServed: boolean;
}

function waitsOf(events: readonly SimulatedEvent[]): Wait[] {
  const arrivedMs = new Map<unknown, number>();
  return events.flatMap(({ type, time, data }) => {
    if (type === 'plumbline.visit.arrived.v1' && data['channel'] === 'onsite')
      arrivedMs.set(data['visit_id'], Date.parse(time));
    const isServed = type === 'plumbline.visit.service_started.v1';
    const startMs = arrivedMs.get(data['visit_id']);
    if (startMs === undefined || !(isServed || type === 'plumbline.visit.abandoned.v1')) return [];
    return [{ seconds: (Date.parse(time) - startMs) / 1_000, isServed }];
  });
}

/** The product-limit estimate (Kaplan and Meier 1958), a visit at a time. */
function kaplanMeierPercentile(waits: readonly Wait[], share: number): number {
  const ordered = waits.toSorted((a, b) => a.seconds - b.seconds || Number(b.isServed) - Number(a.isServed));
  let survival = 1;
  for (const [index, { seconds, isServed }] of ordered.entries()) {
    if (isServed) survival *= 1 - 1 / (ordered.length - index);
    if (survival <= 1 - share) return seconds;
  }
  return Number.NaN;
}
