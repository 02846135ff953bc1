/** The oracle's inquiries: callbacks by the time promised, and contacts served. */
import type { OracleEvent } from './history';
import { localDate } from './local-time';
import { first, type OracleWorld, slicesOf } from './reading';
import type { Entry } from './tallies';

export function inquiryEntries(events: readonly OracleEvent[], { zone }: OracleWorld): Entry[] {
  const received = first(events, 'inquiry.received');
  const escalated = first(events, 'inquiry.escalated');
  const replied = first(events, 'inquiry.replied');
  const abandoned = first(events, 'inquiry.abandoned');
  const opening = received ?? events[0];
  if (!opening) return [];
  const slices = slicesOf(opening);
  const entries: Entry[] = [];

  const isAnswered = events.some(({ type }) => type === 'inquiry.answered' || type === 'inquiry.replied');
  if (received && isAnswered)
    entries.push({ metric: 'inquiry_contacts', day: localDate(received.timeMs, zone), slices, value: 1 });

  if (escalated) {
    const promisedMs = Date.parse(String(escalated.data['promised_reply_by']));
    const due = { metric: 'p3-callback-on-time-rate', day: localDate(promisedMs, zone), slices, due: true };
    if (replied && replied.timeMs <= promisedMs) entries.push({ ...due, value: 1 });
    else if (abandoned && abandoned.timeMs <= promisedMs) entries.push({ ...due, excluded: 'abandoned' });
    else entries.push({ ...due, value: 0 });
  }
  return entries;
}
