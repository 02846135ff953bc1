/** The use case "how much of the model is measured": weight by method, and the clauses that no score shows yet. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryBus, QueryHandler } from '@nestjs/cqrs';
import { type Label, METRICS, metricById, type MetricDefinition } from '@plumbline/indicators';
import { GetScores } from '../get-scores.handler';
import type { RawParameters } from '../parameters';
import { TIME_ZONE } from '../query.tokens';
import type { ScoreRow } from '../score-row';
import { readChartQuestion } from './chart-question';

export interface MethodRow {
  readonly method: MetricDefinition['method'];
  readonly metrics: number;
  readonly scored: number;
  /** Points of 100. */
  readonly weight: number;
  readonly weight_scored: number;
  /** Percent of the weight. */
  readonly coverage: number;
  readonly n: number;
}

export interface GapRow {
  readonly id: string;
  readonly name: Label;
  readonly clause: string;
  readonly method: MetricDefinition['method'];
  readonly weight: number;
  readonly status: string;
  readonly n: number | null;
  readonly minimum_n: number;
  readonly excluded: number;
}

export interface CoverageAnswer {
  readonly methods: readonly MethodRow[];
  /** Metrics without a score that counts, the heaviest first. */
  readonly gaps: readonly GapRow[];
}

export class GetCoverage extends Query<CoverageAnswer> {
  constructor(
    readonly parameters: RawParameters,
    readonly signal?: AbortSignal,
  ) {
    super();
  }
}

@QueryHandler(GetCoverage)
export class GetCoverageHandler implements IQueryHandler<GetCoverage> {
  constructor(
    private readonly queries: QueryBus,
    @Inject(TIME_ZONE) private readonly timeZone: string,
  ) {}

  async execute({ parameters, signal }: GetCoverage): Promise<CoverageAnswer> {
    const { scores } = readChartQuestion(parameters, [], this.timeZone, () => undefined);
    const { rows } = await this.queries.execute(new GetScores({ ...scores, level: 'metric' }, signal));
    return { methods: methodRows(rows), gaps: gapRows(rows) };
  }
}

/** @param rows of metrics. By method, in the order in which the model first names them */
export function methodRows(rows: readonly ScoreRow[]): MethodRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...new Set(METRICS.map(({ method }) => method))].map((method) => {
    const metrics = METRICS.filter((metric) => metric.method === method);
    const scored = metrics.filter(({ id }) => byId.get(id)?.coverage === 1);
    const [weight, weightScored] = [weightOf(metrics), weightOf(scored)];
    return {
      method,
      metrics: metrics.length,
      scored: scored.length,
      weight,
      weight_scored: weightScored,
      coverage: (100 * weightScored) / weight,
      n: metrics.reduce((sum, { id }) => sum + (byId.get(id)?.n ?? 0), 0),
    };
  });
}

export function gapRows(rows: readonly ScoreRow[]): GapRow[] {
  return rows
    .filter(({ coverage }) => coverage === 0)
    .flatMap((row) => {
      const metric = metricById(row.id);
      if (!metric) return [];
      const { id, name, clause, method, weight, minimumN } = metric;
      const excluded = Object.values(row.excluded ?? {}).reduce((sum, count) => sum + count, 0);
      return [{ id, name, clause, method, weight, status: row.status, n: row.n, minimum_n: minimumN, excluded }];
    })
    .toSorted((a, b) => b.weight - a.weight);
}

function weightOf(metrics: readonly MetricDefinition[]): number {
  return metrics.reduce((sum, { weight }) => sum + weight, 0);
}
