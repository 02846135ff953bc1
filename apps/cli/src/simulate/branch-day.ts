/** One branch on one local day: arrivals by hour, the queue at the counters and on the telephone, and what each customer meets. */
import { weekdayOf, dayNumber, startOfLocalDate } from '@plumbline/calendar';
import {
  BUSIEST_HOUR_FACTOR,
  dayFactor,
  hourFactor,
  ITEMS,
  openCounters,
  openHours,
  type SimulatedBranch,
  type SimulatedItem,
} from './bank';
import { EventWriter, type TimedEvent } from './event-writer';
import { type Experience, satisfactionOf, writeComplaint, writeSurvey, writeTransaction } from './journey';
import { type Incident, type IncidentWindow, incidentWindows, type SimulationParameters } from './parameters';
import { type Arrival, type Outcome, runQueue } from './queue';
import { type Chance, chanceFor } from './random';
import type { TruthTally } from './truth';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const PRIORITY_CLASSES = [
  ['none', 88],
  ['elderly', 8],
  ['disabled', 1.5],
  ['pregnant', 1.5],
  ['other', 1],
] as const;
const ITEM_SHARES = ITEMS.map((choice) => [choice, choice.share] as const);
const CUSTOMERS_PER_BRANCH = 4_000;
const TRANSACTION_SHARE = 0.6;
const CALL_MINUTES = 3;
const AGENTS = 2;

interface Contact extends Arrival {
  readonly item: SimulatedItem;
  readonly priorityClass: string;
  readonly customerId: string;
}

export function simulateBranchDay(
  branch: SimulatedBranch,
  date: string,
  parameters: SimulationParameters,
  truth: TruthTally,
): readonly TimedEvent[] {
  const weekday = weekdayOf(dayNumber(date));
  const hours = openHours(weekday);
  if (!hours) return [];
  const midnightMs = startOfLocalDate(date, parameters.timeZone);
  const chance = chanceFor(parameters.seed, branch.id, date);
  const offsetMs = Date.parse(`${date}T00:00:00Z`) - midnightMs;
  const writer = new EventWriter(branch.id, chance, { ms: offsetMs, text: offsetText(offsetMs) });
  const windows = incidentWindows(parameters.incidents, branch.id, offsetMs);
  const incidentAt = (kind: Incident['kind'], atMs: number): IncidentWindow | undefined =>
    windows.find((window) => window.kind === kind && atMs >= window.fromMs && atMs < window.toMs);
  const busyness = dayFactor(weekday, Number(date.slice(8)));
  const resumesAt = (atMs: number): number => incidentAt('outage', atMs)?.toMs ?? atMs;
  const countersAt = (atMs: number): number => {
    const open = openCounters(branch.counters, new Date(atMs + offsetMs).getUTCHours());
    return incidentAt('counters', atMs) ? Math.max(1, Math.floor(open / 2)) : open;
  };

  const visits = contacts(
    chance,
    midnightMs,
    hours,
    branch.visitsPerDay * busyness,
    (item) => item.serviceMinutes,
    25 * MINUTE_MS,
  );
  const visitOutcomes = runQueue(visits, branch.counters, countersAt, resumesAt);
  for (const [index, contact] of visits.entries()) meet('onsite', contact, visitOutcomes[index] as Outcome);

  const calls = contacts(chance, midnightMs, hours, branch.callsPerDay * busyness, () => CALL_MINUTES, 2 * MINUTE_MS);
  const callOutcomes = runQueue(calls, AGENTS, () => AGENTS, resumesAt);
  for (const [index, contact] of calls.entries()) meet('phone', contact, callOutcomes[index] as Outcome);
  return writer.events;

  function meet(channel: 'onsite' | 'phone', contact: Contact, outcome: Outcome): void {
    const { item, priorityClass, customerId, atMs } = contact;
    const visitId = writer.newId(atMs);
    const journey = `journey-${visitId}`;
    const visit = (type: string, whenMs: number, data: object): void =>
      writer.write('queue', `visit.${type}.v1`, whenMs, { visit_id: visitId, ...data }, journey);
    visit('arrived', atMs, {
      channel,
      service_item_code: item.code,
      priority_class: priorityClass,
      ticket_no: `A${Math.floor(chance.uniform() * 900) + 100}`,
      via: channel === 'phone' ? 'host' : 'machine',
      customer_id: customerId,
    });
    truth.count(branch.id, 'arrivals');
    const wasServed = 'startedMs' in outcome;
    const endedMs = wasServed ? outcome.endedMs : outcome.abandonedMs;
    const staffRef = `s_${branch.id.toLowerCase()}_${wasServed ? outcome.counter + 1 : 0}`;
    const met: Experience = {
      branch, item, channel, priorityClass, customerId, journey, endedMs, wasServed, staffRef,
      arrivedMs: atMs,
      waitSeconds: Math.floor(((wasServed ? outcome.startedMs : endedMs) - atMs) / 1_000),
      isRude: wasServed && incidentAt('rude', atMs) !== undefined,
    }; // prettier-ignore
    const isReworked = wasServed ? serve(met, outcome.startedMs, outcome.counter, visit) : leave(met, visit);
    if (wasServed) writeSurvey(met, satisfactionOf(met, isReworked, chance), writer, chance, truth);
    writeComplaint(met, isReworked, writer, chance, truth);
  }

  function serve(
    met: Experience,
    startedMs: number,
    counter: number,
    visit: (type: string, atMs: number, data: object) => void,
  ): boolean {
    truth.count(branch.id, 'served');
    if (met.channel === 'onsite') truth.wait(branch.id, met.waitSeconds);
    const at = { counter_id: `C${counter + 1}`, staff_ref: met.staffRef };
    if (met.channel === 'onsite') visit('called', startedMs, { counter_id: at.counter_id, call_seq: 1 });
    visit('service_started', startedMs, at);
    const hasTransaction = met.channel === 'onsite' && chance.happens(TRANSACTION_SHARE);
    const isReworked = hasTransaction && writeTransaction(met, writer, chance, truth, startedMs + MINUTE_MS);
    visit('served', met.endedMs, { ...at, resolved: chance.happens(0.92) });
    return isReworked;
  }

  function leave(met: Experience, visit: (type: string, atMs: number, data: object) => void): boolean {
    truth.count(branch.id, 'abandoned');
    visit('abandoned', met.endedMs, { reason: 'left', detected_by: 'system' });
    return false;
  }
}

/** Arrivals of a non-homogeneous Poisson process by thinning, in order of time. */
function contacts(
  chance: Chance,
  midnightMs: number,
  [opens, closes]: readonly [number, number],
  perDay: number,
  serviceMinutes: (item: SimulatedItem) => number,
  patienceMs: number,
): Contact[] {
  const hoursOpen = Array.from({ length: closes - opens }, (_, index) => opens + index);
  const shape = hoursOpen.reduce((total, hour) => total + hourFactor(hour), 0);
  const busiestPerMs = (perDay * BUSIEST_HOUR_FACTOR) / shape / HOUR_MS;
  const found: Contact[] = [];
  for (
    let atMs = opens * HOUR_MS + chance.exponential(1 / busiestPerMs);
    atMs < closes * HOUR_MS;
    atMs += chance.exponential(1 / busiestPerMs)
  ) {
    if (!chance.happens(hourFactor(Math.floor(atMs / HOUR_MS)) / BUSIEST_HOUR_FACTOR)) continue;
    const item = chance.pick(ITEM_SHARES);
    const priorityClass = chance.pick(PRIORITY_CLASSES);
    found.push({
      item,
      priorityClass,
      customerId: `cust-${Math.floor(chance.uniform() * CUSTOMERS_PER_BRANCH)}`,
      atMs: midnightMs + Math.floor(atMs / 1_000) * 1_000,
      hasPriority: priorityClass !== 'none',
      serviceMs: chance.logNormal(serviceMinutes(item) * MINUTE_MS, 0.5),
      patienceMs: chance.exponential(patienceMs) + MINUTE_MS,
    });
  }
  return found;
}

function offsetText(offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / MINUTE_MS;
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
