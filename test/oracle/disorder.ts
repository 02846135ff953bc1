/**
 * What people do to a record afterwards. Two kinds: corrections and voids at random, sensible or not; and a record that is wrong at
 * first and is then mended until it equals the right one.
 */
import { Dice } from './histories';
import type { SentEvent } from './history';
import { isObject, patchBetween } from './merge-patch';

const HOUR_MS = 3_600_000;

type Data = Readonly<Record<string, unknown>>;

/** Fields that name the case, which nobody may correct. */
const CASE_FIELDS: ReadonlySet<string> = new Set([
  'visit_id',
  'txn_id',
  'complaint_id',
  'invitation_id',
  'response_id',
  'inquiry_id',
  'observation_id',
  'interview_id',
  'from_customer_ref',
]);
const REQUIRED: ReadonlySet<string> = new Set([
  'name', 'category', 'fields_complete', 'finding', 'content', 'follow_up_required', 'outcome', 'stage', 'caused_by', 'kind', 'new_due',
  'from', 'to', 'reason', 'survey_id', 'answers', 'counter_id', 'service_line', 'resolved', 'via', 'confirmed_by',
  'promised_reply_by', 'form_id', 'mode', 'observer_ref', 'items', 'item_id', 'interviewee_kind', 'themes', 'scores', 'to_customer_ref',
]); // prettier-ignore

/** Corrections, voids, voids of corrections, and corrections of nothing, of some of the events. */
export function corrections(events: readonly SentEvent[], seed: number, share = 0.12): SentEvent[] {
  const dice = new Dice(seed ^ 0x2c1b3c6d);
  const made: SentEvent[] = [];
  const make = (event: SentEvent, name: string, target: SentEvent, atMs: number, data: Data): SentEvent => {
    const correction = correctionOf(event, name, target, atMs, data, `${event.id}-${name}-${made.length}`, dice);
    made.push(correction);
    return correction;
  };
  for (const event of events) {
    for (let again = dice.happens(share) ? dice.pick([1, 1, 2, 3]) : 0; again > 0; again -= 1) {
      const donor = dice.pick(events.filter(({ type }) => type === event.type));
      const patch = patchFrom(donor, event, dice);
      const atMs = Math.max(Date.parse(event.time), Date.parse(patch.time ?? event.time)) + dice.below(200) * HOUR_MS;
      const correction = make(event, 'event_corrected', event, atMs, { patch, reason_code: 'typing_error' });
      if (dice.happens(0.2)) make(event, 'event_voided', correction, atMs + HOUR_MS, { reason_code: 'wrong_entity' });
    }
    if (dice.happens(share / 3)) {
      const target = dice.happens(0.15) ? { ...event, id: `${event.id}-absent` } : event;
      make(event, 'event_voided', target, Date.parse(event.time) + HOUR_MS, { reason_code: 'duplicate' });
    }
  }
  return made;
}

/** Customers of a history that turn out to be one, at some time of it. */
export function merges(events: readonly SentEvent[], seed: number): SentEvent[] {
  const dice = new Dice(seed ^ 0x51ed270b);
  const names = events.flatMap(({ data }) => (typeof data['customer_ref'] === 'string' ? [data['customer_ref']] : []));
  const customers = [...new Set(names)];
  if (customers.length < 2) return [];
  return Array.from({ length: dice.pick([0, 1, 1, 2, 3]) }, (_, index) => {
    const [first, second] = [dice.pick(customers), dice.pick(customers)];
    return {
      specversion: '1.0',
      id: `merge-${first}-${index}`,
      source: '/oracle/records',
      type: 'plumbline.correction.identity_merged.v1',
      time: dice.pick(events).time,
      data: { from_customer_ref: first, to_customer_ref: second === first ? `${first}x` : second },
    } as SentEvent;
  });
}

/**
 * A record that is wrong at first, and what mends it: wrong values and times with their corrections, events that never were with their
 * voids, and wrong corrections with theirs.
 */
export function mended(right: readonly SentEvent[], seed: number): SentEvent[] {
  const dice = new Dice(seed ^ 0x7f4a7c15);
  return right.flatMap((event, index) => {
    const made: SentEvent[] = [];
    let sent = event;
    const make = (name: string, target: SentEvent, hours: number, data: Data): SentEvent => {
      const atMs = Math.max(Date.parse(event.time), Date.parse(sent.time)) + hours * HOUR_MS;
      const correction = correctionOf(event, name, target, atMs, data, `${event.id}-m${made.length}`, dice);
      made.push(correction);
      return correction;
    };
    const donorOf = (): SentEvent => dice.pick(right.filter(({ type }) => type === event.type));
    if (dice.happens(0.3)) {
      const donor = donorOf();
      const wrongData = dice.happens(0.7) ? { ...withoutCase(donor.data), ...caseFieldsOf(event.data) } : event.data;
      sent = { ...event, time: dice.happens(0.5) ? donor.time : event.time, data: wrongData };
      const data = patchBetween(sent.data, event.data);
      const patch = {
        ...(sent.time === event.time ? {} : { time: event.time }),
        ...(Object.keys(data).length > 0 || sent.time === event.time ? { data } : {}),
      };
      make('event_corrected', event, 24, { patch, reason_code: 'typing_error' });
    }
    if (dice.happens(0.1)) {
      const patch = patchFrom(donorOf(), event, dice, Date.parse(event.time));
      const wrong = make('event_corrected', event, 48, { patch, reason_code: 'typing_error' });
      make('event_voided', wrong, 49, { reason_code: 'wrong_entity' });
    }
    if (dice.happens(0.1)) {
      const never = { ...donorOf(), id: `${event.id}-never-${index}` };
      const ofThisCase = { ...never, data: { ...withoutCase(never.data), ...caseFieldsOf(event.data) } };
      made.push(ofThisCase);
      make('event_voided', ofThisCase, 72, { reason_code: 'wrong_entity' });
    }
    return [sent, ...made];
  });
}

function correctionOf(
  event: SentEvent,
  name: string,
  target: SentEvent,
  atMs: number,
  data: Data,
  id: string,
  dice: Dice,
): SentEvent {
  const family = event.type.split('.')[1] ?? '';
  const time = new Date(atMs).toISOString();
  return {
    specversion: '1.0',
    id,
    source: event.source,
    type: `plumbline.${family}.${name}.v1`,
    time,
    ...(event.branchid === undefined ? {} : { branchid: event.branchid }),
    partitionkey: caseOf(event),
    ...(dice.happens(0.5) ? { recordedtime: new Date(atMs + dice.pick([-2, 0, 5]) * HOUR_MS).toISOString() } : {}),
    data: { target: { source: target.source, id: target.id, type: target.type }, ...data },
  } as SentEvent;
}

export function caseOf({ type, data, branchid, partitionkey }: SentEvent): string {
  if (partitionkey !== undefined) return partitionkey;
  if (type.startsWith('plumbline.reference.')) return String(branchid);
  return [...CASE_FIELDS].map((field) => data[field]).find((id): id is string => typeof id === 'string') ?? '';
}

/** A patch that takes some fields, and perhaps the time, from another event of the type. */
function patchFrom(
  donor: SentEvent,
  event: SentEvent,
  dice: Dice,
  latestMs = Number.POSITIVE_INFINITY,
): { time?: string; data?: Data } {
  const names = [...new Set([...Object.keys(donor.data), ...Object.keys(event.data)])].filter(
    (name) => !CASE_FIELDS.has(name) && dice.happens(0.4),
  );
  const data: Record<string, unknown> = {};
  for (const name of names) {
    const value = donor.data[name];
    if (value === undefined) {
      if (!REQUIRED.has(name)) data[name] = null;
    } else {
      data[name] = isObject(value) ? Object.fromEntries(Object.entries(value).filter(() => dice.happens(0.5))) : value;
    }
  }
  const isTimed = dice.happens(0.5) && Date.parse(donor.time) <= latestMs;
  return { ...(isTimed ? { time: donor.time } : {}), ...(isTimed && dice.happens(0.5) ? {} : { data }) };
}

function withoutCase(data: Data): Data {
  return Object.fromEntries(Object.entries(data).filter(([name]) => !CASE_FIELDS.has(name)));
}

function caseFieldsOf(data: Data): Data {
  return Object.fromEntries(Object.entries(data).filter(([name]) => CASE_FIELDS.has(name)));
}
