/**
 * P7: the projector on Kafka (land, fold, sum) against what people would set up instead: ClickHouse's own Kafka engine with a view
 * that only lands the same topic. Both through the embedded engine, from a real broker.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { applyTopics, KafkaEventLog } from '@plumbline/event-log';
import type { WarehouseClient } from '@plumbline/warehouse';
import { Projector } from '../../apps/projector/src/projector';
import { EngineUnderTest } from '../harness/engine';
import { KafkaUnderTest, testOptions, testTopics } from '../harness/kafka';
import { type BenchResult, median, ratios, seconds } from './report';
import { stampedVisits } from './stamped-visits';

const ROUNDS = 5;
const EVENTS = 600_000;
const EVENTS_AT_ONCE = 50_000;
const POLL_MS = 20;
const TIME_ZONE = 'Asia/Shanghai';

type KafkaOptions = ReturnType<typeof testOptions>;

export async function benchKafkaProjector(): Promise<BenchResult> {
  const [kafka, engine] = [new KafkaUnderTest(), new EngineUnderTest()];
  const times = { engine: [] as number[], projector: [] as number[] };
  try {
    await kafka.up();
    await engine.start();
    for (let round = 0; round < ROUNDS; round += 1) {
      const options = testOptions(kafka.brokers);
      await fillTopic(options, `p7-${round}`);
      const [landed, projected] = [
        await engine.database(`landed_${round}`),
        await engine.database(`projected_${round}`),
      ];
      times.engine.push(await landByEngine(landed, options));
      times.projector.push(await project(projected, options));
      await assertSame(landed, projected);
    }
  } finally {
    await engine.stop();
    await kafka.remove();
  }
  return {
    id: 'P7',
    name: 'projector on Kafka: land, fold, sum ÷ ClickHouse’s Kafka engine that only lands',
    ...ratios(times.engine, times.projector),
    floor: 0.5,
    stretch: 1,
    figures: {
      'projector, events/s': EVENTS / median(times.projector),
      'Kafka engine, events/s': EVENTS / median(times.engine),
      counted: 'from the start to the last event, joining the group included, on both sides',
    },
  };
}

async function fillTopic(options: KafkaOptions, name: string): Promise<void> {
  await applyTopics(options, testTopics(1));
  const log = await KafkaEventLog.open(options);
  for (let events = 0; events < EVENTS; events += EVENTS_AT_ONCE) {
    await log.append('events', stampedVisits(`${name}-${events}`, EVENTS_AT_ONCE));
  }
  await log.close();
}

async function landByEngine(client: WarehouseClient, { brokers, topicPrefix }: KafkaOptions): Promise<number> {
  const taken = await seconds(async () => {
    await client.command(
      `CREATE TABLE queue
           (id String, source String, type String, time String, branchid String, partitionkey String, ingestedat String, data String)
       ENGINE = Kafka SETTINGS kafka_broker_list = '${brokers.join(',')}', kafka_topic_list = '${topicPrefix}events',
           kafka_group_name = '${topicPrefix}engine', kafka_format = 'JSONEachRow', kafka_num_consumers = 2,
           kafka_thread_per_consumer = 1, kafka_max_block_size = 100000, kafka_poll_max_batch_size = 50000`,
    );
    await client.command(
      `CREATE MATERIALIZED VIEW landing TO events AS
       SELECT id, source, type, parseDateTime64BestEffort(time, 3, 'UTC') AS time, branchid, partitionkey,
           parseDateTime64BestEffort(ingestedat, 3, 'UTC') AS ingestedat, data
       FROM queue`,
    );
    while ((await countEvents(client)) < EVENTS) await pause(POLL_MS);
  });
  await client.command('DROP TABLE landing');
  await client.command('DROP TABLE queue');
  return taken;
}

async function project(client: WarehouseClient, options: KafkaOptions): Promise<number> {
  const log = await KafkaEventLog.open(options);
  const projector = new Projector(log, client, {
    timeZone: TIME_ZONE,
    name: 'bench',
    log: (line) => console.error(line),
  });
  const taken = await seconds(async () => {
    await projector.start();
    while (projector.status().projected < EVENTS) await pause(POLL_MS);
  });
  await projector.stop();
  await log.close();
  return taken;
}

/** The same events in both, and in the one that also sums, a visit for every four of them. */
async function assertSame(landed: WarehouseClient, projected: WarehouseClient): Promise<void> {
  const [expected, digest] = [await digestOf(landed), await digestOf(projected)];
  if (digest !== expected) throw new Error(`The projector landed ${digest}, the Kafka engine ${expected}`);
  const [sum] = await projected.rows<[string]>(
    `SELECT sum(cell.value) FROM visit_daily FINAL ARRAY JOIN cells AS cell WHERE view = 'total' AND cell.measure = 'contacts.served'`,
  );
  if (Number(sum?.[0]) !== EVENTS / 4) throw new Error(`The sums hold ${sum?.[0]} visits, not ${EVENTS / 4}`);
}

async function digestOf(client: WarehouseClient): Promise<string> {
  const rows = await client.rows<unknown[]>(
    'SELECT count(), sum(sipHash64(id, source, type, time, branchid, partitionkey, data)) FROM events FINAL',
  );
  return JSON.stringify(rows);
}

async function countEvents(client: WarehouseClient): Promise<number> {
  return Number((await client.rows<[string]>('SELECT count() FROM events'))[0]?.[0] ?? 0);
}
