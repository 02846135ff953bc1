/**
 * Records that did not come through the gateway, which stamps every event that it takes: whatever else may write to the log, its
 * records pass the same checks here, and are stamped with the instant at which the log took them.
 */
import { isUtf8 } from 'node:buffer';
import { findPersonalData } from '@plumbline/access';
import { caseKeyOf, isIdentifierPointer, subjectOf, validateEvent, type Violation } from '@plumbline/events';
import type { LogRecord } from '@plumbline/event-log';

/** How the value of every record of the gateway begins. */
const STAMP = Buffer.from('{"ingestedat":"');

type Envelope = { id: string; source: string; type: string; time: string; data: object } & Record<string, unknown>;

export type Admission =
  | { readonly record: LogRecord }
  | { readonly reason: 'undecodable' | 'invalid'; readonly faults: readonly Violation[] };

export function isStamped({ value }: Pick<LogRecord, 'value'>): boolean {
  return value.length > STAMP.length && STAMP.equals(value.subarray(0, STAMP.length));
}

/** The record as the gateway would have written it, or every reason why not. */
export function admitForeign(record: LogRecord): Admission {
  const sent = parse(record.value);
  if (sent === undefined) {
    const message = 'The bytes are not JSON in UTF-8.';
    return { reason: 'undecodable', faults: [{ pointer: '', code: 'malformed_json', message }] };
  }
  const faults = [...validateEvent(sent, record.appendedAtMs), ...findPersonalData(sent, isIdentifierPointer)];
  if (faults.length > 0) return { reason: 'invalid', faults };
  const event = sent as Envelope;
  event['partitionkey'] ??= caseKeyOf(event);
  event['subject'] ??= subjectOf(event);
  return {
    record: {
      ...record,
      key: event['partitionkey'] as string,
      headers: { ...record.headers, ce_type: event.type, ce_id: event.id, ce_source: event.source },
      timestampMs: Date.parse(event.time),
      value: Buffer.from(JSON.stringify({ ingestedat: new Date(record.appendedAtMs).toISOString(), ...event })),
    },
  };
}

function parse(bytes: Uint8Array): unknown {
  if (!isUtf8(bytes)) return undefined;
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
