/** Event logs that a command works on itself, as the environment names them, and what can go wrong with them. */
import {
  EmbeddedEventLog,
  type EventLog,
  EventLogError,
  type KafkaConnection,
  KafkaEventLog,
  readKafkaEnvironment,
} from '@plumbline/event-log';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { CliError, EXIT, type ExitCode } from './cli-error';

/** For the help of commands that speak to Kafka. */
export const KAFKA_VARIABLES = `Kafka is what the environment says:
  KAFKA_BROKERS=host:port,…   needed
  KAFKA_TOPIC_PREFIX=plumbline.   KAFKA_REPLICATION_FACTOR (1 for a single broker)
  KAFKA_TLS=on|off  KAFKA_CA_FILE   KAFKA_SASL_MECHANISM  KAFKA_USERNAME  KAFKA_PASSWORD (or KAFKA_PASSWORD_FILE)`;

export interface KafkaTopics {
  readonly kafka: KafkaConnection & { readonly topicPrefix: string };
  /** Undefined takes what infra/kafka/topics.yaml says. */
  readonly replicationFactor: number | undefined;
}

/** @throws CliError (exit code `EXIT.usage`) with every fault of the environment */
export function kafkaTopics(environment: Readonly<Record<string, string | undefined>>): KafkaTopics {
  const faults: string[] = [];
  const { replicationFactor, ...kafka } = readKafkaEnvironment(environment, faults);
  if (faults.length > 0) throw new CliError(faults.join('\n'), EXIT.usage);
  return { kafka: { ...kafka, clientId: 'plumbline-cli', log: (line) => console.error(line) }, replicationFactor };
}

/** The log that a word names: `kafka`, or else that of a data directory. */
export async function openLog(
  word: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<EventLog> {
  if (word === KAFKA) return KafkaEventLog.open(kafkaTopics(environment).kafka);
  return EmbeddedEventLog.open({ directory: logDirectory(word) });
}

export const KAFKA = 'kafka';

/** @throws CliError (exit code `EXIT.usage`) where the word names a data directory without a log */
export function assertIsThere(word: string): void {
  if (word === KAFKA || existsSync(logDirectory(word))) return;
  throw new CliError(
    `There is no log in ${path.resolve(word)}; give a data directory of Plumbline, or kafka.`,
    EXIT.usage,
  );
}

function logDirectory(dataDir: string): string {
  return path.join(path.resolve(dataDir), 'log');
}

/** Tells what went wrong with a log in its own words, which say how to mend it. @throws CliError */
export async function withLogErrors(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof EventLogError)) throw error;
    throw new CliError(error.message, EXIT_CODES[error.code] ?? EXIT.gateway, { cause: error });
  }
}

const EXIT_CODES: Readonly<Record<string, ExitCode>> = {
  log_not_set_up: EXIT.usage,
  log_locked: EXIT.usage,
  logs_differ: EXIT.usage,
};
