/** The use case "which scores": sums from ClickHouse, scores from libs/scoring, rows in the names of api.md. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { startOfLocalDate } from '@plumbline/calendar';
import { type Scheme, SCHEME } from '@plumbline/indicators';
import { Problem } from '@plumbline/problem';
import { type Dimension, WarehouseError, type WarehouseClient } from '@plumbline/warehouse';
import { DateTime } from 'luxon';
import { refuseUnknownPlaces } from './known-places';
import type { RawParameters } from './parameters';
import { freshnessSeconds, type Pipeline } from './pipeline';
import { PIPELINE, TIME_ZONE, WAREHOUSE } from './query.tokens';
import { readRespondentTable } from './respondent-table';
import { readCells } from './score-cells';
import type { ScoreRow } from './score-row';
import { scoreCells } from './score-rows';
import { readScoresQuestion, type ScoresQuestion } from './scores-question';
import { hiddenMetrics } from './suppression';

export interface ScoresAnswer {
  readonly meta: {
    readonly scheme: Pick<Scheme, 'id' | 'version' | 'sha256'>;
    /** What was known then: now. */
    readonly as_of: string;
    readonly from: string;
    /** Exclusive. */
    readonly to: string;
    readonly grain: string;
    readonly by: readonly Dimension[];
    /** Null where no projector runs. */
    readonly freshness_s: number | null;
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
    const rows = await this.rows(question, signal);
    const { id, version, sha256 } = SCHEME;
    return {
      meta: {
        scheme: { id, version, sha256 },
        as_of: new Date(question.asOfMs).toISOString(),
        from: question.from,
        to: question.to,
        grain: question.grain,
        by: question.by,
        freshness_s: freshnessSeconds(await this.pipeline.projectors()),
      },
      rows,
    };
  }

  private async rows(question: ScoresQuestion, signal?: AbortSignal): Promise<ScoreRow[]> {
    const metrics = [...new Set(question.nodes.flatMap((node) => node.metrics))];
    try {
      await refuseUnknownPlaces(this.warehouse, question.filters);
      const cells = await readCells(this.warehouse, question, metrics, signal);
      const table = await readRespondentTable(this.warehouse, question, metrics, cells, signal);
      const suppressed = hiddenMetrics(cells, table, question);
      return await scoreCells(cells, question, suppressed, (date) => this.instantOf(date), signal);
    } catch (error) {
      if (signal?.aborted)
        throw new Problem({ status: 499, code: 'client_left', title: 'Nobody waits for the answer' });
      if (!(error instanceof WarehouseError)) throw error;
      throw new Problem(
        {
          status: 503,
          code: 'clickhouse_away',
          title: 'Scores cannot be read now',
          detail: error.message,
          retryAfterSeconds: 2,
        },
        { cause: error },
      );
    }
  }

  /** Start of a local day, with the bank's offset. */
  private instantOf(date: string): string {
    const start = DateTime.fromMillis(startOfLocalDate(date, this.timeZone), { zone: this.timeZone });
    return start.toISO({ suppressMilliseconds: true }) ?? date;
  }
}
