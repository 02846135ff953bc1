/**
 * The door: one event as it was sent becomes a log record, or every reason why it is refused.
 * Order: customer ids → pseudonyms, then the declared shape, then personal data. Only what passes is stamped and serialised,
 * so that nothing refused is ever kept.
 */
import { hash } from 'node:crypto';
import { findPersonalData, type Pseudonymiser } from '@plumbline/access';
import { caseKeyOf, instantMs, isIdentifierPointer, subjectOf, validateEvent, type Violation } from '@plumbline/events';
import type { NewRecord } from '@plumbline/event-log';

const DIGEST_BYTES = 16;

type JsonObject = Record<string, unknown>;

const NONE: readonly Violation[] = [];

export type Acceptance =
  | { readonly accepted: true; readonly record: UnstampedRecord; readonly id: string }
  | { readonly accepted: false; readonly id: string | undefined; readonly violations: readonly Violation[] };

/** A log record whose value still lacks `ingestedat`: it is stamped when it is appended. */
export type UnstampedRecord = Omit<NewRecord, 'value'> & { readonly content: string };

export interface Door {
  readonly pseudonymiser: Pseudonymiser;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export function acceptEvent(sent: unknown, door: Door): Acceptance {
  const unusable = replaceCustomerIds(sent, door.pseudonymiser);
  const nowMs = door.now();
  const violations = [...unusable, ...validateEvent(sent, nowMs), ...findPersonalData(sent, isIdentifierPointer)];
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
      content,
    },
  };
}

/** @param stampMs when the platform took it, in milliseconds since 1970 */
export function stampedRecord({ content, ...record }: UnstampedRecord, stampMs: number): NewRecord {
  return { ...record, value: Buffer.from(`${stampOf(stampMs)}${content.slice(1)}`) };
}

/** Taken as text: a buffer from the hash would have memory of its own, whose collection costs more than the hash. */
function digestOf(content: string): Buffer {
  return Buffer.from(hash('sha1', content, 'binary').slice(0, DIGEST_BYTES), 'latin1');
}

/** How a record begins. The last one is kept: many events come within a millisecond. */
function stampOf(stampMs: number): string {
  if (stampMs !== stampedMs) {
    stamp = `{"ingestedat":"${new Date(stampMs).toISOString()}",`;
    stampedMs = stampMs;
  }
  return stamp;
}
let stampedMs = NaN;
let stamp = '';

/** Fields that a producer may fill with a raw customer id, and the keyed reference that each becomes. */
const CUSTOMER_FIELDS = [
  ['customer_id', 'customer_ref'],
  ['from_customer_id', 'from_customer_ref'],
  ['to_customer_id', 'to_customer_ref'],
] as const;

/** A raw customer id never gets further than this, in the data or in a patch of data. */
function replaceCustomerIds(sent: unknown, pseudonymiser: Pseudonymiser): readonly Violation[] {
  const data = isObject(sent) ? sent['data'] : undefined;
  if (!isObject(data)) return NONE;
  const patch = data['patch'];
  const patched = isObject(patch) && isObject(patch['data']) ? patch['data'] : undefined;
  const ofData = replacedIn(data, '/data', pseudonymiser);
  return patched ? [...ofData, ...replacedIn(patched, '/data/patch/data', pseudonymiser)] : ofData;
}

function replacedIn(fields: JsonObject, place: string, pseudonymiser: Pseudonymiser): readonly Violation[] {
  let violations = NONE;
  for (const [raw, reference] of CUSTOMER_FIELDS) {
    if (!(raw in fields)) continue;
    const customerId = fields[raw];
    delete fields[raw];
    const refused = refusalOf(customerId, raw, reference in fields ? reference : undefined);
    if (refused) violations = [...violations, { pointer: `${place}/${raw}`, ...refused }];
    else fields[reference] = pseudonymiser.customerRef(customerId as string);
  }
  return violations;
}

function refusalOf(
  customerId: unknown,
  raw: string,
  sentBeside: string | undefined,
): Pick<Violation, 'code' | 'message'> | undefined {
  if (sentBeside !== undefined) return { code: 'conflict', message: `Send ${raw} or ${sentBeside}, not both.` };
  if (typeof customerId === 'string' && customerId !== '' && customerId.length <= 128) return undefined;
  return { code: 'type', message: `${raw} must be a string of 1 to 128 characters.` };
}

function idOf(sent: unknown): string | undefined {
  const id = isObject(sent) ? sent['id'] : undefined;
  return typeof id === 'string' && /^[A-Za-z0-9._:/-]{1,128}$/.test(id) ? id : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
