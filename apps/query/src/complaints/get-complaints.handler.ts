/** The use case "which complaints, and how do their clocks stand": a page of the ledger. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { buildCalendar } from '@plumbline/calendar';
import {
  type ComplaintState,
  countComplaints,
  type LedgerEntry,
  readComplaints,
  type PublishedCalendar,
  readPublishedCalendars,
  type WarehouseClient,
} from '@plumbline/warehouse';
import { cursorOf } from '../cursor';
import { address, asOfText } from '../links';
import type { RawParameters } from '../parameters';
import type { Pipeline } from '../pipeline';
import { PIPELINE, TIME_ZONE, WAREHOUSE } from '../query.tokens';
import { readAt } from '../read-at';
import { unlessAway } from '../warehouse-away';
import { type ComplaintRow, complaintRow } from './complaint-row';
import { type ComplaintsQuestion, identityOf, ledgerRange, readComplaintsQuestion } from './complaints-question';

export interface ComplaintsAnswer {
  readonly meta: {
    /** What was known then: now, where nothing else was asked for. */
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
    @Inject(PIPELINE) private readonly pipeline: Pick<Pipeline, 'settledMs'>,
  ) {}

  async execute({ parameters, signal }: GetComplaints): Promise<ComplaintsAnswer> {
    const question = readComplaintsQuestion(parameters, this.timeZone, Date.now());
    const { limit, today, asOfMs, moment } = question;
    const [found, states, published] = await unlessAway(
      'Complaints cannot be read now',
      () => this.read(question, signal),
      signal,
    );
    const calendar = buildCalendar(published);
    const page = found.slice(0, limit);
    return {
      meta: { as_of: new Date(asOfMs).toISOString(), today },
      states,
      complaints: page.map((entry) =>
        complaintRow(entry, { today, calendar, timeZone: this.timeZone, asOfMs: moment.knownByMs }),
      ),
      links: linksOf(question, found.length > limit ? page.at(-1) : undefined),
    };
  }

  private read(
    question: ComplaintsQuestion,
    signal: AbortSignal | undefined,
  ): Promise<[LedgerEntry[], ComplaintsAnswer['states'], PublishedCalendar[]]> {
    const { warehouse, pipeline, timeZone } = this;
    const { filters, moment, today, states, after, limit } = question;
    return readAt({ warehouse, pipeline, timeZone }, ledgerRange(question), (tables) => {
      const at = { moment, today, ...(tables ? { tables } : {}) };
      return Promise.all([
        readComplaints(warehouse, filters, at, { states, after, limit: limit + 1 }, signal),
        countComplaints(warehouse, filters, at, signal),
        readPublishedCalendars(warehouse, moment),
      ]);
    });
  }
}

function linksOf(question: ComplaintsQuestion, last: LedgerEntry | undefined): ComplaintsAnswer['links'] {
  const { filters, states, limit, after, moment } = question;
  const unknown = (values: readonly string[]): readonly string[] =>
    values.map((value) => (value === '' ? 'unknown' : value));
  const own = {
    ...filters,
    category: unknown(filters.category),
    cause: unknown(filters.cause),
    state: states,
    as_of: asOfText(moment.knownByMs),
    limit,
  };
  const at = (place: Pick<LedgerEntry, 'day' | 'branch' | 'caseId'>): string =>
    address('/api/v1/complaints', {
      ...own,
      cursor: cursorOf(identityOf(question), [place.day, place.branch, place.caseId]),
    });
  return { self: after ? at(after) : address('/api/v1/complaints', own), ...(last ? { next: at(last) } : {}) };
}
