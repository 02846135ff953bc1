/** The use case "how do complaints stand": how many by kind, and how both clocks of them do. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { buildCalendar } from '@plumbline/calendar';
import { type LedgerEntry, readComplaints, readPublishedCalendars, type WarehouseClient } from '@plumbline/warehouse';
import { type ComplaintRow, complaintRow, STAGES } from '../complaints/complaint-row';
import { type ComplaintsQuestion, ledgerRange, readComplaintsQuestion } from '../complaints/complaints-question';
import { Problem } from '@plumbline/problem';
import type { RawParameters } from '../parameters';
import type { Pipeline } from '../pipeline';
import { PIPELINE, TIME_ZONE, WAREHOUSE } from '../query.tokens';
import { readAt } from '../read-at';
import { unlessAway } from '../warehouse-away';

export const COMPLAINT_GROUPS = ['all', 'category', 'cause', 'channel', 'branch', 'stage', 'age'] as const;
export type ComplaintGroup = (typeof COMPLAINT_GROUPS)[number];

export interface ComplaintCountRow {
  /** Code of the group; of ages a range of calendar days such as 6-15, `closed` for those no longer open. */
  readonly group: string;
  readonly total: number;
  readonly open: number;
  /** Open, and within both clocks. */
  readonly running: number;
  /** Open, and past the due day of a clock. */
  readonly overdue: number;
  readonly replied: number;
  readonly withdrawn: number;
  /** Of the handbook's clock (5 working days from the end of handling): missed, or overrun and still open. */
  readonly handbook_late: number;
  readonly handbook_met: number;
  /** Of the regulator's clock (15 calendar days from the receipt). */
  readonly regulator_late: number;
  readonly regulator_met: number;
}

export interface ComplaintCountsAnswer {
  readonly meta: {
    readonly by: ComplaintGroup;
    /** What was known then: now, where nothing else was asked for. */
    readonly as_of: string;
    /** Local day at which the clocks are judged. */
    readonly today: string;
  };
  readonly rows: readonly ComplaintCountRow[];
}

/** Calendar days since the receipt, both ends included. */
const AGES: readonly (readonly [least: number, most: number])[] = [
  [0, 5],
  [6, 15],
  [16, 30],
  [31, 60],
  [61, Infinity],
];
const PAGE = 10_000;
/** All are counted. */
const NO_PAGES = ['limit', 'cursor'];

export class GetComplaintCounts extends Query<ComplaintCountsAnswer> {
  constructor(
    readonly parameters: RawParameters,
    readonly signal?: AbortSignal,
  ) {
    super();
  }
}

@QueryHandler(GetComplaintCounts)
export class GetComplaintCountsHandler implements IQueryHandler<GetComplaintCounts> {
  constructor(
    @Inject(WAREHOUSE) private readonly warehouse: WarehouseClient,
    @Inject(TIME_ZONE) private readonly timeZone: string,
    @Inject(PIPELINE) private readonly pipeline: Pick<Pipeline, 'settledMs'>,
  ) {}

  async execute({
    parameters: { by: group, ...parameters },
    signal,
  }: GetComplaintCounts): Promise<ComplaintCountsAnswer> {
    const by = readGroup(group);
    const question = readComplaintsQuestion(parameters, this.timeZone, Date.now(), NO_PAGES);
    const rows = await unlessAway('Complaints cannot be counted now', () => this.read(question, signal), signal);
    const { today, asOfMs } = question;
    return { meta: { by, as_of: new Date(asOfMs).toISOString(), today }, rows: complaintCounts(rows, by) };
  }

  private read(question: ComplaintsQuestion, signal: AbortSignal | undefined): Promise<ComplaintRow[]> {
    const { warehouse, pipeline, timeZone } = this;
    const { filters, states, moment, today } = question;
    return readAt({ warehouse, pipeline, timeZone }, ledgerRange(question), async (tables) => {
      const at = { moment, today, ...(tables ? { tables } : {}) };
      const calendar = buildCalendar(await readPublishedCalendars(warehouse, moment));
      const rows: ComplaintRow[] = [];
      let after: LedgerEntry | undefined;
      do {
        const page = await readComplaints(warehouse, filters, at, { states, after, limit: PAGE }, signal);
        for (const entry of page)
          rows.push(complaintRow(entry, { today, calendar, timeZone, asOfMs: moment.knownByMs }));
        after = page.length === PAGE ? page.at(-1) : undefined;
      } while (after);
      return rows;
    });
  }
}

function readGroup(text: RawParameters[string]): ComplaintGroup {
  const by = COMPLAINT_GROUPS.find((group) => group === (text ?? 'all'));
  if (by !== undefined) return by;
  const message = `by must be one of ${COMPLAINT_GROUPS.join(', ')}.`;
  throw new Problem({
    status: 400,
    code: 'invalid_parameter',
    title: 'A parameter is not valid',
    detail: message,
    errors: [{ pointer: 'by', code: 'enum', message }],
  });
}

/** Stages and ages in their order, else the most frequent first. */
export function complaintCounts(rows: readonly ComplaintRow[], by: ComplaintGroup): ComplaintCountRow[] {
  const groups = new Map<string, ComplaintRow[]>();
  for (const row of rows) {
    const key = groupOf(row, by);
    const known = groups.get(key);
    if (known) known.push(row);
    else groups.set(key, [row]);
  }
  const order = by === 'stage' ? ['none', ...STAGES] : by === 'age' ? [...AGES.map(ageName), 'closed'] : [];
  return [...groups]
    .map(([group, own]) => countRow(group, own))
    .toSorted(
      (a, b) => order.indexOf(a.group) - order.indexOf(b.group) || b.total - a.total || (a.group < b.group ? -1 : 1),
    );
}

function groupOf(row: ComplaintRow, by: ComplaintGroup): string {
  if (by === 'all') return 'all';
  if (by === 'stage') return row.stage ?? 'none';
  if (by !== 'age') return row[by];
  const days = row.clocks.age?.calendar_days;
  const age = AGES.find(([least, most]) => days !== undefined && days >= least && days <= most);
  return age ? ageName(age) : 'closed';
}

function ageName([least, most]: readonly [least: number, most: number]): string {
  return Number.isFinite(most) ? `${least}-${most}` : `${least}+`;
}

function countRow(group: string, rows: readonly ComplaintRow[]): ComplaintCountRow {
  const count = (is: (row: ComplaintRow) => boolean): number => rows.filter(is).length;
  const isLate = (state: string): boolean => state === 'missed' || state === 'overrun';
  return {
    group,
    total: rows.length,
    open: count(({ state }) => state === 'open' || state === 'overdue'),
    running: count(({ state }) => state === 'open'),
    overdue: count(({ state }) => state === 'overdue'),
    replied: count(({ state }) => state === 'replied'),
    withdrawn: count(({ state }) => state === 'withdrawn'),
    handbook_late: count(({ clocks }) => isLate(clocks.handbook.state)),
    handbook_met: count(({ clocks }) => clocks.handbook.state === 'met'),
    regulator_late: count(({ clocks }) => isLate(clocks.regulator.state)),
    regulator_met: count(({ clocks }) => clocks.regulator.state === 'met'),
  };
}
