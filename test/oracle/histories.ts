/**
 * Random histories, rich in the doubtful cases that metrics.md names: missing openings, contradictions, extensions in odd orders,
 * second responses, local midnights; and the disorder of delivery: repeats, conflicts, shuffles, late events.
 */
import type { SentEvent } from './history';

export const ZONE = 'Europe/Amsterdam';
export const FROM = '2025-09-15';
export const TO = '2025-11-16';
/** Another range, over the turn from a year that nobody published to one that was shipped. */
export const OLD_FROM = '2003-12-08';
export const OLD_TO = '2004-02-09';

/** When a history happens: days from a first local midnight on. */
const START_MS = Date.parse('2025-09-15T00:00:00+02:00');
export const OLD_START_MS = Date.parse('2003-12-08T00:00:00+01:00');
const DAYS = 50;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const ITEMS = [
  'deposit',
  'withdrawal',
  'transfer',
  'credit_card',
  'personal_loan',
  'corporate_deposit',
  'ic_card',
  'unheard_of',
  undefined,
];
const CHANNELS = ['onsite', 'onsite', 'onsite', 'phone', 'online', 'app', 'letter', undefined];
const PRIORITIES = ['none', 'none', 'none', 'elderly', 'disabled', 'pregnant', 'other', undefined];
const STAFF = ['s_2', 's_7', 's_11', undefined];
const LINES = ['personal', 'corporate', 'special'];

/** Mulberry32: a small seeded generator, so that a seed names a history. */
export class Dice {
  /** @param startMs the local midnight from which on things happen */
  constructor(
    private state: number,
    readonly startMs: number = START_MS,
  ) {}

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Choice>(choices: readonly Choice[]): Choice {
    return choices[this.below(choices.length)] as Choice;
  }
}

/** Reference events that all histories share, for they concern the whole bank; the seed sets the lengths of the time limits. */
export function sharedReference(seed = 0): SentEvent[] {
  const dice = new Dice(seed);
  const at = '2025-01-01T00:00:00+01:00';
  const make = (id: string, type: string, data: Record<string, unknown>): SentEvent & { specversion: '1.0' } => ({
    specversion: '1.0',
    id,
    source: '/oracle/reference',
    type: `plumbline.reference.${type}.v1`,
    time: at,
    data,
  });
  const limit = (id: string, more: Record<string, unknown>): SentEvent =>
    make(id, 'time_limit_set', {
      clause: '5.1.2',
      start_event: 'transaction.submitted',
      end_event: 'transaction.confirmed',
      ...more,
    });
  return [
    limit('limit-all', { duration_n: 1 + dice.below(3), unit: 'working_day', valid_from: '2025-09-20T00:00:00+02:00' }),
    limit('limit-all-later', {
      duration_n: dice.below(2),
      unit: 'working_day',
      valid_from: '2025-10-20T00:00:00+02:00',
    }),
    limit('limit-deposit', {
      service_item_code: 'deposit',
      duration_n: 2,
      unit: 'h',
      valid_from: '2025-01-01T00:00:00+01:00',
    }),
    limit('limit-card', {
      service_item_code: 'credit_card',
      duration_n: 90,
      unit: 'min',
      valid_from: '2025-10-01T00:00:00+02:00',
    }),
    limit('limit-transfer', {
      service_item_code: 'transfer',
      duration_n: 1 + dice.below(4),
      unit: 'calendar_day',
      valid_from: '2025-01-01T00:00:00+01:00',
    }),
    limit('limit-card-old', {
      service_item_code: 'ic_card',
      duration_n: 1 + dice.below(4),
      unit: 'working_day',
      valid_from: '2003-01-01T00:00:00+01:00',
    }),
    limit('limit-withdrawal-old', {
      service_item_code: 'withdrawal',
      duration_n: 45,
      unit: 'min',
      valid_from: '2003-01-01T00:00:00+01:00',
    }),
    make('item-deposit', 'service_item_defined', {
      service_item_code: 'deposit',
      service_line: 'special',
      name_zh: '存款',
      name_en: 'Deposit',
    }),
    make('calendar-2025', 'calendar_published', {
      calendar_id: 'cn',
      year: 2025,
      days: [
        ...['01', '02', '03', '06', '07', '08'].map((day) => ({ date: `2025-10-${day}`, kind: 'rest' })),
        { date: '2025-09-28', kind: 'makeup' },
        { date: '2025-10-11', kind: 'work' },
        { date: '2025-11-03', kind: 'rest' },
      ],
    }),
  ];
}

/** The events of one history on branches `<prefix>A` and `<prefix>B`, in no particular order. */
export function history(seed: number, prefix: string, startMs: number = START_MS): SentEvent[] {
  const dice = new Dice(seed, startMs);
  const events: SentEvent[] = [];
  const branches = [`${prefix}A`, `${prefix}B`];
  const emit = (type: string, atMs: number, data: Record<string, unknown>, branch: string, version = 1): void => {
    const known = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
    const sent = {
      specversion: '1.0',
      id: `${prefix}-${events.length}`,
      source: `/oracle/${dice.pick(['x', 'y'])}`,
      type: `plumbline.${type}.v${version}`,
      time: new Date(Math.round(atMs / 250) * 250).toISOString(),
      branchid: dice.happens(0.03) ? dice.pick(branches) : branch,
      data: known,
    };
    events.push(sent);
  };
  branches.forEach((branch, index) => branchRegistered(dice, branch, index, emit));
  for (let index = 0; index < 14; index += 1) visit(dice, `${prefix}-v${index}`, dice.pick(branches), emit);
  for (let index = 0; index < 8; index += 1) transaction(dice, `${prefix}-t${index}`, dice.pick(branches), emit);
  for (let index = 0; index < 6; index += 1) complaint(dice, `${prefix}-c${index}`, dice.pick(branches), emit);
  for (let index = 0; index < 12; index += 1) survey(dice, `${prefix}-s${index}`, dice.pick(branches), emit);
  return events;
}

/** What producers make of a history: shuffled, some of it twice. Conflicts come apart, after their originals. */
export function delivery(
  events: readonly SentEvent[],
  seed: number,
): { readonly sent: SentEvent[]; readonly conflicts: SentEvent[] } {
  const dice = new Dice(seed ^ 0x5bd1e995);
  const sent = [...events, ...events.filter(() => dice.happens(0.1))];
  for (let index = sent.length - 1; index > 0; index -= 1) {
    const other = dice.below(index + 1);
    [sent[index], sent[other]] = [sent[other] as SentEvent, sent[index] as SentEvent];
  }
  const conflicts = events
    .filter(() => dice.happens(0.03))
    .map((event) => ({ ...event, time: new Date(Date.parse(event.time) - dice.below(72) * HOUR_MS).toISOString() }));
  return { sent, conflicts };
}

type Emit = (type: string, atMs: number, data: Record<string, unknown>, branch: string, version?: number) => void;

/** Some instant of the range; one in ten at a local midnight, to the second. */
function someTime(dice: Dice): number {
  const day = dice.startMs + dice.below(DAYS) * DAY_MS;
  return dice.happens(0.1)
    ? day + dice.pick([-1_000, 0, 1_000])
    : day + dice.below(DAY_MS / 1_000) * 1_000 + dice.pick([0, 250, 500]);
}

/** A branch, and sometimes its move to another region, of which the later one holds. */
function branchRegistered(dice: Dice, branch: string, index: number, emit: Emit): void {
  const register = (region: string | undefined, atMs: number): void =>
    emit('reference.branch_registered', atMs, { name: `Branch ${index}`, region, peer_group: 'town' }, branch);
  register(dice.pick(['north', 'south', undefined]), dice.startMs - DAY_MS);
  if (dice.happens(0.3)) register(dice.pick(['north', 'south', 'west']), dice.startMs + dice.below(DAYS) * DAY_MS);
}

function visit(dice: Dice, visitId: string, branch: string, emit: Emit): void {
  const arrivedMs = someTime(dice);
  const slices = {
    channel: dice.pick(CHANNELS),
    service_item_code: dice.pick(ITEMS),
    priority_class: dice.pick(PRIORITIES),
  };
  const wait = (): number =>
    dice.pick([0, 9, 10, 11, 15, 20, 21, 29, 30, 31, 119, 120, 121, 300, 600, 899, 900, 901, 1500, 4000]) * 1_000;
  const joined = dice.happens(0.2) ? new Date(arrivedMs + dice.pick([0, 30, 60]) * 1_000).toISOString() : undefined;
  if (!dice.happens(0.06))
    emit(
      'visit.arrived',
      arrivedMs,
      { visit_id: visitId, via: 'machine', queue_entered_at: joined, ...slices },
      branch,
    );
  if (dice.happens(0.05))
    emit(
      'visit.arrived',
      arrivedMs + dice.pick([-600, 0, 600]) * 1_000,
      { visit_id: visitId, ...slices, channel: 'phone' },
      branch,
    );
  const startedMs = arrivedMs + (dice.happens(0.06) ? -wait() - 500 : wait());
  const isServed = dice.happens(0.75);
  if (isServed && !dice.happens(0.05))
    emit('visit.service_started', startedMs, { visit_id: visitId, staff_ref: 's_1' }, branch);
  if (isServed && dice.happens(0.05)) emit('visit.service_started', startedMs + 60_000, { visit_id: visitId }, branch);
  if (isServed && dice.happens(0.9))
    emit('visit.served', startedMs + 5 * MINUTE_MS, { visit_id: visitId, resolved: true }, branch);
  if (!isServed && dice.happens(0.8))
    emit(
      'visit.abandoned',
      arrivedMs + (dice.happens(0.1) ? -5_000 : wait()),
      { visit_id: visitId, reason: 'left' },
      branch,
    );
  if (dice.happens(0.2)) emit('visit.called', arrivedMs + 5_000, { visit_id: visitId, counter_id: 'c1' }, branch);
  if (isServed && dice.happens(0.06))
    emit('visit.abandoned', arrivedMs + wait(), { visit_id: visitId, reason: 'left' }, branch);
}

function transaction(dice: Dice, txnId: string, branch: string, emit: Emit): void {
  const submittedMs = someTime(dice);
  const span = dice.pick([20 * MINUTE_MS, 2 * HOUR_MS, 3 * HOUR_MS, DAY_MS, 2 * DAY_MS, 5 * DAY_MS]);
  const later = (share: number): number => submittedMs + span * share + (dice.happens(0.08) ? -span * 0.5 : 0);
  const step = (type: string, atMs: number, data: Record<string, unknown> = {}): void =>
    emit(`transaction.${type}`, atMs, { txn_id: txnId, ...data }, branch);
  if (!dice.happens(0.06))
    step('submitted', submittedMs, {
      channel: dice.pick(CHANNELS),
      service_item_code: dice.pick(ITEMS),
      service_line: dice.pick(LINES),
    });
  if (dice.happens(0.05))
    step('submitted', submittedMs + DAY_MS, { service_item_code: 'transfer', service_line: 'personal' });
  if (dice.happens(0.2)) step('reviewed', later(0.1), { outcome: dice.pick(['more_docs', 'rejected']) });
  if (dice.happens(0.93)) step('reviewed', later(0.2), { outcome: 'accepted' });
  if (dice.happens(0.12)) step('rejected', later(dice.pick([0.3, 1.5])), { stage: 'reviewed' });
  if (dice.happens(0.92)) step('processed', later(0.5), { staff_ref: dice.pick(STAFF) });
  if (dice.happens(0.1)) step('reworked', later(0.6), { caused_by: dice.pick(['staff', 'system', 'customer']) });
  if (dice.happens(0.35)) step('progress_notified', later(dice.pick([0.7, 1])), {});
  if (dice.happens(0.88)) step('confirmed', later(dice.pick([0.8, 1])), { confirmed_by: 'system' });
  if (dice.happens(0.88)) step('fed_back', later(1), {});
}

function complaint(dice: Dice, complaintId: string, branch: string, emit: Emit): void {
  const registeredMs = someTime(dice);
  const step = (type: string, atMs: number, data: Record<string, unknown> = {}): void =>
    emit(`complaint.${type}`, atMs, { complaint_id: complaintId, ...data }, branch);
  const flag = (): boolean => dice.happens(0.95);
  if (!dice.happens(0.06)) {
    step('registered', registeredMs, {
      channel: dice.pick(CHANNELS),
      service_item_code: dice.pick(ITEMS),
      category: 'service',
      cause_code: dice.pick(['attitude', 'attitude', 'waiting', 'error']),
      fields_complete: { complainant: flag(), time: flag(), content: flag(), channel: flag() },
    });
  }
  const assignedMs = registeredMs + dice.pick([-HOUR_MS, 0, HOUR_MS, 5 * HOUR_MS, DAY_MS, 3 * DAY_MS]);
  if (dice.happens(0.93)) step('assigned', assignedMs, { handler_ref: dice.pick(STAFF) });
  if (dice.happens(0.9))
    step('investigated', assignedMs + DAY_MS, {
      finding: dice.pick(['substantiated', 'partly', 'unsubstantiated', 'undetermined']),
    });
  if (dice.happens(0.15))
    step('investigated', assignedMs + 2 * DAY_MS, { finding: dice.pick(['substantiated', 'unsubstantiated']) });
  const handledMs = assignedMs + dice.pick([1, 2, 4]) * DAY_MS + dice.below(86_400) * 1_000;
  if (dice.happens(0.9)) step('handled', handledMs);
  if (dice.happens(0.08)) step('handled', handledMs + DAY_MS);
  for (let extensions = dice.pick([0, 0, 0, 1, 2, 3]); extensions > 0; extensions -= 1) {
    step('extended', handledMs + dice.below(16) * DAY_MS, {
      kind: dice.pick(['reply', 'reply', 'reply', 'handling']),
      new_due: new Date(handledMs + dice.below(25) * DAY_MS).toISOString(),
      approved_by: dice.happens(0.8) ? 's_boss' : undefined,
    });
  }
  if (dice.happens(0.12))
    step('withdrawn', registeredMs + dice.below(20) * DAY_MS, { reason_code: dice.pick(['mistaken', 'settled']) });
  if (dice.happens(0.85)) {
    step('replied', handledMs + dice.pick([0.5, 2, 6, 9, 14]) * DAY_MS, {
      content: { matter: flag(), result: flag(), basis: dice.happens(0.8), follow_up: dice.happens(0.5) },
      follow_up_required: dice.happens(0.4),
    });
  }
  if (dice.happens(0.1)) step('reclassified', registeredMs + HOUR_MS, { from: 'service', to: 'business', reason: 'x' });
  if (dice.happens(0.05)) step('reopened', handledMs + 10 * DAY_MS, { reason_code: 'unhappy' });
}

const SCALES: readonly (readonly [number, number])[] = [[1, 5], [1, 5], [1, 7], [0, 10], [1, 10]]; // prettier-ignore

function survey(dice: Dice, caseId: string, branch: string, emit: Emit): void {
  const atMs = someTime(dice);
  const slices = {
    channel: dice.pick(CHANNELS),
    service_item_code: dice.pick(ITEMS),
    priority_class: dice.pick(PRIORITIES),
  };
  const isInvited = dice.happens(0.8);
  if (isInvited && dice.happens(0.9))
    emit('survey.invited', atMs - HOUR_MS, { invitation_id: caseId, survey_id: 'visit' }, branch);
  for (let responses = dice.pick([1, 1, 1, 1, 2, 3]); responses > 0; responses -= 1) {
    const constructs = [
      'overall',
      'recommend',
      'ease',
      'wayfinding',
      'comfort',
      'disclosure',
      'knowledge',
      'courtesy',
      'complaint_resolution',
    ];
    const answers = constructs
      .filter(() => dice.happens(0.8))
      .flatMap((construct) => {
        const again = dice.happens(0.08) ? 2 : 1;
        return Array.from({ length: again }, (_, index) => answer(dice, construct, index));
      });
    if (answers.length === 0) continue;
    const invitation = isInvited ? { invitation_id: caseId } : {};
    const responseId = isInvited ? `${caseId}-r${responses}` : caseId;
    emit(
      'survey.response_submitted',
      atMs + dice.below(3) * DAY_MS,
      { response_id: responseId, ...invitation, service_line: dice.pick(LINES), ...slices, answers },
      branch,
      2,
    );
  }
}

function answer(dice: Dice, construct: string, index: number): Record<string, unknown> {
  const isRecommend = construct === 'recommend' && !dice.happens(0.1);
  const [least, most] = isRecommend ? [0, 10] : dice.pick(SCALES);
  const place = { question_id: `q-${construct}-${index}`, construct, scale_min: least, scale_max: most };
  if (dice.happens(0.06)) return { ...place, na: true };
  const outside = dice.happens(0.03) ? 2 : 0;
  return { ...place, value: least + dice.below(most - least + 1) + outside * (most - least) };
}
