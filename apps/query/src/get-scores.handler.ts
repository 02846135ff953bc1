/** The use case "which scores": sums from ClickHouse, scores from libs/scoring, rows in the names of api.md. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Scheme, SCHEME } from '@plumbline/indicators';
import type { Dimension, WarehouseClient } from '@plumbline/warehouse';
import { withPrevious } from './compare';
import { explanationTemplate } from './explain/addresses';
import { refuseUnknownPlaces } from './known-places';
import type { RawParameters } from './parameters';
import { freshnessSeconds, type Pipeline } from './pipeline';
import { previousRange } from './previous-period';
import { PIPELINE, TIME_ZONE, WAREHOUSE } from './query.tokens';
import { readAt } from './read-at';
import { rangeRead } from './score-cells';
import { metricsOf, readScoreRows } from './score-reading';
import type { ScoreRow } from './score-row';
import { readScoresQuestion, type ScoresQuestion } from './scores-question';
import { unlessAway } from './warehouse-away';

export interface ScoresAnswer {
  readonly meta: {
    readonly scheme: Pick<Scheme, 'id' | 'version' | 'sha256'>;
    /** What was known then: now, where nothing else was asked for. */
    readonly as_of: string;
    readonly from: string;
    /** Exclusive. */
    readonly to: string;
    readonly grain: string;
    readonly by: readonly Dimension[];
    readonly compare: 'none' | 'previous';
    /** Null where no projector runs. */
    readonly freshness_s: number | null;
    readonly links: {
      /**
       * URI template (RFC 6570) of each row's explanation: its variables are the row's fields of the same names and those of its
       * group.
       */
      readonly explain: string;
    };
  };
  readonly rows: readonly ScoreRow[];
}

export class GetScores extends Query<ScoresAnswer> {
  /** @param signal tells that nobody waits for the answer any more */
  constructor(
    readonly parameters: RawParameters,
    readonly signal?: AbortSignal,
  ) {
    super();
  }
}

@QueryHandler(GetScores)
export class GetScoresHandler implements IQueryHandler<GetScores> {
  constructor(
    @Inject(WAREHOUSE) private readonly warehouse: WarehouseClient,
    @Inject(TIME_ZONE) private readonly timeZone: string,
    @Inject(PIPELINE) private readonly pipeline: Pipeline,
  ) {}

  async execute({ parameters, signal }: GetScores): Promise<ScoresAnswer> {
    const question = readScoresQuestion(parameters, this.timeZone, Date.now());
    const rows = await unlessAway('Scores cannot be read now', () => this.rows(question, signal), signal);
    const { id, version, sha256 } = SCHEME;
    return {
      meta: {
        scheme: { id, version, sha256 },
        as_of: new Date(question.asOfMs).toISOString(),
        from: question.from,
        to: question.to,
        grain: question.grain,
        by: question.by,
        compare: question.compare,
        freshness_s: freshnessSeconds(await this.pipeline.projectors()),
        links: explanationTemplate(parameters, question),
      },
      rows,
    };
  }

  private async rows(question: ScoresQuestion, signal?: AbortSignal): Promise<readonly ScoreRow[]> {
    await refuseUnknownPlaces(this.warehouse, question.filters);
    if (question.compare === 'none') return this.rowsOf(question, signal);
    const [rows, earlier] = await Promise.all([
      this.rowsOf(question, signal),
      this.rowsOf({ ...question, ...previousRange(question) }, signal),
    ]);
    return withPrevious(rows, earlier, question);
  }

  private rowsOf(question: ScoresQuestion, signal?: AbortSignal): Promise<ScoreRow[]> {
    const { warehouse, pipeline, timeZone } = this;
    return readAt({ warehouse, pipeline, timeZone }, rangeRead(question, metricsOf(question)), (tables) =>
      readScoreRows(warehouse, { ...question, ...(tables ? { tables } : {}) }, timeZone, signal),
    );
  }
}
