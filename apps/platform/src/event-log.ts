/** The event log that the configuration names: the embedded one in the data directory, or Kafka. */
import path from 'node:path';
import {
  assertTopics,
  EmbeddedEventLog,
  type EventLog,
  type KafkaEnvironment,
  KafkaEventLog,
  type KafkaFigures,
  readTopicSpecifications,
} from '@plumbline/event-log';
import type { Configuration, Role } from './configuration';
import type { Running } from './running';

export interface OpenEventLog {
  readonly log: EventLog;
  /** What Kafka's adapter counts, where it is Kafka. */
  readonly kafkaFigures?: () => KafkaFigures;
}

/** @throws EventLogError where the log cannot be had: in use, no broker, topics that are not as they must be */
export async function openEventLog({ kafka, dataDir, role }: Configuration, running: Running): Promise<OpenEventLog> {
  return kafka ? openKafka(kafka, role, running) : openEmbedded(path.join(dataDir, 'log'), running);
}

async function openEmbedded(directory: string, running: Running): Promise<OpenEventLog> {
  const log = await EmbeddedEventLog.open({ directory });
  running.stopLater(() => log.close());
  const [end] = await log.ends('events');
  running.log(`event log    ${directory} · ${end?.high ?? 0n} events`);
  return { log };
}

async function openKafka(kafka: KafkaEnvironment, role: Role, running: Running): Promise<OpenEventLog> {
  const options = { ...kafka, clientId: `plumbline-${role}`, log: (line: string) => running.log(line) };
  await assertTopics(options, readTopicSpecifications(kafka.replicationFactor));
  const log = await KafkaEventLog.open(options);
  running.stopLater(() => log.close());
  running.log(`event log    Kafka at ${kafka.brokers.join(', ')}, topics ${kafka.topicPrefix}*`);
  return { log, kafkaFigures: () => log.figures() };
}
