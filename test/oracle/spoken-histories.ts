/**
 * Random inquiries, observations and interviews for the oracle: customers who come back at the edges of seven days, pairs of observers
 * who agree or not, coders who do or do not, and everything that can be missing.
 */
import type { Dice, Emit } from './histories';
import { addDays, localDate } from './local-time';
import { DateTime } from 'luxon';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const CHANNELS = ['onsite', 'phone', 'phone', 'online', undefined];
const ITEMS = ['deposit', 'credit_card', 'transfer', undefined];
const TOPICS = ['fees', 'fees', 'card', undefined];
const OBSERVERS = ['s_o1', 's_o2', 's_o3'];
const CODERS = ['s_c1', 's_c2', 's_c3'];
const CONSTRUCTS = ['teamwork', 'communication', 'responsiveness', 'professionalism', 'care'];

/** Items of the one form of all histories, with how often an observer misjudges them. */
const FORM: readonly (readonly [id: string, clause: string, slip: number, more?: Record<string, unknown>])[] = [
  ['entrance', '2.1.2', 0.02],
  ['rest-area', '2.1.4.1', 0.3],
  ['floor', '2.3.2.1', 0.02],
  ['uniform', '3.2.1', 0.02, { severity: 'critical' }],
  ['badge', '4.1.1', 0.12, { severity: 'fatal' }],
  ['listens', '3.2.2.3', 0.25],
  ['elderly', '4.2.2', 0.02, { severity: 'normal' }],
  ['fee-question', '5.3.2.2', 0.05, { construct: 'answer_accuracy' }],
  ['guidance', '4.1.3', 0.05, { construct: 'answer_accuracy' }],
  ['no-clause-of-ours', '2.1.22', 0.02],
  ['brochures', '2.3', 0.02],
];

/** One of the few customers of a history; undefined for somebody unknown. */
export function customerOf(dice: Dice, prefix: string): string | undefined {
  const number = dice.pick([1, 1, 2, 3, undefined]);
  return number === undefined ? undefined : `c_${prefix}_${String(number).padStart(32, '0')}`;
}

export function topicOf(dice: Dice): string | undefined {
  return dice.pick(TOPICS);
}

/** @param prefix of the history: its customers are its own */
export function inquiry(dice: Dice, prefix: string, inquiryId: string, branch: string, atMs: number, emit: Emit): void {
  const customer = customerOf(dice, prefix);
  const step = (type: string, offsetMs: number, data: Record<string, unknown> = {}): void =>
    emit(
      `inquiry.${type}`,
      atMs + offsetMs,
      // Any event may name the customer, and they need not name the same.
      {
        inquiry_id: inquiryId,
        customer_ref: dice.happens(0.6) ? customer : dice.happens(0.1) ? customerOf(dice, prefix) : undefined,
        ...data,
      },
      branch,
    );
  if (!dice.happens(0.06))
    step('received', 0, {
      channel: dice.pick(CHANNELS),
      service_item_code: dice.pick(ITEMS),
      topic_code: topicOf(dice),
    });
  if (dice.happens(0.04)) step('received', -HOUR_MS, { channel: 'app', topic_code: topicOf(dice) });
  if (dice.happens(0.7)) step('answered', 5 * MINUTE_MS, { kind: dice.pick(['immediate', 'immediate', 'partial']) });
  if (dice.happens(0.5)) {
    const promiseMs = dice.pick([HOUR_MS, DAY_MS, 3 * DAY_MS]);
    const promise = (offsetMs: number): Record<string, unknown> => ({
      promised_reply_by: new Date(atMs + offsetMs).toISOString(),
    });
    step('escalated', 10 * MINUTE_MS, promise(promiseMs));
    if (dice.happens(0.15)) step('escalated', 20 * MINUTE_MS, promise(5 * DAY_MS));
    if (dice.happens(0.8)) step('replied', promiseMs + dice.pick([-30 * MINUTE_MS, -1_000, 0, 250, 2 * DAY_MS]));
  }
  if (dice.happens(0.12)) step('abandoned', dice.pick([2 * MINUTE_MS, 2 * DAY_MS]), { wait_s: 120 });
}

/** When a contact could come back after one that was closed: at once, and around the end of the seventh local day after. */
export function returnMs(dice: Dice, closedMs: number, zone: string): number {
  const day = addDays(localDate(closedMs, zone), 8);
  const windowEndsMs = DateTime.fromISO(day, { zone }).toMillis();
  return dice.pick([closedMs, closedMs + 250, closedMs + 2 * DAY_MS, windowEndsMs - 250, windowEndsMs]);
}

/** One session, seen by one observer, two or three, or by those it is about; and what is disputed of it. */
export function session(dice: Dice, sessionId: string, branch: string, atMs: number, emit: Emit): void {
  const observations = dice.pick([1, 1, 2, 2, 2, 3]);
  const isPair = observations > 1 || dice.happens(0.1);
  const truth = new Map(FORM.map(([id]) => [id, dice.happens(0.7)]));
  for (let index = 0; index < observations; index += 1) {
    const observationId = `${sessionId}-${index}`;
    const items = FORM.filter(() => dice.happens(0.8)).map(([id, clause, slip, more]) => {
      const found = truth.get(id) !== dice.happens(slip);
      const result = dice.happens(0.05) ? dice.pick(['na', 'score']) : found ? 'pass' : 'fail';
      return { item_id: id, clause, ...more, result, ...(result === 'score' ? { value: 3 } : {}) };
    });
    const record = (offsetMs: number): void =>
      emit(
        'observation.recorded',
        atMs + offsetMs,
        {
          observation_id: observationId,
          form_id: 'branch',
          mode: dice.pick(['onsite', 'mystery', 'mystery', 'video', 'self']),
          observer_ref: dice.pick(OBSERVERS),
          pair_id: isPair && !dice.happens(0.05) ? sessionId : undefined,
          items,
        },
        branch,
      );
    const atOnce = dice.pick([0, 0, MINUTE_MS]);
    if (!dice.happens(0.05)) record(atOnce);
    if (dice.happens(0.04)) record(atOnce - DAY_MS);
    for (let disputes = dice.pick([0, 0, 1, 2]); disputes > 0; disputes -= 1) {
      const itemId = dice.pick(FORM)[0];
      const disputedMs = atMs + dice.below(48) * HOUR_MS;
      emit('observation.disputed', disputedMs, { observation_id: observationId, item_id: itemId }, branch);
      if (dice.happens(0.7))
        emit(
          'observation.resolved',
          disputedMs + dice.pick([-HOUR_MS, DAY_MS]),
          { observation_id: observationId, item_id: itemId, outcome: dice.pick(['upheld', 'overturned']) },
          branch,
        );
    }
  }
}

export function interview(dice: Dice, interviewId: string, branch: string, atMs: number, emit: Emit): void {
  const truth = new Map(CONSTRUCTS.map((construct) => [construct, 1 + dice.below(5)]));
  const conduct = (offsetMs: number): void => {
    const coders = CODERS.slice(0, dice.pick([1, 2, 2, 2, 3]));
    const scores = coders.flatMap((coder) =>
      CONSTRUCTS.filter(() => dice.happens(0.85)).map((construct) => {
        const score = (truth.get(construct) ?? 3) + dice.pick([0, 0, 0, -1, 1]);
        return { construct, score: Math.min(5, Math.max(1, score)), coder_ref: coder };
      }),
    );
    const interviewee_kind = dice.pick(['customer', 'staff']);
    emit(
      'interview.conducted',
      atMs + offsetMs,
      { interview_id: interviewId, interviewee_kind, themes: [{ code: 'handoff', valence: -1 }], scores },
      branch,
    );
  };
  conduct(0);
  if (dice.happens(0.1)) conduct(dice.pick([-DAY_MS, DAY_MS]));
}
