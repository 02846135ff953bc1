/** The use case "which cases made this number": a page of them, with the sums over all of them. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import {
  CASE_OUTCOMES,
  caseMeaningsOf,
  familiesOf,
  type Label,
  type MetricDefinition,
  sumOfSquaresOf,
} from '@plumbline/indicators';
import type { WarehouseClient } from '@plumbline/warehouse';
import { cursorOf } from '../cursor';
import { excludedCases } from '../excluded-cases';
import { refuseUnknownPlaces } from '../known-places';
import { address, type AddressParameters, asOfText } from '../links';
import type { RawParameters } from '../parameters';
import { freshnessSeconds, type Pipeline } from '../pipeline';
import { PIPELINE, TIME_ZONE, WAREHOUSE } from '../query.tokens';
import { readAt } from '../read-at';
import { type Cell, rangeRead, readCells, readLinesOfItems } from '../score-cells';
import { unlessAway } from '../warehouse-away';
import { type FoundCase, measuresRead, readEvidencePage, sumIn } from './evidence-page';
import { type EvidenceCursor, type EvidenceQuestion, identityOf, readEvidenceQuestion } from './evidence-question';
import { type EvidenceRow, evidenceRow } from './evidence-row';

export interface EvidenceAnswer {
  readonly meta: {
    /** What was known then: now, where nothing else was asked for. */
    readonly as_of: string;
    readonly from: string;
    /** Exclusive. */
    readonly to: string;
    readonly metric: Pick<MetricDefinition, 'id' | 'name' | 'definition' | 'unit' | 'direction'> & {
      /** False where the events of its family are not taken yet. */
      readonly measured: boolean;
    };
    /** Null where no projector runs. */
    readonly freshness_s: number | null;
  };
  /** Over all cases of the cell, whatever outcomes are listed: the sums that /scores computes the value from. */
  readonly totals: {
    /** Measure → integer; without sums of squares, as in the rows. */
    readonly sums: Readonly<Record<string, number>>;
    /** Reason → cases. */
    readonly excluded: Readonly<Record<string, number>>;
    /** What each reason means. */
    readonly reasons: Readonly<Record<string, Label>>;
  };
  /** By family, and in each by day, branch and case. */
  readonly cases: readonly EvidenceRow[];
  readonly links: {
    readonly self: string;
    /** The next page; absent on the last. */
    readonly next?: string;
    readonly scores: string;
    readonly explain: string;
  };
}

export class GetEvidence extends Query<EvidenceAnswer> {
  /** @param signal aborts when whoever asked has left */
  constructor(
    readonly parameters: RawParameters,
    readonly signal?: AbortSignal,
  ) {
    super();
  }
}

@QueryHandler(GetEvidence)
export class GetEvidenceHandler implements IQueryHandler<GetEvidence> {
  constructor(
    @Inject(WAREHOUSE) private readonly warehouse: WarehouseClient,
    @Inject(TIME_ZONE) private readonly timeZone: string,
    @Inject(PIPELINE) private readonly pipeline: Pipeline,
  ) {}

  async execute({ parameters, signal }: GetEvidence): Promise<EvidenceAnswer> {
    const question = readEvidenceQuestion(parameters, this.timeZone, Date.now());
    const { metric, from, to, asOfMs, limit } = question;
    const { cell, cases } = await unlessAway('Evidence cannot be read now', () => this.read(question, signal), signal);
    const meanings = new Map(caseMeaningsOf(metric).map((meaning) => [meaning.measure, meaning]));
    const page = cases.slice(0, limit);
    const { id, name, definition, unit, direction, estimator } = metric;
    return {
      meta: {
        as_of: new Date(asOfMs).toISOString(),
        from,
        to,
        metric: { id, name, definition, unit, direction, measured: estimator.kind !== 'pending' },
        freshness_s: freshnessSeconds(await this.pipeline.projectors()),
      },
      totals: totalsOf(metric, cell),
      cases: page.map(({ found }) => evidenceRow(metric, found, meanings, question.moment.knownByMs)),
      links: linksOf(question, cases.length > limit ? page.at(-1) : undefined),
    };
  }

  private async read(
    question: EvidenceQuestion,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly cell: Cell; readonly cases: readonly FoundCase[] }> {
    const { warehouse, pipeline, timeZone } = this;
    await refuseUnknownPlaces(warehouse, question.filters);
    const range = { ...rangeRead(question, [question.metric]), branches: question.filters.branch };
    return readAt({ warehouse, pipeline, timeZone }, range, async (tables) => {
      const asked = { ...question, ...(tables ? { tables } : {}) };
      const [[cell], lineOfItem] = await Promise.all([
        readCells(warehouse, asked, [question.metric], { signal }),
        readLinesOfItems(warehouse, question),
      ]);
      if (!cell) throw new Error('A question without groups has one cell.');
      return { cell, cases: await readEvidencePage(warehouse, asked, cell, lineOfItem, signal) };
    });
  }
}

function totalsOf(metric: MetricDefinition, cell: Cell): EvidenceAnswer['totals'] {
  const squares = sumOfSquaresOf(metric.estimator);
  const measures = new Set(familiesOf(metric).flatMap((family) => measuresRead(metric, family)));
  const excluded = excludedCases(metric, cell);
  const reasons = caseMeaningsOf(metric).flatMap(({ reason, words }) =>
    reason === null ? [] : [[reason, words] as const],
  );
  return {
    sums: Object.fromEntries(
      [...measures].filter((measure) => measure !== squares).map((measure) => [measure, sumIn(metric, cell, measure)]),
    ),
    excluded,
    reasons: Object.fromEntries(reasons.filter(([reason]) => reason in excluded)),
  };
}

function linksOf(question: EvidenceQuestion, last: FoundCase | undefined): EvidenceAnswer['links'] {
  const { metric, from, to, moment, filters, outcomes, limit, format, after } = question;
  const cell = { from, to, ...filters, as_of: asOfText(moment.knownByMs) };
  const own: AddressParameters = {
    metric: metric.id,
    ...cell,
    outcome: outcomes === CASE_OUTCOMES ? undefined : outcomes,
    limit,
    format: format === 'json' ? undefined : format,
  };
  const cursorAfter = ({ family, day, branch, caseFamily, caseId, part }: EvidenceCursor): string =>
    address('/api/v1/evidence', {
      ...own,
      cursor: cursorOf(identityOf(question), [family, day, branch, caseFamily, caseId, part]),
    });
  return {
    self: after ? cursorAfter(after) : address('/api/v1/evidence', own),
    ...(last ? { next: cursorAfter({ ...last.found, family: last.family }) } : {}),
    scores: address('/api/v1/scores', { id: metric.id, ...cell }),
    explain: address('/api/v1/scores/explain', { id: metric.id, ...cell }),
  };
}
