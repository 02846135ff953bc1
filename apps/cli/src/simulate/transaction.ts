/** A transaction's five steps: at the counter within minutes, or in the back office over days; some with faults. */
import { COUNTER_LIMIT_HOURS } from './items';
import type { BranchDay, Experience } from './experience';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SHORTEST_AT_COUNTER_MS = 2 * MINUTE_MS;
const BACK_OFFICE_SIGMA = 0.4;
/** Where work at the counter runs beyond its limit: the system was slow, or something had to be asked. */
const STUCK_AT_COUNTER = 0.01;

/** Chances of an average branch. */
const REVIEW_LEFT_OUT = 0.012;
const FEEDBACK_LEFT_OUT = 0.012;
const OUT_OF_ORDER = 0.01;
const REWORKED = 0.02;
const MORE_DOCUMENTS = 0.04;
const REJECTED = 0.02;
const NOTICED = 0.85;

export interface WrittenTransaction {
  readonly txnId: string;
  /** When an error was put right. */
  readonly reworkedMs: number | undefined;
}

/** @param startedMs when the customer handed in what it needs */
export function writeTransaction(
  met: Omit<Experience, 'reworkedMs'>,
  startedMs: number,
  { branch, writer, chance, office }: BranchDay,
): WrittenTransaction {
  const { contact, journey, staffRef } = met;
  const { item, channel, customerId } = contact;
  const txnId = writer.newId(startedMs);
  const at = clock();
  const step = (type: string, atMs: number, data: object, counts?: 'submitted' | 'rejected' | 'reworked'): void =>
    writer.write(atMs, {
      system: 'core',
      type: `transaction.${type}.v1`,
      journey,
      data: { txn_id: txnId, channel, service_item_code: item.code, ...data },
      ...(counts === undefined ? {} : { note: (tally) => tally.count(counts) }),
    });
  const slips = (probability: number): boolean => chance.happens(Math.min(1, probability * branch.carelessness));

  const opening = { customer_id: customerId, visit_id: met.visitId, service_line: item.line };
  step('submitted', at(0), { ...opening, doc_set_complete: chance.happens(0.95) }, 'submitted');
  if (!slips(REVIEW_LEFT_OUT)) {
    const isFirstTime = !chance.happens(MORE_DOCUMENTS);
    if (!isFirstTime) step('reviewed', at(0.1), { staff_ref: staffRef, outcome: 'more_docs' });
    if (chance.happens(REJECTED)) {
      step('reviewed', at(0.2), { staff_ref: staffRef, outcome: 'rejected' });
      step('rejected', at(0.25), { staff_ref: staffRef, stage: 'reviewed', reason_code: 'documents' }, 'rejected');
      return { txnId, reworkedMs: undefined };
    }
    step('reviewed', at(isFirstTime ? 0.2 : 0.4), { staff_ref: staffRef, outcome: 'accepted' });
  }
  step('processed', at(slips(OUT_OF_ORDER) ? 0.05 : 0.6), { staff_ref: staffRef, system_code: 'core' });
  const reworkedMs = slips(REWORKED) ? at(0.8) : undefined;
  if (reworkedMs !== undefined) {
    const caused_by = chance.pick([['staff', 7], ['system', 2], ['customer', 1]] as const); // prettier-ignore
    const severity = chance.pick([['minor', 8], ['major', 2]] as const); // prettier-ignore
    step('reworked', reworkedMs, { staff_ref: staffRef, stage: 'processed', severity, caused_by }, 'reworked');
  }
  if (item.backOffice && !slips(1 - NOTICED)) step('progress_notified', at(0.7), { notice_channel: 'app' });
  const confirmedAt = reworkedMs === undefined ? 1 : 1.4;
  step('confirmed', at(confirmedAt), { confirmed_by: item.backOffice ? 'checker' : 'customer' });
  if (!slips(FEEDBACK_LEFT_OUT)) {
    step('fed_back', at(confirmedAt + 0.05), {
      staff_ref: staffRef,
      feedback_channel: item.backOffice ? 'app' : channel,
    });
  }
  return { txnId, reworkedMs };

  /** The instant at which a share of the usual work is done. */
  function clock(): (share: number) => number {
    if (item.backOffice) {
      const workMs = chance.logNormal(item.backOffice.medianHours * branch.backOfficePace, BACK_OFFICE_SIGMA) * HOUR_MS;
      return (share) => (share === 0 ? startedMs : office.after(startedMs, share * workMs));
    }
    const workMs = chance.happens(STUCK_AT_COUNTER)
      ? (COUNTER_LIMIT_HOURS + chance.exponential(2)) * HOUR_MS
      : Math.max(SHORTEST_AT_COUNTER_MS, (met.endedMs - startedMs) * 0.7);
    return (share) => startedMs + share * workMs;
  }
}
