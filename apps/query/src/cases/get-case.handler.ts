/** The use case "what happened in this case": its raw events, the facts they fold into, and the metrics it counts in. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { localDate } from '@plumbline/calendar';
import { nearestName } from '@plumbline/events';
import { Problem } from '@plumbline/problem';
import {
  type CaseQuestion,
  PROJECTED_FAMILIES,
  readCaseAppends,
  readCaseFacts,
  readCaseSums,
  type WarehouseClient,
} from '@plumbline/warehouse';
import { caseAddress, complaintAddress } from '../links';
import { TIME_ZONE, WAREHOUSE } from '../query.tokens';
import { unlessAway } from '../warehouse-away';
import { type RawEvent, rawEvents } from './case-events';
import { type FoldedFacts, foldedFacts } from './case-facts';
import { type CaseMetric, caseMetrics } from './case-metrics';

/** A case of ours has tens of events; what a faulty producer piles up on one id is not worth more. */
const MOST_EVENTS = 1_000;

export interface CaseAnswer {
  readonly family: string;
  readonly case_id: string;
  /** What was known then: now. */
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
  ) {
    super();
  }
}

@QueryHandler(GetCase)
export class GetCaseHandler implements IQueryHandler<GetCase> {
  constructor(
    @Inject(WAREHOUSE) private readonly warehouse: WarehouseClient,
    @Inject(TIME_ZONE) private readonly timeZone: string,
  ) {}

  async execute({ family, caseId }: GetCase): Promise<CaseAnswer> {
    const now = Date.now();
    const question = { family: familyNamed(family), caseId, timeZone: this.timeZone, occurredByMs: now };
    const [appends, facts, sums] = await unlessAway('The case cannot be read now', () =>
      Promise.all([
        readCaseAppends(this.warehouse, question, MOST_EVENTS + 1),
        readCaseFacts(this.warehouse, question),
        readCaseSums(this.warehouse, question),
      ]),
    );
    if (appends.length === 0) throw unknownCase(family);
    return {
      family,
      case_id: caseId,
      as_of: new Date(now).toISOString(),
      facts: foldedFacts(facts),
      metrics: caseMetrics(family, sums, localDate(now, this.timeZone)),
      events: rawEvents(appends.slice(0, MOST_EVENTS)),
      truncated: appends.length > MOST_EVENTS,
      links: {
        self: caseAddress(family, caseId),
        ...(family === 'complaint' ? { complaint: complaintAddress(caseId) } : {}),
      },
    };
  }
}

/** @throws Problem 404 */
function familyNamed(name: string): CaseQuestion['family'] {
  const names = PROJECTED_FAMILIES.map((family) => family.name);
  const found = names.find((known) => known === name);
  if (found) return found;
  const nearest = nearestName(name, names);
  throw new Problem({
    status: 404,
    code: 'unknown_family',
    title: 'No cases of this family are kept',
    detail: nearest === undefined ? `Families with cases: ${names.join(', ')}.` : `Did you mean ${nearest}?`,
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
