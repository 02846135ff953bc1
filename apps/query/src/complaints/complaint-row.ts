/** One complaint of the ledger, in the names of the API. */
import type { Calendar } from '@plumbline/calendar';
import type { ComplaintState, LedgerEntry } from '@plumbline/warehouse';
import { caseAddress, complaintAddress } from '../links';
import { complaintClocks, type ComplaintClocks } from './complaint-clocks';

/** In order; a complaint has reached the last of which there is an event. */
export const STAGES = ['registered', 'assigned', 'investigated', 'handled', 'replied'] as const;

export interface ComplaintRow {
  readonly complaint_id: string;
  /** Local day of the registration, else of the first event. */
  readonly day: string;
  readonly branch: string;
  readonly region: string;
  readonly channel: string;
  readonly service_item: string;
  readonly category: string;
  readonly cause: string;
  /** Pseudonym of the handler that it was first assigned to. */
  readonly staff: string;
  readonly state: ComplaintState;
  /** Null where none of the stages has an event. */
  readonly stage: (typeof STAGES)[number] | null;
  /** When each step first happened; null where it is missing. */
  readonly received_at: string | null;
  readonly registered_at: string | null;
  readonly assigned_at: string | null;
  readonly investigated_at: string | null;
  readonly handled_at: string | null;
  readonly replied_at: string | null;
  readonly withdrawn_at: string | null;
  readonly clocks: ComplaintClocks;
  readonly links: { readonly self: string; readonly case: string };
}

/** How complaints are told. */
export interface ComplaintsAt {
  /** The local day at which the clocks are judged. */
  readonly today: string;
  readonly calendar: Calendar;
  readonly timeZone: string;
  /** The instant that was asked for, undefined for now. */
  readonly asOfMs: number | undefined;
}

export function complaintRow(entry: LedgerEntry, { today, calendar, timeZone, asOfMs }: ComplaintsAt): ComplaintRow {
  const steps = {
    registered: entry.registeredAt,
    assigned: entry.assignedAt,
    investigated: entry.investigatedAt,
    handled: entry.handledAt,
    replied: entry.repliedAt,
  };
  return {
    complaint_id: entry.caseId,
    day: entry.day,
    branch: entry.branch,
    region: entry.region,
    channel: entry.channel,
    service_item: entry.serviceItem,
    category: entry.category === '' ? 'unknown' : entry.category,
    cause: entry.cause === '' ? 'unknown' : entry.cause,
    staff: entry.staff,
    state: entry.state,
    stage: STAGES.findLast((stage) => steps[stage] !== null) ?? null,
    received_at: entry.receivedAt,
    registered_at: entry.registeredAt,
    assigned_at: entry.assignedAt,
    investigated_at: entry.investigatedAt,
    handled_at: entry.handledAt,
    replied_at: entry.repliedAt,
    withdrawn_at: entry.withdrawnAt,
    clocks: complaintClocks(entry, today, calendar, timeZone),
    links: { self: complaintAddress(entry.caseId, asOfMs), case: caseAddress('complaint', entry.caseId, asOfMs) },
  };
}
