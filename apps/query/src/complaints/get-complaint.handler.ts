/** The use case "how does this complaint stand": its row of the ledger, and its time line. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { buildCalendar, localDate } from '@plumbline/calendar';
import { readComplaint, readPublishedCalendars, type WarehouseClient } from '@plumbline/warehouse';
import type { RawEvent } from '../cases/case-events';
import type { CaseMetric } from '../cases/case-metrics';
import { GetCase } from '../cases/get-case.handler';
import { TIME_ZONE, WAREHOUSE } from '../query.tokens';
import { unlessAway } from '../warehouse-away';
import { type ComplaintRow, complaintRow } from './complaint-row';

export interface ComplaintAnswer extends ComplaintRow {
  readonly meta: { readonly as_of: string; readonly today: string };
  readonly metrics: readonly CaseMetric[];
  /** The time line: every event in the order of occurrence. */
  readonly events: readonly RawEvent[];
  readonly truncated: boolean;
}

export class GetComplaint extends Query<ComplaintAnswer> {
  constructor(readonly complaintId: string) {
    super();
  }
}

@QueryHandler(GetComplaint)
export class GetComplaintHandler implements IQueryHandler<GetComplaint> {
  constructor(
    @Inject(WAREHOUSE) private readonly warehouse: WarehouseClient,
    @Inject(TIME_ZONE) private readonly timeZone: string,
    private readonly queries: QueryBus,
  ) {}

  async execute({ complaintId }: GetComplaint): Promise<ComplaintAnswer> {
    const {
      as_of: asOf,
      metrics,
      events,
      truncated,
    } = await this.queries.execute(new GetCase('complaint', complaintId));
    const today = localDate(Date.parse(asOf), this.timeZone);
    const question = {
      family: 'complaint',
      caseId: complaintId,
      timeZone: this.timeZone,
      occurredByMs: Date.parse(asOf),
    } as const;
    const [entry, published] = await unlessAway('The complaint cannot be read now', () =>
      Promise.all([readComplaint(this.warehouse, question, today), readPublishedCalendars(this.warehouse)]),
    );
    if (!entry) throw new Error('A case with events has a place in the ledger.');
    return {
      meta: { as_of: asOf, today },
      ...complaintRow(entry, today, buildCalendar(published), this.timeZone),
      metrics,
      events,
      truncated,
    };
  }
}
