/** The use case "how is the platform": positions, lag, freshness, versions. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { SCHEME } from '@plumbline/indicators';
import type { WarehouseClient } from '@plumbline/warehouse';
import { version } from '../../../package.json';
import type { LogEnds, Pipeline, ProjectorState } from './pipeline';
import { PIPELINE, TIME_ZONE, WAREHOUSE } from './query.tokens';

export interface StatusAnswer {
  readonly version: string;
  readonly scheme: { readonly id: string; readonly version: number; readonly sha256: string };
  readonly time_zone: string;
  readonly log: {
    readonly events: number;
    readonly partitions: readonly { partition: number; low: number; high: number; committed: number }[];
  };
  readonly projector: {
    readonly state: string;
    readonly cause?: string;
    readonly rebuild?: ProjectorState['rebuild'];
    readonly projected: number;
  };
  readonly lag: { readonly events: number; readonly seconds: number };
  /** Seconds by which scores trail what was accepted. */
  readonly freshness_s: number;
  readonly dead_letters: number;
  readonly clickhouse: { readonly reachable: boolean };
}

export class GetStatus extends Query<StatusAnswer> {}

@QueryHandler(GetStatus)
export class GetStatusHandler implements IQueryHandler<GetStatus> {
  constructor(
    @Inject(PIPELINE) private readonly pipeline: Pipeline,
    @Inject(WAREHOUSE) private readonly warehouse: WarehouseClient,
    @Inject(TIME_ZONE) private readonly timeZone: string,
  ) {}

  async execute(): Promise<StatusAnswer> {
    const [ends, deadLetters, reachable] = await Promise.all([
      this.pipeline.logEnds(),
      this.pipeline.deadLetterEnds(),
      this.warehouse.isReachable(),
    ]);
    const projector = this.pipeline.projector();
    const partitions = ends.map((end) => ({
      partition: end.partition,
      low: Number(end.low),
      high: Number(end.high),
      committed: Number(end.committed[this.pipeline.projectorGroup] ?? end.low),
    }));
    const lagEvents = sum(partitions.map(({ high, committed }) => high - committed));
    return {
      version,
      scheme: { id: SCHEME.id, version: SCHEME.version, sha256: SCHEME.sha256 },
      time_zone: this.timeZone,
      log: { events: countOf(ends), partitions },
      projector: {
        state: projector.state,
        ...(projector.cause === undefined ? {} : { cause: projector.cause }),
        ...(projector.rebuild === undefined ? {} : { rebuild: projector.rebuild }),
        projected: projector.projected,
      },
      lag: { events: lagEvents, seconds: projector.freshnessSeconds },
      freshness_s: projector.freshnessSeconds,
      dead_letters: countOf(deadLetters),
      clickhouse: { reachable },
    };
  }
}

function countOf(ends: readonly LogEnds[]): number {
  return sum(ends.map(({ high, low }) => Number(high - low)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
