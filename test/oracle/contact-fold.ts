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
}

export function contactEntries(cases: readonly (readonly OracleEvent[])[], world: OracleWorld): Entry[] {
  const contacts = cases.map(contactOf);
  return contacts.map((contact) => entryOf(contact, contacts, world));
}

function contactOf(events: readonly OracleEvent[]): Contact {
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
      other.customer === customer &&
      other.topic === topic &&
      other.opening.timeMs > closing.timeMs &&
      localDate(other.opening.timeMs, zone) <= lastDay,
  );
  return { ...shared, day, value: isRepeated ? 0 : 1 };
}
