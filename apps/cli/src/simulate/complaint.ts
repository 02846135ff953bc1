/** Whether a customer complains of what was met, and the complaint's way through its steps. */
import { type BranchDay, type Experience, opinion } from './experience';
import { writeComplaintSurvey } from './survey';
import type { Counted } from './truth';

const HOUR_MS = 3_600_000;
const OFFICE_DAY_MS = 8 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;
const LONG_WAIT_SECONDS = 25 * 60;

type Cause = 'attitude' | 'error' | 'waiting' | 'fees' | 'facilities';

/** Chances to complain: of anything, and of what went wrong. */
const PROBABILITY = { anyway: 0.0006, longWait: 0.004, left: 0.005, reworked: 0.04, rude: 0.004 };
const RUDE_CAUSE = 0.85;

/** Writes the complaint, if there is one. */
export function writeComplaint(met: Experience, day: BranchDay): void {
  if (!day.chance.happens(probabilityOf(met))) return;
  new ComplaintCase(met, day).write();
}

function probabilityOf(met: Experience): number {
  return (
    PROBABILITY.anyway +
    (met.waitSeconds > LONG_WAIT_SECONDS ? PROBABILITY.longWait : 0) +
    (met.wasServed ? 0 : PROBABILITY.left) +
    (met.reworkedMs === undefined ? 0 : PROBABILITY.reworked) +
    (met.isRude ? PROBABILITY.rude : 0)
  );
}

class ComplaintCase {
  private readonly complaintId: string;
  private readonly cause: Cause;

  constructor(
    private readonly met: Experience,
    private readonly day: BranchDay,
  ) {
    this.complaintId = day.writer.newId(met.endedMs);
    this.cause = this.causeOf();
  }

  write(): void {
    const { chance, office } = this.day;
    const registeredMs = this.register();
    if (chance.happens(0.05)) {
      const isMistaken = chance.happens(0.4);
      const data = { reason_code: isMistaken ? 'mistaken' : 'settled' };
      this.step(
        'withdrawn',
        office.after(registeredMs, chance.exponential(4 * HOUR_MS)),
        data,
        isMistaken ? ['mistaken'] : [],
      );
      return;
    }
    const handledMs = this.handle(registeredMs);
    const isLate = chance.happens(Math.min(0.4, 0.06 * this.day.branch.backOfficePace ** 3));
    const repliedMs = this.reply(handledMs, isLate);
    const feeling = 62 + this.day.branch.quality - (isLate ? 25 : 0) + chance.normal(0, 22);
    writeComplaintSurvey(
      this.met,
      this.complaintId,
      repliedMs,
      [opinion('complaint_resolution', 1, 5, feeling)],
      this.day,
    );
  }

  private causeOf(): Cause {
    const { met } = this;
    const { chance } = this.day;
    if (met.isRude && chance.happens(RUDE_CAUSE)) return 'attitude';
    if (met.reworkedMs !== undefined) return 'error';
    if (!met.wasServed || met.waitSeconds > LONG_WAIT_SECONDS) return 'waiting';
    return chance.pick([['attitude', 1], ['fees', 3], ['facilities', 2]] as const); // prettier-ignore
  }

  private register(): number {
    const { chance } = this.day;
    const { contact, endedMs, reworkedMs } = this.met;
    const registeredMs = Math.max(endedMs, reworkedMs ?? 0) + chance.exponential(5 * HOUR_MS);
    const channel = chance.pick([[contact.channel, 5], ['phone', 3], ['app', 2], ['regulator', 0.3]] as const); // prettier-ignore
    const category = this.cause === 'error' ? 'business' : this.cause === 'facilities' ? 'technical' : 'service';
    this.step(
      'registered',
      registeredMs,
      {
        customer_id: contact.customerId,
        channel,
        service_item_code: contact.item.code,
        category,
        cause_code: this.cause,
        fields_complete: { complainant: true, time: true, content: chance.happens(0.97), channel: true },
      },
      this.cause === 'attitude' ? ['registered', 'attitude'] : ['registered'],
    );
    if (chance.happens(0.06))
      this.step('reclassified', registeredMs + HOUR_MS, { from: category, to: 'other', reason: 'triage' });
    return registeredMs;
  }

  /** Assigned, investigated, handled. */
  private handle(registeredMs: number): number {
    const { branch, chance, office } = this.day;
    const assignedMs = office.after(registeredMs, chance.exponential(2.5 * HOUR_MS * branch.backOfficePace ** 2));
    this.step('assigned', assignedMs, {
      to_team: 'service quality',
      handler_ref: `s_${branch.id.toLowerCase()}_q${1 + chance.below(2)}`,
      handler_qualified: chance.happens(0.97),
      conflict_free: true,
    });
    const investigatedMs = office.after(assignedMs, (0.3 + chance.exponential(1)) * OFFICE_DAY_MS);
    if (chance.happens(1 - 0.02 * branch.carelessness)) {
      const finding = chance.pick([['substantiated', 5], ['partly', 2], ['unsubstantiated', 3], ['undetermined', 1]] as const); // prettier-ignore
      this.step('investigated', investigatedMs, { finding, root_cause_code: this.cause });
    }
    const handledMs = office.after(investigatedMs, (0.3 + chance.exponential(1.2)) * OFFICE_DAY_MS);
    this.step('handled', handledMs, { measure_codes: ['apology', ...(this.cause === 'error' ? ['correction'] : [])] });
    return handledMs;
  }

  /** The reply, in time or late, extended perhaps, and what may come after it. */
  private reply(handledMs: number, isLate: boolean): number {
    const { branch, writer, chance, office } = this.day;
    if (isLate && chance.happens(0.4)) {
      this.step('extended', office.after(handledMs, 2 * OFFICE_DAY_MS), {
        kind: 'reply',
        new_due: writer.localTime(office.after(handledMs, 12 * OFFICE_DAY_MS)),
        reason_code: 'third_party',
        approved_by: 's_head_01',
        customer_told: chance.happens(0.9),
      });
    }
    const days = isLate ? 6.5 + chance.exponential(2) : Math.min(4.5, 0.2 + chance.exponential(1.2));
    const repliedMs = office.after(handledMs, days * OFFICE_DAY_MS);
    const isFollowedUp = chance.happens(0.3);
    this.step('replied', repliedMs, {
      reply_channel: 'phone',
      content: {
        matter: true,
        result: chance.happens(0.99),
        basis: chance.happens(1 - 0.06 * branch.carelessness),
        follow_up: isFollowedUp && chance.happens(0.9),
      },
      follow_up_required: isFollowedUp,
      remedies_told: chance.happens(0.95),
    });
    if (isFollowedUp)
      this.step('follow_up_completed', office.after(repliedMs, 5 * OFFICE_DAY_MS), { reason_code: 'call_back' });
    if (chance.happens(0.05))
      this.step('reopened', repliedMs + chance.exponential(3 * DAY_MS), { reason_code: 'not_solved' });
    return repliedMs;
  }

  private step(type: string, atMs: number, data: object, counts: readonly Counted[] = []): void {
    this.day.writer.write(atMs, {
      system: 'complaints',
      type: `complaint.${type}.v1`,
      journey: this.met.journey,
      data: { complaint_id: this.complaintId, ...data },
      note: (tally) => counts.forEach((what) => tally.count(what)),
    });
  }
}
