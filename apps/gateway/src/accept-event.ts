/**
 * The door: one event as it was sent becomes a log record, or every reason why it is refused.
 * Order: customer id → pseudonym, then the declared shape, then personal data. Only what passes is stamped and serialised,
 * so that nothing refused is ever kept.
 */
import { hash } from 'node:crypto';
import { findPersonalData, type Pseudonymiser } from '@plumbline/access';
import { caseKeyOf, instantMs, isIdentifierPointer, subjectOf, validateEvent, type Violation } from '@plumbline/events';
import type { NewRecord } from '@plumbline/event-log';

const DIGEST_BYTES = 16;

type JsonObject = Record<string, unknown>;

export type Acceptance =
  | { readonly accepted: true; readonly record: NewRecord; readonly id: string }
  | { readonly accepted: false; readonly id: string | undefined; readonly violations: readonly Violation[] };

export interface Door {
  readonly pseudonymiser: Pseudonymiser;
  /** The clock that stamps `ingestedat`, in milliseconds since 1970; must never fall. */
  readonly now: () => number;
}

export function acceptEvent(sent: unknown, door: Door): Acceptance {
  const conflict = replaceCustomerId(sent, door.pseudonymiser);
  const nowMs = door.now();
  const violations = [...conflict, ...validateEvent(sent, nowMs), ...findPersonalData(sent, isIdentifierPointer)];
  if (violations.length > 0) return { accepted: false, id: idOf(sent), violations };
  const event = sent as JsonObject & { id: string; source: string; type: string; time: string; data: JsonObject };
  event['partitionkey'] ??= caseKeyOf(event);
  event['subject'] ??= subjectOf(event);
  const content = JSON.stringify(event);
  return {
    accepted: true,
    id: event.id,
    record: {
      key: event['partitionkey'] as string,
      headers: { ce_type: event.type, ce_id: event.id, ce_source: event.source },
      timestampMs: instantMs(event.time),
      identity: `${event.source}\n${event.id}`,
      digest: digestOf(content),
      value: Buffer.from(`${stampOf(nowMs)}${content.slice(1)}`),
    },
  };
}

/** Taken as text: a buffer from the hash would have memory of its own, whose collection costs more than the hash. */
function digestOf(content: string): Buffer {
  return Buffer.from(hash('sha1', content, 'binary').slice(0, DIGEST_BYTES), 'latin1');
}

/** How a record begins. The last one is kept: many events come within a millisecond. */
function stampOf(nowMs: number): string {
  if (nowMs !== stampedMs) {
    stamp = `{"ingestedat":"${new Date(nowMs).toISOString()}",`;
    stampedMs = nowMs;
  }
  return stamp;
}
let stampedMs = NaN;
let stamp = '';

/** A raw `customer_id` never gets further than this: it becomes the keyed `customer_ref`. */
function replaceCustomerId(sent: unknown, pseudonymiser: Pseudonymiser): readonly Violation[] {
  const data = isObject(sent) ? sent['data'] : undefined;
  if (!isObject(data) || !('customer_id' in data)) return [];
  const customerId = data['customer_id'];
  delete data['customer_id'];
  if ('customer_ref' in data) {
    return [{ pointer: '/data/customer_id', code: 'conflict', message: 'Send customer_id or customer_ref, not both.' }];
  }
  if (typeof customerId !== 'string' || customerId === '' || customerId.length > 128) {
    return [
      { pointer: '/data/customer_id', code: 'type', message: 'customer_id must be a string of 1 to 128 characters.' },
    ];
  }
  data['customer_ref'] = pseudonymiser.customerRef(customerId);
  return [];
}

function idOf(sent: unknown): string | undefined {
  const id = isObject(sent) ? sent['id'] : undefined;
  return typeof id === 'string' && /^[A-Za-z0-9._:/-]{1,128}$/.test(id) ? id : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
