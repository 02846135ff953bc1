/** Who contacts a branch on a day, when and for what: a non-homogeneous Poisson process, thinned (Lewis and Shedler 1979). */
import type { PriorityClass } from '@plumbline/events';
import { type ContactChannel, type DayPlan, HOUR_WEIGHTS, type SimulatedBranch } from './bank';
import { ITEMS, type SimulatedItem } from './items';
import type { Arrival } from './queue';
import type { Chance } from './random';

export interface Contact extends Arrival {
  readonly channel: ContactChannel;
  readonly item: SimulatedItem;
  readonly priorityClass: PriorityClass;
  readonly customerId: string;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const ITEM_SHARES = {
  onsite: ITEMS.map((item) => [item, item.share] as const),
  remote: ITEMS.filter(({ isRemote }) => isRemote).map((item) => [item, item.share] as const),
};
/** Weibull: people leave the likelier the longer they have waited. Medians: 47 min in a branch, 2.2 min on hold, 3 min online. */
const PATIENCE: Readonly<Record<ContactChannel, readonly [shape: number, scaleMs: number]>> = {
  onsite: [1.5, 60 * MINUTE_MS],
  phone: [1.2, 3 * MINUTE_MS],
  online: [1.2, 4 * MINUTE_MS],
};
const REMOTE_SERVICE_MINUTES: Readonly<Record<'phone' | 'online', number>> = { phone: 3, online: 6 };
const SERVICE_SIGMA = 0.5;
const SHORTEST_SERVICE_MS = 20 * SECOND_MS;

const CUSTOMERS_PER_BRANCH = 4_000;
/** Of 1,000 customers. */
const PRIORITY_CLASSES: readonly (readonly [PriorityClass, number])[] = [
  ['elderly', 80],
  ['disabled', 15],
  ['pregnant', 15],
  ['other', 10],
];

/** Contacts of a day, in the order of time. @param midnightMs start of the local day */
export function contactsOf(
  branch: SimulatedBranch,
  channel: ContactChannel,
  { factor, opens, closes }: DayPlan,
  midnightMs: number,
  chance: Chance,
): Contact[] {
  const weights = HOUR_WEIGHTS[channel].slice(opens, closes);
  const busiest = Math.max(...weights);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const perDay = branch.contactsPerDay[channel] * factor * (total / fullDay(channel));
  const meanGapMs = (HOUR_MS * total) / (perDay * busiest);
  const contacts: Contact[] = [];
  for (let atMs = chance.exponential(meanGapMs); ; atMs += chance.exponential(meanGapMs)) {
    const weight = weights[Math.floor(atMs / HOUR_MS)];
    if (weight === undefined) return contacts;
    if (!chance.happens(weight / busiest)) continue;
    const wholeMs = midnightMs + opens * HOUR_MS + Math.floor(atMs / SECOND_MS) * SECOND_MS;
    contacts.push(contactAt(wholeMs, branch, channel, chance));
  }
}

function fullDay(channel: ContactChannel): number {
  return HOUR_WEIGHTS[channel].reduce((sum, weight) => sum + weight, 0);
}

function contactAt(atMs: number, branch: SimulatedBranch, channel: ContactChannel, chance: Chance): Contact {
  const item = chance.pick(channel === 'onsite' ? ITEM_SHARES.onsite : ITEM_SHARES.remote);
  const customer = chance.below(CUSTOMERS_PER_BRANCH);
  const priorityClass = priorityClassOf(customer);
  const minutes = channel === 'onsite' ? item.serviceMinutes : REMOTE_SERVICE_MINUTES[channel];
  const [shape, scaleMs] = PATIENCE[channel];
  return {
    atMs,
    channel,
    item,
    priorityClass,
    customerId: `cust-${String((Number(branch.id.slice(1)) - 1) * CUSTOMERS_PER_BRANCH + customer).padStart(6, '0')}`,
    hasPriority: channel === 'onsite' && priorityClass !== 'none',
    serviceMs: Math.max(SHORTEST_SERVICE_MS, chance.logNormal(minutes * MINUTE_MS, SERVICE_SIGMA)),
    patienceMs: chance.weibull(shape, scaleMs),
  };
}

/** A customer's priority class is the same at every visit. */
function priorityClassOf(customer: number): PriorityClass {
  let place = customer % 1_000;
  for (const [priorityClass, count] of PRIORITY_CLASSES) {
    if (place < count) return priorityClass;
    place -= count;
  }
  return 'none';
}
