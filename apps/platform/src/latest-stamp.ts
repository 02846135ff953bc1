/** The latest `ingestedat` in the embedded log, so that the clock that stamps goes on from there after a restart. */
import { EmbeddedEventLog, type EventLog } from '@plumbline/event-log';

/** Appends that were under way together may stand in the log in another order than they were stamped in. */
const LAST_RECORDS = 10_000;
const STAMP = /^\{"ingestedat":"([^"]+)"/;
const LONGEST_STAMP_BYTES = 64;

/** Milliseconds since 1970; 0 where there is none, or the log is not embedded and many clocks stamp for it. */
export function latestStampMs(eventLog: EventLog): number {
  if (!(eventLog instanceof EmbeddedEventLog)) return 0;
  return eventLog.last('events', LAST_RECORDS).reduce((latest, { value }) => {
    const start = Buffer.from(value.buffer, value.byteOffset, Math.min(value.byteLength, LONGEST_STAMP_BYTES));
    return Math.max(latest, Date.parse(STAMP.exec(start.toString('latin1'))?.[1] ?? '') || 0);
  }, 0);
}
