/** Reads the ledger of complaints: the instants that their clocks run from and to, and how each stands at a local day. */
import { calendarOf, type CaseQuestion, foldParameters } from './case-history';
import type { WarehouseClient } from './client';
import { complaintLedgerSql, familyOf } from './families';
import { type Moment, referenceParameters } from './moment';
import type { ScratchTables } from './scratch';

/** Open means that neither clock has run out. */
export const COMPLAINT_STATES = ['open', 'overdue', 'replied', 'withdrawn'] as const;
export type ComplaintState = (typeof COMPLAINT_STATES)[number];

export interface LedgerFilters {
  /** Local days of the registration, the second exclusive; undefined for no limit. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly branch: readonly string[];
  readonly region: readonly string[];
  readonly category: readonly string[];
  readonly cause: readonly string[];
}

export interface LedgerPlace {
  readonly day: string;
  readonly branch: string;
  readonly caseId: string;
}

/** Instants are RFC 3339 in UTC, null where the step is missing; days are local. */
export interface LedgerEntry extends LedgerPlace {
  readonly region: string;
  readonly state: ComplaintState;
  readonly channel: string;
  readonly serviceItem: string;
  readonly staff: string;
  readonly category: string;
  readonly cause: string;
  readonly receivedAt: string | null;
  readonly registeredAt: string | null;
  readonly assignedAt: string | null;
  readonly investigatedAt: string | null;
  readonly handledAt: string | null;
  readonly repliedAt: string | null;
  readonly withdrawnAt: string | null;
  /** By the handbook; null until the handling has ended. */
  readonly replyDueDay: string | null;
  /** Whether working days were counted on a guessed calendar. */
  readonly isProvisional: boolean;
  /** `on_time`, `late` or `withdrawn`, as the metric judges it once the due day is over. */
  readonly replyOutcome: string;
  /** By the regulator; null without a registration. */
  readonly decisionDueDay: string | null;
}

type RawEntry = readonly [
  day: string, branch: string, caseId: string, region: string, state: ComplaintState, channel: string, serviceItem: string,
  staff: string, category: string, cause: string, receivedAt: string | null, registeredAt: string | null,
  assignedAt: string | null, investigatedAt: string | null, handledAt: string | null, repliedAt: string | null,
  withdrawnAt: string | null, replyDueDay: string | null, provisional: number, replyOutcome: string,
  decisionDueDay: string | null,
]; // prettier-ignore

const PAGE = complaintLedgerSql('all', 'page');
const STATES = complaintLedgerSql('all', 'states');
const { facts: COMPLAINTS } = familyOf('complaint');
const ANYWHERE: LedgerFilters = { branch: [], region: [], category: [], cause: [] };

/** Of which moment the ledger is read. */
export interface LedgerMoment {
  readonly moment: Moment;
  /** Its local day, at which complaints are judged. */
  readonly today: string;
  /** What stands in for the facts: those of another moment. */
  readonly tables?: ScratchTables;
}

/** In the order of (day, branch, case), from the place after `after` on. */
export async function readComplaints(
  client: WarehouseClient,
  filters: LedgerFilters,
  at: LedgerMoment,
  page: {
    readonly states: readonly ComplaintState[];
    readonly after: LedgerPlace | undefined;
    readonly limit: number;
  },
  signal?: AbortSignal,
): Promise<LedgerEntry[]> {
  const parameters = { ...storedParameters(at), ...filterParameters(filters, at.today), ...pageParameters(page) };
  return (await client.rows<RawEntry>(PAGE, parameters, signal)).map(ledgerEntry);
}

export async function countComplaints(
  client: WarehouseClient,
  filters: LedgerFilters,
  at: LedgerMoment,
  signal?: AbortSignal,
): Promise<Readonly<Record<ComplaintState, number>>> {
  const rows = await client.rows<[ComplaintState, string]>(
    STATES,
    { ...storedParameters(at), ...filterParameters(filters, at.today) },
    signal,
  );
  const counts = new Map(rows.map(([state, count]) => [state, Number(count)]));
  return Object.fromEntries(COMPLAINT_STATES.map((state) => [state, counts.get(state) ?? 0])) as Record<
    ComplaintState,
    number
  >;
}

/** One complaint, folded from its events as it is asked for; undefined where it has none. */
export async function readComplaint(
  client: WarehouseClient,
  question: CaseQuestion,
  today: string,
): Promise<LedgerEntry | undefined> {
  const [row] = await client.rows<RawEntry>(complaintLedgerSql(calendarOf(question), 'page'), {
    ...foldParameters(question),
    ...filterParameters(ANYWHERE, today),
    ...pageParameters({ states: [], after: undefined, limit: 1 }),
  });
  return row && ledgerEntry(row);
}

function storedParameters({ moment, tables = (table) => table }: LedgerMoment): Readonly<Record<string, unknown>> {
  return { ...referenceParameters(moment), facts: tables(COMPLAINTS) };
}

function filterParameters(filters: LedgerFilters, today: string): Readonly<Record<string, unknown>> {
  return {
    today,
    from: filters.from ?? '',
    to: filters.to ?? '',
    branches: filters.branch,
    regions: filters.region,
    categories: filters.category,
    causes: filters.cause,
  };
}

function pageParameters({
  states,
  after,
  limit,
}: Pick<Parameters<typeof readComplaints>[3], 'states' | 'after' | 'limit'>): Readonly<Record<string, unknown>> {
  return {
    states,
    after_day: after?.day ?? '',
    after_branch: after?.branch ?? '',
    after_case: after?.caseId ?? '',
    limit,
  };
}

function ledgerEntry([
  day, branch, caseId, region, state, channel, serviceItem, staff, category, cause, receivedAt, registeredAt, assignedAt,
  investigatedAt, handledAt, repliedAt, withdrawnAt, replyDueDay, provisional, replyOutcome, decisionDueDay,
]: RawEntry): LedgerEntry {
  return {
    day, branch, caseId, region, state, channel, serviceItem, staff, category, cause, receivedAt, registeredAt, assignedAt,
    investigatedAt, handledAt, repliedAt, withdrawnAt, replyDueDay, isProvisional: provisional === 1, replyOutcome,
    decisionDueDay,
  };
} // prettier-ignore
