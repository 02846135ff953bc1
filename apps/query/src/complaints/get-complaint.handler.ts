/** The use case "how does this complaint stand": its row of the ledger, and its time line. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { buildCalendar, localDate } from '@plumbline/calendar';
import { Problem } from '@plumbline/problem';
import { readComplaint, readPublishedCalendars, type WarehouseClient } from '@plumbline/warehouse';
import type { RawEvent } from '../cases/case-events';
import type { CaseMetric } from '../cases/case-metrics';
import { GetCase, readCaseMoment } from '../cases/get-case.handler';
import { caseAddress } from '../links';
import type { RawParameters } from '../parameters';
import type { Pipeline } from '../pipeline';
import { PIPELINE, TIME_ZONE, WAREHOUSE } from '../query.tokens';
import { calendarThen } from '../read-at';
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
  constructor(
    readonly complaintId: string,
    readonly parameters: RawParameters = {},
  ) {
    super();
  }
}

@QueryHandler(GetComplaint)
export class GetComplaintHandler implements IQueryHandler<GetComplaint> {
  constructor(
    @Inject(WAREHOUSE) private readonly warehouse: WarehouseClient,
    @Inject(TIME_ZONE) private readonly timeZone: string,
    @Inject(PIPELINE) private readonly pipeline: Pick<Pipeline, 'settledMs'>,
    private readonly queries: QueryBus,
  ) {}

  async execute({ complaintId, parameters }: GetComplaint): Promise<ComplaintAnswer> {
    const {
      as_of: asOf,
      metrics,
      events,
      truncated,
    } = await this.queries.execute(new GetCase('complaint', complaintId, parameters));
    const { moment } = readCaseMoment(parameters, this.timeZone);
    const at = { ...moment, occurredByMs: Date.parse(asOf) };
    const today = localDate(at.occurredByMs, this.timeZone);
    const { warehouse, pipeline, timeZone } = this;
    const [entry, published] = await unlessAway('The complaint cannot be read now', async () => {
      const calendar = await calendarThen({ warehouse, pipeline }, at);
      const question = { family: 'complaint', caseId: complaintId, timeZone, moment: at } as const;
      return Promise.all([
        readComplaint(warehouse, { ...question, ...(calendar === undefined ? {} : { calendar }) }, today),
        readPublishedCalendars(warehouse, at),
      ]);
    });
    if (!entry) throw voidedComplaint(caseAddress('complaint', complaintId, at.knownByMs));
    return {
      meta: { as_of: asOf, today },
      ...complaintRow(entry, { today, calendar: buildCalendar(published), timeZone, asOfMs: at.knownByMs }),
      metrics,
      events,
      truncated,
    };
  }
}

function voidedComplaint(address: string): Problem {
  return new Problem({
    status: 404,
    code: 'voided_complaint',
    title: 'All events of this complaint are voided',
    detail: `There is nothing left to judge. GET ${address} shows what was recorded, and what voided it.`,
  });
}
