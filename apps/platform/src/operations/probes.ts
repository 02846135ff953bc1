/** The probes of the parts. */
import type { EventLog, KafkaFigures } from '@plumbline/event-log';
import { Problem } from '@plumbline/problem';
import { countOpenDeadLetters, readProjectors, type WarehouseClient } from '@plumbline/warehouse';
import type { IngestCounts } from '../../../gateway/src/ingest-counts';
import type { Projector } from '../../../projector/src/projector';
import { counter, gauge, kafkaFigures, lagFigures } from './figures';
import { logEndsSoon } from './log-ends';
import type { Fault, Figure, Probe } from './probe';

/** A loop that has not turned for this long is taken for dead. */
const LONGEST_TICK_MS = 60_000;

/** Figures alone: whether Kafka answers is asked by the parts that cannot do without. */
export function kafkaProbe(figures: () => KafkaFigures): Probe {
  return {
    part: 'kafka',
    stalled: () => undefined,
    unready: async () => undefined,
    figures: async () => kafkaFigures(figures()),
  };
}

export function gatewayProbe(eventLog: EventLog, counts: IngestCounts): Probe {
  return {
    part: 'gateway',
    stalled: () => undefined,
    unready: () => faultOf('log_away', () => logEndsSoon(eventLog, 'events')),
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
    unready: async () => {
      const { state, cause = '' } = projector.status();
      if (state === 'starting') return { code: 'starting', detail: 'The projector is still preparing.' };
      if (state === 'waiting') return { code: 'projector_waits', detail: `The projector waits, because: ${cause}` };
      return faultOf('log_away', () => logEndsSoon(eventLog, 'events'));
    },
    figures: async () => {
      const { projected, deadLettered, freshnessSeconds } = projector.status();
      return [
        gauge('plumbline_projector_freshness_seconds', 'Age of the oldest event in work', freshnessSeconds),
        counter('plumbline_projected_events_total', 'Events projected since the start', projected),
        counter('plumbline_dead_lettered_records_total', 'Records set aside since the start', deadLettered),
        ...(await logEndsSoon(eventLog, 'events').then(lagFigures, untold)),
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
      return faultOf('clickhouse_away', () => readProjectors(warehouse), `${what}: `);
    },
    figures: async () => {
      const up = gauge('plumbline_clickhouse_up', 'Whether ClickHouse answers', Number(await warehouse.isReachable()));
      const deadLetters = await countOpenDeadLetters(warehouse).catch(() => undefined);
      if (deadLetters === undefined) return [up];
      return [up, gauge('plumbline_dead_letters', 'Records that wait to be repaired or driven again', deadLetters)];
    },
  };
}

/** Figures of a log that does not answer are left out; the others are told all the same. */
function untold(error: unknown): Figure[] {
  if (error instanceof Problem) return [];
  throw error;
}

async function faultOf(code: string, ask: () => Promise<unknown>, what = ''): Promise<Fault | undefined> {
  return ask().then(
    () => undefined,
    (error: unknown) => ({ code, detail: `${what}${error instanceof Error ? error.message : String(error)}` }),
  );
}
