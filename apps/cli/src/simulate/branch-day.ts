/** One branch on one local day: who comes, the lines at the counters, on the telephone and online, and what each customer meets. */
import { startOfLocalDate, type WorkingDays } from '@plumbline/calendar';
import { type ContactChannel, dayPlan, serversAt, type SimulatedBranch } from './bank';
import { writeComplaint } from './complaint';
import { type Contact, contactsOf } from './contacts';
import { EventWriter, type Offset, type TimedEvent } from './event-writer';
import { type BranchDay, type Experience, opinionsOf, satisfactionOf } from './experience';
import { writeInquiries, writeMatter } from './inquiries';
import { writeInterviews } from './interviews';
import { writeObservations } from './observations';
import { type IncidentKind, incidentWindows, type SimulationParameters } from './parameters';
import { OfficeClock } from './office-clock';
import { type Counters, type Outcome, runQueue } from './queue';
import { chanceFor } from './random';
import { writeVisitSurvey } from './survey';
import { writeTransaction } from './transaction';
import type { TruthNote } from './truth';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const CHANNELS: readonly ContactChannel[] = ['onsite', 'phone', 'online'];
/** Share of served contacts in which something is handed in. */
const TRANSACTION_SHARE: Readonly<Record<ContactChannel, number>> = { onsite: 0.6, phone: 0.15, online: 0.3 };
const RESOLVED = 0.92;

/** Events that begin on this day; what follows may reach into later ones. */
export function simulateBranchDay(
  branch: SimulatedBranch,
  date: string,
  { seed, timeZone, incidents }: SimulationParameters,
  workingDays: WorkingDays,
): readonly TimedEvent[] {
  const midnightMs = startOfLocalDate(date, timeZone);
  const offset = offsetOf(Date.parse(`${date}T00:00:00Z`) - midnightMs);
  const writer = new EventWriter(branch.id, chanceFor(seed, branch.id, date, 'ids'), offset);
  const office = new OfficeClock(workingDays, offset.ms);
  const aside = (purpose: string): BranchDay => ({
    branch,
    writer: new EventWriter(branch.id, chanceFor(seed, branch.id, date, `${purpose} ids`), offset),
    chance: chanceFor(seed, branch.id, date, purpose),
    office,
  });
  const [inquiries, inspections] = [aside('inquiries'), aside('inspections')];
  const windows = incidentWindows(incidents, branch.id, offset.ms);
  const endOf = (kind: IncidentKind, atMs: number): number | undefined =>
    windows.find((window) => window.kind === kind && atMs >= window.fromMs && atMs < window.toMs)?.toMs;

  for (const channel of CHANNELS) {
    const plan = dayPlan(channel, date, workingDays);
    if (!plan) continue;
    const chance = chanceFor(seed, branch.id, date, channel);
    const contacts = contactsOf(branch, channel, plan, midnightMs, chance);
    const outcomes = runQueue(contacts, counters(branch, channel, offset, endOf));
    const day: BranchDay = { branch, writer, chance, office };
    for (const [index, contact] of contacts.entries()) {
      meet(contact, outcomes[index] as Outcome, endOf('rude', contact.atMs) !== undefined, day, inquiries);
    }
    writeInquiries(channel, plan, midnightMs + plan.opens * HOUR_MS, inquiries);
    if (channel === 'onsite') {
      const openMs = midnightMs + plan.opens * HOUR_MS;
      writeObservations(openMs, endOf('rude', openMs) !== undefined, inspections);
      writeInterviews(openMs, inspections);
    }
  }
  return [writer, inquiries.writer, inspections.writer].flatMap((one) => one.take());
}

function counters(
  branch: SimulatedBranch,
  channel: ContactChannel,
  offset: Offset,
  endOf: (kind: IncidentKind, atMs: number) => number | undefined,
): Counters {
  const count = branch.servers[channel];
  return {
    count,
    openAt: (atMs) => {
      const open = serversAt(channel, count, new Date(atMs + offset.ms).getUTCHours());
      return channel === 'onsite' && endOf('counters', atMs) !== undefined ? Math.max(1, Math.floor(open / 2)) : open;
    },
    resumesAt: (atMs) => {
      let resumesMs = atMs;
      for (let end = endOf('outage', atMs); end !== undefined; end = endOf('outage', end)) resumesMs = end;
      return resumesMs;
    },
  };
}

/** Writes the visit, and what follows from it. @param inquiries where its matter and the return with it are written */
function meet(contact: Contact, outcome: Outcome, isRudeDay: boolean, day: BranchDay, inquiries: BranchDay): void {
  const { branch, writer, chance } = day;
  const { channel, atMs, item } = contact;
  const visitId = writer.newId(atMs);
  const journey = `journey-${visitId}`;
  const turnSeconds = Math.floor((outcome.turnMs - atMs) / SECOND_MS);
  const isServed = outcome.kind === 'served';
  const staffRef = `s_${branch.id.toLowerCase()}_${channel}_${isServed ? outcome.counter + 1 : 0}`;
  const endedMs = isServed ? outcome.endedMs : outcome.leftMs;
  const waitSeconds = isServed ? turnSeconds : Math.floor((endedMs - atMs) / SECOND_MS);
  const met = {
    contact,
    visitId,
    journey,
    endedMs,
    waitSeconds,
    staffRef,
    wasServed: isServed,
    isRude: isServed && isRudeDay,
  };

  visit('arrived', atMs, {
    channel,
    service_item_code: item.code,
    priority_class: contact.priorityClass,
    ...(channel === 'onsite' ? { ticket_no: `A${100 + chance.below(900)}`, via: 'machine' } : {}),
    customer_id: contact.customerId,
  }, (tally) => tally.arrived(channel)); // prettier-ignore
  if (!isServed) {
    visit('abandoned', endedMs, { reason: 'left', detected_by: 'system' }, (tally) =>
      tally.hasLeft(channel, turnSeconds),
    );
    writeComplaint({ ...met, reworkedMs: undefined }, day);
    return;
  }

  const counterId = `${channel}-${outcome.counter + 1}`;
  const at = { counter_id: counterId, staff_ref: staffRef };
  if (channel === 'onsite') visit('called', outcome.turnMs, { counter_id: counterId, call_seq: 1 });
  visit('service_started', outcome.turnMs, at, (tally) => tally.wasServed(channel, turnSeconds));
  const hasTransaction = chance.happens(TRANSACTION_SHARE[channel]);
  const transaction = hasTransaction ? writeTransaction(met, handedInMs(outcome), day) : undefined;
  const experience: Experience = { ...met, reworkedMs: transaction?.reworkedMs };
  const satisfaction = satisfactionOf(experience, day);
  const opinions = opinionsOf(experience, satisfaction, chance);
  const hasMatter = writeMatter(contact, visitId, outcome.turnMs, endedMs, inquiries);
  visit('served', endedMs, {
    ...at,
    resolved: chance.happens(RESOLVED),
    ...(transaction ? { txn_ids: [transaction.txnId] } : {}),
  }, (tally) => {
    if (hasMatter) tally.count('matters');
    for (const { construct, index } of opinions) tally.wouldAnswer(construct, index);
  }); // prettier-ignore
  writeVisitSurvey(experience, satisfaction, opinions, day);
  writeComplaint(experience, day);

  function visit(type: string, whenMs: number, data: object, note?: TruthNote): void {
    writer.write(whenMs, {
      system: 'queue',
      type: `visit.${type}.v1`,
      journey,
      data: { visit_id: visitId, ...data },
      ...(note === undefined ? {} : { note }),
    });
  }
}

/** Papers are on the counter after a minute, or sooner where service is short. */
function handedInMs({ turnMs, endedMs }: { readonly turnMs: number; readonly endedMs: number }): number {
  return turnMs + Math.min(MINUTE_MS, (endedMs - turnMs) / 4);
}

function offsetOf(offsetMs: number): Offset {
  const minutes = Math.abs(offsetMs) / MINUTE_MS;
  const pad = (value: number): string => String(value).padStart(2, '0');
  return { ms: offsetMs, text: `${offsetMs < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}` };
}
