/** The use case "what happened in this case": its raw events, the facts they fold into, and the metrics it counts in. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { nearestName } from '@plumbline/events';
import { Problem } from '@plumbline/problem';
import {
  type CaseQuestion,
  CASE_FAMILIES,
  readCaseAppends,
  readCaseFacts,
  readCaseStanding,
  readCaseSums,
  type WarehouseClient,
} from '@plumbline/warehouse';
import { caseAddress, complaintAddress } from '../links';
import { ParameterReader, type RawParameters } from '../parameters';
import type { Pipeline } from '../pipeline';
import { PIPELINE, TIME_ZONE, WAREHOUSE } from '../query.tokens';
import { calendarThen } from '../read-at';
import { type AskedMoment, readMoment } from '../scores-question';
import { unlessAway } from '../warehouse-away';
import { type RawEvent, rawEvents } from './case-events';
import { type FoldedFacts, foldedFacts } from './case-facts';
import { type CaseMetric, caseMetrics } from './case-metrics';

/** A case of ours has tens of events; what a faulty producer piles up on one id is not worth more. */
const MOST_EVENTS = 1_000;

export interface CaseAnswer {
  readonly family: string;
  readonly case_id: string;
  /** What was known then: now, where nothing else was asked for. */
  readonly as_of: string;
  readonly facts: readonly FoldedFacts[];
  readonly metrics: readonly CaseMetric[];
  readonly events: readonly RawEvent[];
  /** Whether the case has more events than are listed. */
  readonly truncated: boolean;
  readonly links: {
    readonly self: string;
    /** Of a complaint: its clocks. */
    readonly complaint?: string;
  };
}

export class GetCase extends Query<CaseAnswer> {
  constructor(
    readonly family: string,
    readonly caseId: string,
    readonly parameters: RawParameters = {},
  ) {
    super();
  }
}

@QueryHandler(GetCase)
export class GetCaseHandler implements IQueryHandler<GetCase> {
  constructor(
    @Inject(WAREHOUSE) private readonly warehouse: WarehouseClient,
    @Inject(TIME_ZONE) private readonly timeZone: string,
    @Inject(PIPELINE) private readonly pipeline: Pick<Pipeline, 'settledMs'>,
  ) {}

  async execute({ family, caseId, parameters }: GetCase): Promise<CaseAnswer> {
    const asked = { family: familyNamed(family), caseId, timeZone: this.timeZone };
    const { moment, asOfMs, today } = readCaseMoment(parameters, this.timeZone);
    const [appends, standing, facts, sums] = await unlessAway('The case cannot be read now', async () => {
      const calendar = await calendarThen({ warehouse: this.warehouse, pipeline: this.pipeline }, moment);
      const question = { ...asked, moment, ...(calendar === undefined ? {} : { calendar }) };
      return Promise.all([
        readCaseAppends(this.warehouse, question, MOST_EVENTS + 1),
        readCaseStanding(this.warehouse, question),
        readCaseFacts(this.warehouse, question),
        readCaseSums(this.warehouse, question),
      ]);
    });
    if (appends.length === 0) throw unknownCase(family);
    return {
      family,
      case_id: caseId,
      as_of: new Date(asOfMs).toISOString(),
      facts: foldedFacts(facts),
      metrics: caseMetrics(sums, today, moment.knownByMs),
      events: rawEvents(appends.slice(0, MOST_EVENTS), standing),
      truncated: appends.length > MOST_EVENTS,
      links: {
        self: caseAddress(family, caseId, moment.knownByMs),
        ...(family === 'complaint' ? { complaint: complaintAddress(caseId, moment.knownByMs) } : {}),
      },
    };
  }
}

/** @throws Problem 400 with every fault of the parameters */
export function readCaseMoment(parameters: RawParameters, timeZone: string): AskedMoment {
  const reader = new ParameterReader(parameters, ['as_of']);
  const moment = readMoment(reader, timeZone, Date.now());
  reader.finish();
  return moment;
}

/** @throws Problem 404 */
function familyNamed(name: string): CaseQuestion['family'] {
  const found = CASE_FAMILIES.find((known) => known === name);
  if (found) return found;
  const nearest = nearestName(name, CASE_FAMILIES);
  throw new Problem({
    status: 404,
    code: 'unknown_family',
    title: 'No cases of this family are kept',
    detail: nearest === undefined ? `Families with cases: ${CASE_FAMILIES.join(', ')}.` : `Did you mean ${nearest}?`,
  });
}

function unknownCase(family: string): Problem {
  return new Problem({
    status: 404,
    code: 'unknown_case',
    title: 'No event names this case',
    detail: `No ${family} event with this id was projected. An event just accepted is projected within a moment: GET /api/v1/status tells how far that is. Case ids are those of "case_id" in GET /api/v1/evidence.`,
  });
}
