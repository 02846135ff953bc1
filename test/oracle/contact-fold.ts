/** The oracle's first-contact resolution: every visit and inquiry against every other one. */
import type { OracleEvent } from './history';
import { addDays, localDate } from './local-time';
import { first, type OracleWorld, slicesOf } from './reading';
import type { Entry } from './tallies';

const METRIC = 's1-first-contact-resolution-rate';
const FOLLOWED_DAYS = 7;

interface Contact {
  readonly opening: OracleEvent;
  readonly closing: OracleEvent | undefined;
  readonly isAbandoned: boolean;
  readonly customer: string | undefined;
  readonly topic: string | undefined;
  /** The same for all customers that merges make one. */
  readonly identity: string | undefined;
}

/** Which of the merged names stands for a customer: merges are taken over and over, until none changes anything. */
function identities(merges: readonly OracleEvent[]): (customer: string | undefined) => string | undefined {
  const names = new Map<string, string>();
  for (let changes = true; changes;) {
    changes = false;
    for (const { type, data } of merges) {
      if (type !== 'correction.identity_merged') continue;
      const pair = [String(data['from_customer_ref']), String(data['to_customer_ref'])];
      const least = pair.map((name) => names.get(name) ?? name).sort()[0] ?? '';
      for (const name of pair) {
        if (names.get(name) === least) continue;
        names.set(name, least);
        changes = true;
      }
    }
  }
  return (customer) => (customer === undefined ? undefined : (names.get(customer) ?? customer));
}

/** @param merges the cases of merged customers */
export function contactEntries(
  cases: readonly (readonly OracleEvent[])[],
  merges: readonly (readonly OracleEvent[])[],
  world: OracleWorld,
): Entry[] {
  const identityOf = identities(merges.flat());
  const contacts = cases.map(contactOf).map((contact) => ({ ...contact, identity: identityOf(contact.customer) }));
  return contacts.map((contact) => entryOf(contact, contacts, world));
}

function contactOf(events: readonly OracleEvent[]): Omit<Contact, 'identity'> {
  const opening = first(events, 'visit.arrived') ?? first(events, 'inquiry.received') ?? events[0];
  if (!opening) throw new Error('A case has events');
  return {
    opening,
    closing: events.find(
      ({ type, data }) =>
        type === 'visit.served' ||
        type === 'inquiry.replied' ||
        (type === 'inquiry.answered' && data['kind'] === 'immediate'),
    ),
    isAbandoned: events.some(({ type }) => type.endsWith('.abandoned')),
    customer: firstNamed(events, 'customer_ref'),
    topic: firstNamed(events, 'topic_code'),
  };
}

function firstNamed(events: readonly OracleEvent[], field: string): string | undefined {
  return events.map(({ data }) => data[field]).find((value): value is string => typeof value === 'string');
}

function entryOf(contact: Contact, contacts: readonly Contact[], { zone, nowMs }: OracleWorld): Entry {
  const { opening, closing, customer, topic } = contact;
  const openingDay = localDate(opening.timeMs, zone);
  const shared = { metric: METRIC, slices: slicesOf(opening) };
  if (customer === undefined) return { ...shared, day: openingDay, excluded: 'no_customer' };
  if (!closing) return { ...shared, day: openingDay, excluded: contact.isAbandoned ? 'abandoned' : 'open' };
  const day = localDate(closing.timeMs, zone);
  if (topic === undefined) return { ...shared, day, excluded: 'no_topic' };
  const lastDay = addDays(day, FOLLOWED_DAYS);
  if (lastDay >= localDate(nowMs, zone)) return { ...shared, day, excluded: 'window_open' };
  const isRepeated = contacts.some(
    (other) =>
      other !== contact &&
      other.identity === contact.identity &&
      other.topic === topic &&
      other.opening.timeMs > closing.timeMs &&
      localDate(other.opening.timeMs, zone) <= lastDay,
  );
  return { ...shared, day, value: isRepeated ? 0 : 1 };
}
