/**
 * Inquiries of a branch: who asks what, who is answered at once and who is promised a reply; and who comes back with the same matter
 * within days, after an inquiry or a visit, because it was not settled.
 */
import type { ContactChannel, DayPlan } from './bank';
import type { Contact } from './contacts';
import type { BranchDay } from './experience';
import { ITEMS } from './items';
import type { Counted } from './truth';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const OFFICE_DAY_MS = 8 * HOUR_MS;

/** Inquiries on an average working day. */
const PER_DAY: Readonly<Record<ContactChannel, number>> = { onsite: 2, phone: 5, online: 3 };
const TOPICS = [['fees', 4], ['card', 3], ['limits', 2], ['app', 3], ['rates', 2], ['documents', 2]] as const; // prettier-ignore
const ABANDONED = 0.04;
const ANSWERED_AT_ONCE = 0.78;
/** What a team promises, and how it keeps it at an average pace. */
const PROMISED_OFFICE_DAYS = 2;
const REPLIED_LATE = 0.1;
/** Share of visits whose matter is written down when they are greeted. */
const MATTER_RECORDED = 0.5;
/** Chance that a matter was not settled, at average quality; what a point of quality takes off it. */
const UNSETTLED = 0.2;
const UNSETTLED_PER_POINT = 0.008;
const LAST_RETURN_DAYS = 6;
const CUSTOMERS = 4_000;

type Topic = (typeof TOPICS)[number][0];

/** Who asks what. */
interface Matter {
  readonly channel: ContactChannel;
  readonly item: string;
  readonly customerId: string;
  readonly topic: Topic;
}

/** Inquiries that begin on the day on one channel. @param startMs when the channel opens */
export function writeInquiries(channel: ContactChannel, plan: DayPlan, startMs: number, day: BranchDay): void {
  const { branch, chance } = day;
  const openMs = (plan.closes - plan.opens) * HOUR_MS;
  const meanGapMs = openMs / (PER_DAY[channel] * plan.factor);
  for (let atMs = chance.exponential(meanGapMs); atMs < openMs; atMs += chance.exponential(meanGapMs)) {
    const customer = (Number(branch.id.slice(1)) - 1) * CUSTOMERS + chance.below(CUSTOMERS);
    const item = chance.pick(ITEMS.map(({ code, share }) => [code, share] as const));
    writeInquiry(
      { channel, item, customerId: `cust-${String(customer).padStart(6, '0')}`, topic: chance.pick(TOPICS) },
      startMs + atMs,
      day,
    );
  }
}

/**
 * Perhaps the matter of a visit, and the customer's return with it.
 * @param servedMs when the visit ended
 * @returns whether there is one
 */
export function writeMatter(
  { channel, item, customerId }: Contact,
  visitId: string,
  greetedMs: number,
  servedMs: number,
  day: BranchDay,
): boolean {
  if (!day.chance.happens(MATTER_RECORDED)) return false;
  const topic = day.chance.pick(TOPICS);
  day.writer.write(greetedMs, {
    system: 'queue',
    type: 'visit.greeted.v1',
    journey: `journey-${visitId}`,
    data: { visit_id: visitId, need_recorded: true, topic_code: topic },
  });
  perhapsReturn({ channel, item: item.code, customerId, topic }, servedMs, day);
  return true;
}

function writeInquiry(matter: Matter, atMs: number, day: BranchDay, isReturn = false): void {
  const { branch, writer, chance, office } = day;
  const inquiryId = writer.newId(atMs);
  const staffRef = `s_${branch.id.toLowerCase()}_desk_${1 + chance.below(3)}`;
  const step = (type: string, whenMs: number, data: object, counts: readonly Counted[] = []): void =>
    writer.write(whenMs, {
      system: 'inquiries',
      type: `inquiry.${type}.v1`,
      journey: `journey-${inquiryId}`,
      data: { inquiry_id: inquiryId, ...data },
      note: (tally) => counts.forEach((what) => tally.count(what)),
    });
  const close = (type: string, whenMs: number, data: object, counts: readonly Counted[] = []): void => {
    const isSettled = !perhapsReturn(matter, whenMs, day);
    step(type, whenMs, { staff_ref: staffRef, ...data, resolved: isSettled }, ['matters', ...counts]);
  };

  step(
    'received',
    atMs,
    {
      channel: matter.channel,
      service_item_code: matter.item,
      customer_id: matter.customerId,
      topic_code: matter.topic,
    },
    isReturn ? ['inquiries', 'returned'] : ['inquiries'],
  );
  const waitMs = chance.exponential(40 * SECOND_MS);
  if (chance.happens(ABANDONED)) {
    step('abandoned', atMs + waitMs, { wait_s: Math.floor(waitMs / SECOND_MS) });
    return;
  }
  const answeredMs = atMs + waitMs + chance.logNormal(3 * MINUTE_MS, 0.5);
  if (chance.happens(ANSWERED_AT_ONCE)) {
    close('answered', answeredMs, { kind: 'immediate' });
    return;
  }
  step('answered', answeredMs, { staff_ref: staffRef, kind: 'partial' });
  const promisedMs = office.after(answeredMs, PROMISED_OFFICE_DAYS * OFFICE_DAY_MS);
  step(
    'escalated',
    answeredMs + MINUTE_MS,
    { to_team: 'back office', promised_reply_by: writer.localTime(promisedMs) },
    ['escalated'],
  );
  const isLate = chance.happens(Math.min(0.5, REPLIED_LATE * branch.backOfficePace ** 3));
  const share = isLate ? 1.1 + chance.exponential(0.5) : 0.1 + 0.85 * chance.uniform();
  const repliedMs = office.after(answeredMs, share * PROMISED_OFFICE_DAYS * OFFICE_DAY_MS);
  close('replied', Math.max(repliedMs, answeredMs + 2 * MINUTE_MS), {}, isLate ? ['repliedLate'] : []);
}

/** @returns whether the customer comes back with the matter */
function perhapsReturn(matter: Matter, closedMs: number, day: BranchDay): boolean {
  const { branch, chance } = day;
  if (!chance.happens(Math.min(0.6, Math.max(0.02, UNSETTLED - UNSETTLED_PER_POINT * branch.quality)))) return false;
  const days = 1 + chance.below(LAST_RETURN_DAYS);
  const returnMs = closedMs + days * DAY_MS + (2 * chance.uniform() - 1) * HOUR_MS;
  writeInquiry({ ...matter, channel: chance.pick([['phone', 3], ['online', 1]] as const) }, returnMs, day, true); // prettier-ignore
  return true;
}
