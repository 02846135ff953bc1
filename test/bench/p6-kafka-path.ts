/** P6: the way of events through Kafka against that through the embedded log, in events per CPU-second of the platform and its engine. */
import { setTimeout as pause } from 'node:timers/promises';
import { applyTopics, readTopicSpecifications } from '@plumbline/event-log';
import { KafkaUnderTest, testOptions } from '../harness/kafka';
import { PlatformUnderTest } from '../harness/platform-under-test';
import { cpuSeconds } from './cpu-time';
import { type BenchResult, median, ratios } from './report';
import { visitLines } from './visit-events';

const ROUNDS = 5;
const EVENTS = 60_000;
const EVENTS_PER_REQUEST = 1_000;
/** Seldom, so that asking is not what is measured. */
const POLL_MS = 500;
const SCORES = '/api/v1/scores?from=2026-01-01&to=2026-12-31&level=metric&by=none';

export async function benchKafkaPath(): Promise<BenchResult> {
  const kafka = new KafkaUnderTest();
  await kafka.up();
  const { topicPrefix } = testOptions(kafka.brokers);
  const variables = {
    EVENT_LOG: 'kafka',
    KAFKA_BROKERS: kafka.brokers.join(','),
    KAFKA_TOPIC_PREFIX: topicPrefix,
    KAFKA_REPLICATION_FACTOR: '1',
  };
  const [embedded, onKafka] = [new PlatformUnderTest(), new PlatformUnderTest(variables)];
  const cpu = { embedded: [] as number[], kafka: [] as number[] };
  try {
    await applyTopics(testOptions(kafka.brokers, { topicPrefix }), readTopicSpecifications(1));
    await embedded.start();
    await onKafka.start();
    for (let round = 0; round < ROUNDS; round += 1) {
      cpu.embedded.push(await cpuSecondsFor(embedded, `p6-${round}`));
      cpu.kafka.push(await cpuSecondsFor(onKafka, `p6-${round}`));
    }
    if ((await scoresOf(onKafka)) !== (await scoresOf(embedded))) throw new Error('The two ways give other scores');
  } finally {
    for (const one of [embedded, onKafka, kafka]) await one.remove();
  }
  return {
    id: 'P6',
    name: 'gateway → Kafka → projector ÷ embedded, events per CPU-second',
    ...ratios(cpu.embedded, cpu.kafka),
    floor: 0.6,
    stretch: 0.85,
    figures: {
      'on Kafka, events per CPU-second': EVENTS / median(cpu.kafka),
      'embedded, events per CPU-second': EVENTS / median(cpu.embedded),
      counted: 'the platform and its engine, from the first post until all is projected; not the broker',
    },
  };
}

async function scoresOf(platform: PlatformUnderTest): Promise<string> {
  return JSON.stringify((await platform.get<{ rows: unknown }>(SCORES)).body.rows);
}

async function cpuSecondsFor(platform: PlatformUnderTest, name: string): Promise<number> {
  const lines = visitLines(name, EVENTS);
  const before = cpuOf(platform);
  for (let start = 0; start < lines.length; start += EVENTS_PER_REQUEST) {
    const { status } = await platform.post(lines.slice(start, start + EVENTS_PER_REQUEST).join('\n'));
    if (status !== 202) throw new Error(`The platform answered ${status}`);
  }
  while ((await platform.status()).lag.events > 0) await pause(POLL_MS);
  return cpuOf(platform) - before;
}

function cpuOf({ pid }: PlatformUnderTest): number {
  const seconds = cpuSeconds(pid);
  if (seconds === undefined) throw new Error('P6 counts CPU time, which can only be read on Linux');
  return seconds;
}
