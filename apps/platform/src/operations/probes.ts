/** The probes of the three parts. */
import type { EventLog, PartitionEnds } from '@plumbline/event-log';
import { countOpenDeadLetters, readProjectors, type WarehouseClient } from '@plumbline/warehouse';
import type { IngestCounts } from '../../../gateway/src/ingest-counts';
import { type Projector, PROJECTOR_GROUP } from '../../../projector/src/projector';
import type { Fault, Figure, Probe } from './probe';

/** A loop that has not turned for this long is taken for dead. */
const LONGEST_TICK_MS = 60_000;

export function gatewayProbe(eventLog: EventLog, counts: IngestCounts): Probe {
  return {
    part: 'gateway',
    stalled: () => undefined,
    unready: () => faultOf('log_away', 'The event log does not answer', () => eventLog.ends('events')),
    figures: async () => [
      ...(['accepted', 'duplicates', 'rejected'] as const).map((answer): Figure => ({
        name: 'plumbline_ingested_events_total',
        help: 'Events answered since the start, by answer',
        type: 'counter',
        value: counts[answer],
        labels: { answer },
      })),
    ],
  };
}

export function projectorProbe(projector: Projector, eventLog: EventLog): Probe {
  return {
    part: 'projector',
    stalled: () => {
      const { lastTickMs } = projector.status();
      if (lastTickMs <= LONGEST_TICK_MS) return undefined;
      const detail = `The projector has not turned for ${Math.round(lastTickMs / 1000)} s. Restart the process.`;
      return { code: 'projector_stalled', detail };
    },
    unready: async () =>
      projector.status().state === 'starting'
        ? { code: 'starting', detail: 'The projector is still preparing.' }
        : undefined,
    figures: async () => {
      const { projected, deadLettered, freshnessSeconds } = projector.status();
      return [
        gauge('plumbline_projector_freshness_seconds', 'Age of the oldest event in work', freshnessSeconds),
        counter('plumbline_projected_events_total', 'Events projected since the start', projected),
        counter('plumbline_dead_lettered_records_total', 'Records set aside since the start', deadLettered),
        ...lagFigures(await eventLog.ends('events')),
      ];
    },
  };
}

export function queryProbe(warehouse: WarehouseClient): Probe {
  return {
    part: 'query',
    stalled: () => undefined,
    unready: async () => {
      const what = 'ClickHouse does not answer, or has no tables yet; events are taken meanwhile';
      if (!(await warehouse.isReachable())) return { code: 'clickhouse_away', detail: `${what}.` };
      return faultOf('clickhouse_away', what, () => readProjectors(warehouse));
    },
    figures: async () => {
      const up = gauge('plumbline_clickhouse_up', 'Whether ClickHouse answers', Number(await warehouse.isReachable()));
      const deadLetters = await countOpenDeadLetters(warehouse).catch(() => undefined);
      if (deadLetters === undefined) return [up];
      return [up, gauge('plumbline_dead_letters', 'Records that wait to be repaired or driven again', deadLetters)];
    },
  };
}

async function faultOf(code: string, what: string, ask: () => Promise<unknown>): Promise<Fault | undefined> {
  return ask().then(
    () => undefined,
    (error: unknown) => ({ code, detail: `${what}: ${error instanceof Error ? error.message : String(error)}` }),
  );
}

function lagFigures(ends: readonly PartitionEnds[]): Figure[] {
  return ends.flatMap(({ partition, low, high, committed }) => {
    const labels = { partition: String(partition) };
    const lag = Number(high - (committed[PROJECTOR_GROUP] ?? low));
    return [
      { ...gauge('plumbline_log_events', 'Events in the log', Number(high - low)), labels },
      { ...gauge('plumbline_projector_lag_events', 'Events accepted but not yet projected', lag), labels },
    ];
  });
}

function gauge(name: string, help: string, value: number): Figure {
  return { name, help, type: 'gauge', value };
}

function counter(name: string, help: string, value: number): Figure {
  return { name, help, type: 'counter', value };
}
