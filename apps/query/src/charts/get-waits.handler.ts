/** The use case "how long do customers wait": percentiles of the wait by period, abandonment censoring it (metrics.md). */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { metricById, type MetricDefinition } from '@plumbline/indicators';
import { type KeyedSums, secondsAt, survivalCurve, timeHistograms } from '@plumbline/scoring';
import type { WarehouseClient } from '@plumbline/warehouse';
import { refuseUnknownPlaces } from '../known-places';
import { localMidnight } from '../local-midnight';
import type { RawParameters } from '../parameters';
import type { Pipeline } from '../pipeline';
import { PIPELINE, TIME_ZONE, WAREHOUSE } from '../query.tokens';
import { readAt } from '../read-at';
import { type Cell, rangeRead, readCells } from '../score-cells';
import { unlessAway } from '../warehouse-away';
import { readChartQuestion, readSeriesGrain } from './chart-question';

export interface WaitRow {
  readonly time: string;
  /** Minutes that 50, 90 and 95 % of customers do not outlast; null where so many did not get through. */
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  /** Of the served alone, as others count it: too good where many give up. */
  readonly served_p90: number | null;
  readonly served: number;
  readonly abandoned: number;
  readonly n: number;
}

export interface WaitsAnswer {
  readonly meta: { readonly grain: string };
  readonly rows: readonly WaitRow[];
}

const METRIC = metricById('p1-wait-p90') as MetricDefinition;
const SECONDS_PER_MINUTE = 60;

export class GetWaits extends Query<WaitsAnswer> {
  constructor(
    readonly parameters: RawParameters,
    readonly signal?: AbortSignal,
  ) {
    super();
  }
}

@QueryHandler(GetWaits)
export class GetWaitsHandler implements IQueryHandler<GetWaits> {
  constructor(
    @Inject(WAREHOUSE) private readonly warehouse: WarehouseClient,
    @Inject(TIME_ZONE) private readonly timeZone: string,
    @Inject(PIPELINE) private readonly pipeline: Pipeline,
  ) {}

  async execute({ parameters, signal }: GetWaits): Promise<WaitsAnswer> {
    const { warehouse, timeZone, pipeline } = this;
    const { own: grain, cells } = readChartQuestion(parameters, ['grain'], timeZone, readSeriesGrain);
    const question = { ...cells, grain, by: [] };
    const read = await unlessAway(
      'Waits cannot be read now',
      async () => {
        await refuseUnknownPlaces(warehouse, cells.filters);
        return readAt({ warehouse, pipeline, timeZone }, rangeRead(question, [METRIC]), (tables) =>
          readCells(warehouse, { ...question, ...(tables ? { tables } : {}) }, [METRIC], { signal }),
        );
      },
      signal,
    );
    return { meta: { grain }, rows: read.map((cell) => waitRow(cell, localMidnight(cell.period, timeZone))) };
  }
}

export function waitRow({ sums }: Pick<Cell, 'sums'>, time: string): WaitRow {
  const { estimator } = METRIC;
  if (estimator.kind !== 'percentile') throw new Error(`${METRIC.id} is no percentile.`);
  const served = sums.bin.get(estimator.events) ?? new Map<string, Float64Array>();
  const abandoned = sums.bin.get(estimator.censored ?? '') ?? new Map<string, Float64Array>();
  const curve = survivalCurve(timeHistograms(served, abandoned));
  const naive = survivalCurve(timeHistograms(served, new Map()));
  const [servedCount, abandonedCount] = [countOf(served), countOf(abandoned)];
  const minutesAt = (of: typeof curve, outlasting: number): number | null => {
    const seconds = servedCount === 0 ? Infinity : secondsAt(of, outlasting);
    return Number.isFinite(seconds) ? seconds / SECONDS_PER_MINUTE : null;
  };
  return {
    time,
    p50: minutesAt(curve, 0.5),
    p90: minutesAt(curve, 0.1),
    p95: minutesAt(curve, 0.05),
    served_p90: minutesAt(naive, 0.1),
    served: servedCount,
    abandoned: abandonedCount,
    n: servedCount + abandonedCount,
  };
}

function countOf(measure: KeyedSums): number {
  return [...measure.values()].reduce((sum, groups) => sum + groups.reduce((total, each) => total + each, 0), 0);
}
