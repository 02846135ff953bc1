/** The use case "which complaints, and how do their clocks stand": a page of the ledger. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { buildCalendar } from '@plumbline/calendar';
import {
  type ComplaintState,
  countComplaints,
  type LedgerEntry,
  readComplaints,
  readPublishedCalendars,
  type WarehouseClient,
} from '@plumbline/warehouse';
import { cursorOf } from '../cursor';
import { address } from '../links';
import type { RawParameters } from '../parameters';
import { TIME_ZONE, WAREHOUSE } from '../query.tokens';
import { unlessAway } from '../warehouse-away';
import { type ComplaintRow, complaintRow } from './complaint-row';
import { type ComplaintsQuestion, identityOf, readComplaintsQuestion } from './complaints-question';

export interface ComplaintsAnswer {
  readonly meta: {
    /** What was known then: now. */
    readonly as_of: string;
    /** Local day at which the clocks are judged. */
    readonly today: string;
  };
  /** Complaints by state, whatever states are listed. */
  readonly states: Readonly<Record<ComplaintState, number>>;
  /** By day of registration, branch and complaint: the oldest first. */
  readonly complaints: readonly ComplaintRow[];
  readonly links: { readonly self: string; readonly next?: string };
}

export class GetComplaints extends Query<ComplaintsAnswer> {
  /** @param signal aborts when whoever asked has left */
  constructor(
    readonly parameters: RawParameters,
    readonly signal?: AbortSignal,
  ) {
    super();
  }
}

@QueryHandler(GetComplaints)
export class GetComplaintsHandler implements IQueryHandler<GetComplaints> {
  constructor(
    @Inject(WAREHOUSE) private readonly warehouse: WarehouseClient,
    @Inject(TIME_ZONE) private readonly timeZone: string,
  ) {}

  async execute({ parameters, signal }: GetComplaints): Promise<ComplaintsAnswer> {
    const question = readComplaintsQuestion(parameters, this.timeZone, Date.now());
    const { filters, limit, today, asOfMs } = question;
    const [found, states, published] = await unlessAway('Complaints cannot be read now', () =>
      Promise.all([
        readComplaints(this.warehouse, filters, { ...question, limit: limit + 1 }, signal),
        countComplaints(this.warehouse, filters, today, signal),
        readPublishedCalendars(this.warehouse),
      ]),
    );
    const calendar = buildCalendar(published);
    const page = found.slice(0, limit);
    return {
      meta: { as_of: new Date(asOfMs).toISOString(), today },
      states,
      complaints: page.map((entry) => complaintRow(entry, today, calendar, this.timeZone)),
      links: linksOf(question, found.length > limit ? page.at(-1) : undefined),
    };
  }
}

function linksOf(question: ComplaintsQuestion, last: LedgerEntry | undefined): ComplaintsAnswer['links'] {
  const { filters, states, limit, after } = question;
  const unknown = (values: readonly string[]): readonly string[] =>
    values.map((value) => (value === '' ? 'unknown' : value));
  const own = {
    ...filters,
    category: unknown(filters.category),
    cause: unknown(filters.cause),
    state: states,
    limit,
  };
  const at = (place: Pick<LedgerEntry, 'day' | 'branch' | 'caseId'>): string =>
    address('/api/v1/complaints', {
      ...own,
      cursor: cursorOf(identityOf(question), [place.day, place.branch, place.caseId]),
    });
  return { self: after ? at(after) : address('/api/v1/complaints', own), ...(last ? { next: at(last) } : {}) };
}
