/** The use case "how is the platform": positions, lag, freshness, versions. */
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { SCHEME } from '@plumbline/indicators';
import { countOpenDeadLetters, type ProjectorReport, type WarehouseClient } from '@plumbline/warehouse';
import { version } from '../../../package.json';
import { freshnessSeconds, type LogEnds, type Pipeline } from './pipeline';
import { PIPELINE, TIME_ZONE, WAREHOUSE } from './query.tokens';

export interface StatusAnswer {
  readonly version: string;
  readonly scheme: { readonly id: string; readonly version: number; readonly sha256: string };
  readonly time_zone: string;
  readonly log: {
    readonly events: number;
    readonly partitions: readonly { partition: number; low: number; high: number; committed: number }[];
  };
  /** Those that run. */
  readonly projectors: readonly {
    readonly name: string;
    readonly state: string;
    readonly cause?: string;
    readonly rebuild?: ProjectorReport['rebuild'];
    readonly projected: number;
  }[];
  readonly lag: { readonly events: number; readonly seconds: number | null };
  /** Seconds by which scores trail what was accepted; null where no projector runs. */
  readonly freshness_s: number | null;
  /** Those about which nothing final was done yet; null while ClickHouse does not answer. */
  readonly dead_letters: number | null;
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
    const [ends, deadLetters, projectors, reachable] = await Promise.all([
      this.pipeline.logEnds(),
      countOpenDeadLetters(this.warehouse).catch(() => null),
      this.pipeline.projectors(),
      this.warehouse.isReachable(),
    ]);
    const freshness = freshnessSeconds(projectors);
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
      projectors: projectors.map(({ name, state, cause, rebuild, projected }) => ({
        name,
        state,
        ...(cause === undefined ? {} : { cause }),
        ...(rebuild === undefined ? {} : { rebuild }),
        projected,
      })),
      lag: { events: lagEvents, seconds: freshness },
      freshness_s: freshness,
      dead_letters: deadLetters,
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
