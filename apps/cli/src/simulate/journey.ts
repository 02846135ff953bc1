/** What follows a visit: its transaction, the survey, and perhaps a complaint; all depend on what the customer met. */
import type { SimulatedBranch, SimulatedItem } from './bank';
import type { EventWriter } from './event-writer';
import type { Chance } from './random';
import type { TruthTally } from './truth';

/** What a customer met, as far as it shapes what follows. */
export interface Experience {
  readonly branch: SimulatedBranch;
  readonly item: SimulatedItem;
  readonly channel: 'onsite' | 'phone';
  readonly priorityClass: string;
  readonly customerId: string;
  readonly journey: string;
  readonly arrivedMs: number;
  /** End of service, or when the customer left. */
  readonly endedMs: number;
  readonly waitSeconds: number;
  readonly wasServed: boolean;
  readonly staffRef: string;
  readonly isRude: boolean;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Writes the transaction; tells whether it had to be reworked. */
export function writeTransaction(
  met: Experience,
  writer: EventWriter,
  chance: Chance,
  truth: TruthTally,
  startedMs: number,
): boolean {
  const { item, branch, customerId, journey, channel, staffRef } = met;
  const txnId = writer.newId(startedMs);
  const common = { txn_id: txnId, channel, service_item_code: item.code };
  const step = (type: string, atMs: number, data: object): void =>
    writer.write('core', `transaction.${type}.v1`, atMs, { ...common, ...data }, journey);
  const atCounter = item.processingDays === 0;
  const span = atCounter
    ? Math.max(met.endedMs - startedMs, 4 * MINUTE_MS)
    : item.processingDays * DAY_MS * (0.6 + chance.exponential(0.45));
  truth.count(branch.id, 'transactions');

  step('submitted', startedMs, {
    customer_id: customerId,
    service_line: item.line,
    doc_set_complete: chance.happens(0.95),
  });
  if (chance.happens(0.985)) step('reviewed', startedMs + span * 0.2, { staff_ref: staffRef, outcome: 'accepted' });
  if (chance.happens(0.02)) {
    step('rejected', startedMs + span * 0.3, { staff_ref: staffRef, stage: 'reviewed', reason_code: 'documents' });
    return false;
  }
  const processedMs = startedMs + span * (chance.happens(0.99) ? 0.5 : 0.1);
  step('processed', processedMs, { staff_ref: staffRef, system_code: 'core' });
  const isReworked = chance.happens(0.018 - branch.quality * 0.002);
  if (isReworked) {
    truth.count(branch.id, 'reworked');
    step('reworked', processedMs + span * 0.1, {
      staff_ref: staffRef,
      stage: 'processed',
      severity: 'minor',
      caused_by: 'staff',
    });
  }
  const confirmedMs = startedMs + span * (isReworked ? 1.3 : 0.8);
  if (!atCounter && chance.happens(0.82)) step('progress_notified', startedMs + span * 0.6, { notice_channel: 'app' });
  step('confirmed', confirmedMs, { confirmed_by: atCounter ? 'customer' : 'checker' });
  if (chance.happens(0.985))
    step('fed_back', confirmedMs + span * 0.2, { staff_ref: staffRef, feedback_channel: 'app' });
  return isReworked;
}

/** Points of satisfaction, 0 to 100, before anybody is asked. */
export function satisfactionOf(met: Experience, isReworked: boolean, chance: Chance): number {
  const waitPenalty = Math.min(35, (met.waitSeconds / 60) * 0.9);
  const special = met.priorityClass === 'none' ? 0 : -2;
  return (
    88 +
    met.branch.quality +
    special -
    waitPenalty -
    (isReworked ? 18 : 0) -
    (met.isRude ? 14 : 0) -
    (met.wasServed ? 0 : 30) +
    chance.normal(0, 12)
  );
}

const CONSTRUCTS = [
  ['overall', 0, 1, 5],
  ['recommend', 2, 0, 10],
  ['ease', -2, 1, 7],
  ['wayfinding', 1, 1, 5],
  ['comfort', 0, 1, 5],
  ['disclosure', -3, 1, 5],
  ['knowledge', 3, 1, 5],
  ['courtesy', 4, 1, 5],
] as const;
const RUDE_COURTESY = -16;

/** Invites, and writes the answer of those who respond: the content and the very unhappy more often. */
export function writeSurvey(
  met: Experience,
  satisfaction: number,
  writer: EventWriter,
  chance: Chance,
  truth: TruthTally,
): void {
  if (!chance.happens(0.55)) return;
  const invitationId = writer.newId(met.endedMs);
  const shared = { invitation_id: invitationId, channel: met.channel, service_item_code: met.item.code };
  const invitedMs = met.endedMs + 5 * MINUTE_MS;
  writer.write(
    'survey',
    'survey.invited.v1',
    invitedMs,
    { ...shared, survey_id: 'visit', about: 'visit', sampling: 'random', p_select: 0.55, invited_by: 'system' },
    met.journey,
  );
  if (!chance.happens(satisfaction < 45 ? 0.45 : 0.3)) return;
  const answers = CONSTRUCTS.map(([construct, shift, least, most]) => {
    const index =
      satisfaction + shift + (construct === 'courtesy' && met.isRude ? RUDE_COURTESY : 0) + chance.normal(0, 7);
    const value = Math.round(least + (Math.min(100, Math.max(0, index)) / 100) * (most - least));
    truth.answer(met.branch.id, construct, (100 * (value - least)) / (most - least));
    return { question_id: `q-${construct}`, construct, scale_min: least, scale_max: most, value };
  });
  truth.count(met.branch.id, 'responses');
  const respondedMs = invitedMs + chance.exponential(3 * HOUR_MS);
  writer.write(
    'survey',
    'survey.response_submitted.v2',
    respondedMs,
    {
      ...shared,
      response_id: writer.newId(respondedMs),
      service_line: met.item.line,
      priority_class: met.priorityClass,
      answers,
      partial: false,
      duration_s: 20 + Math.floor(chance.exponential(40)),
    },
    met.journey,
  );
}

/** Whether the customer complains, and the way of the complaint through its steps. */
export function writeComplaint(
  met: Experience,
  isReworked: boolean,
  writer: EventWriter,
  chance: Chance,
  truth: TruthTally,
): void {
  const probability =
    0.0008 +
    (met.waitSeconds > 1_500 ? 0.006 : 0) +
    (met.wasServed ? 0 : 0.008) +
    (isReworked ? 0.05 : 0) +
    (met.isRude ? 0.012 : 0);
  if (!chance.happens(probability)) return;
  truth.count(met.branch.id, 'complaints');
  const cause =
    met.isRude && chance.happens(0.8) ? 'attitude' : isReworked ? 'error' : met.waitSeconds > 900 ? 'waiting' : 'other';
  const complaintId = writer.newId(met.endedMs);
  const common = { complaint_id: complaintId };
  const step = (type: string, atMs: number, data: object): void =>
    writer.write('complaints', `complaint.${type}.v1`, atMs, { ...common, ...data }, met.journey);
  const complete = chance.happens(0.97);

  const registeredMs = met.endedMs + chance.exponential(2 * HOUR_MS);
  step('registered', registeredMs, {
    customer_id: met.customerId,
    channel: met.channel,
    service_item_code: met.item.code,
    category: cause === 'error' ? 'business' : 'service',
    cause_code: cause,
    fields_complete: { complainant: true, time: true, content: complete, channel: true },
  });
  if (chance.happens(0.03)) {
    step('withdrawn', registeredMs + 3 * HOUR_MS, { reason_code: chance.happens(0.5) ? 'mistaken' : 'settled' });
    return;
  }
  const handler = `s_${met.branch.id.toLowerCase()}_c${1 + Math.floor(chance.uniform() * 2)}`;
  const assignedMs = registeredMs + chance.exponential(5 * HOUR_MS);
  step('assigned', assignedMs, {
    to_team: 'service-quality',
    handler_ref: handler,
    handler_qualified: true,
    conflict_free: true,
  });
  const investigatedMs = assignedMs + DAY_MS * (0.5 + chance.exponential(1.2));
  if (chance.happens(0.98)) {
    const finding = chance.pick([
      ['substantiated', 5],
      ['partly', 2],
      ['unsubstantiated', 3],
      ['undetermined', 1],
    ] as const);
    step('investigated', investigatedMs, { finding, root_cause_code: cause });
  }
  const handledMs = investigatedMs + DAY_MS * (0.5 + chance.exponential(2));
  step('handled', handledMs, { measure_codes: ['apology'] });
  const followUpRequired = chance.happens(0.3);
  const isLate = chance.happens(0.05);
  if (isLate && chance.happens(0.4)) {
    step('extended', handledMs + 2 * DAY_MS, {
      kind: 'reply',
      new_due: writer.localTime(handledMs + 14 * DAY_MS),
      approved_by: 's_head_01',
      reason_code: 'third_party',
      customer_told: true,
    });
  }
  const repliedMs =
    handledMs + DAY_MS * (isLate ? 9 + chance.exponential(2) : 0.3 + Math.min(3.5, chance.exponential(1)));
  step('replied', repliedMs, {
    reply_channel: 'phone',
    content: {
      matter: true,
      result: chance.happens(0.99),
      basis: chance.happens(0.94),
      follow_up: followUpRequired && chance.happens(0.9),
    },
    follow_up_required: followUpRequired,
    remedies_told: true,
  });
  if (!chance.happens(0.5)) return;
  const index = Math.min(100, Math.max(0, 62 + met.branch.quality - (isLate ? 25 : 0) + chance.normal(0, 22)));
  const value = Math.round(1 + index / 25);
  truth.answer(met.branch.id, 'complaint_resolution', 25 * (value - 1));
  truth.count(met.branch.id, 'responses');
  const respondedMs = repliedMs + chance.exponential(8 * HOUR_MS);
  writer.write(
    'survey',
    'survey.response_submitted.v2',
    respondedMs,
    {
      response_id: writer.newId(respondedMs),
      channel: met.channel,
      service_item_code: met.item.code,
      service_line: met.item.line,
      priority_class: met.priorityClass,
      answers: [{ question_id: 'q-resolution', construct: 'complaint_resolution', scale_min: 1, scale_max: 5, value }],
    },
    met.journey,
  );
}
