/** Kafka's part of the configuration: environment variables, checked together, every fault told with how to mend it. */
import { readFileSync } from 'node:fs';
import type { KafkaConnection } from './connection';
import { DEFAULT_TOPIC_PREFIX } from './names';

export interface KafkaEnvironment {
  readonly brokers: readonly string[];
  readonly topicPrefix: string;
  readonly tls: KafkaConnection['tls'];
  readonly sasl: KafkaConnection['sasl'];
  /** Replicas of each topic; undefined takes what infra/kafka/topics.yaml says. */
  readonly replicationFactor: number | undefined;
}

export const KAFKA_VARIABLES = [
  'KAFKA_BROKERS',
  'KAFKA_TOPIC_PREFIX',
  'KAFKA_TLS',
  'KAFKA_CA_FILE',
  'KAFKA_SASL_MECHANISM',
  'KAFKA_USERNAME',
  'KAFKA_PASSWORD',
  'KAFKA_PASSWORD_FILE',
  'KAFKA_REPLICATION_FACTOR',
] as const;

/** None but these is read, which the compiler sees to. */
type Environment = Readonly<Partial<Record<(typeof KAFKA_VARIABLES)[number], string | undefined>>>;
type Sasl = NonNullable<KafkaConnection['sasl']>;

const MECHANISMS: readonly Sasl['mechanism'][] = ['plain', 'scram-sha-256', 'scram-sha-512'];
/** What Kafka allows in a topic's name, which also has to hold `dead-letters`. */
const PREFIX = /^[A-Za-z0-9._-]{0,200}$/;
const BROKER = /^[A-Za-z0-9.-]+:(\d{1,5})$/;
const HIGHEST_PORT = 65_535;

/** @param faults gets a line for each fault; where it gets one, the result must not be used */
export function readKafkaEnvironment(env: Environment, faults: string[]): KafkaEnvironment {
  const tls = readTls(env, faults);
  return {
    brokers: readBrokers(env.KAFKA_BROKERS, faults),
    topicPrefix: readPrefix(env.KAFKA_TOPIC_PREFIX, faults),
    tls,
    sasl: readSasl(env, tls !== undefined || env.KAFKA_TLS === 'off', faults),
    replicationFactor: readReplicationFactor(env.KAFKA_REPLICATION_FACTOR, faults),
  };
}

function readBrokers(text: string | undefined, faults: string[]): readonly string[] {
  const brokers = (text ?? '').split(',').map((broker) => broker.trim()).filter((broker) => broker !== ''); // prettier-ignore
  if (brokers.length === 0) {
    faults.push('KAFKA_BROKERS is not set; set one broker or more as host:port, e.g. kafka1:9092,kafka2:9092.');
  }
  for (const broker of brokers) {
    if (Number(BROKER.exec(broker)?.[1] ?? Infinity) > HIGHEST_PORT) {
      faults.push(`KAFKA_BROKERS has "${broker}"; write each broker as host:port, e.g. kafka1:9092.`);
    }
  }
  return brokers;
}

function readPrefix(text: string | undefined, faults: string[]): string {
  const prefix = text ?? DEFAULT_TOPIC_PREFIX;
  if (!PREFIX.test(prefix)) {
    faults.push(
      `KAFKA_TOPIC_PREFIX is "${prefix}"; use up to 200 letters, digits, full stops, underscores and hyphens, e.g. plumbline.`,
    );
  }
  return prefix;
}

function readTls(env: Environment, faults: string[]): KafkaConnection['tls'] {
  const mode = env.KAFKA_TLS || 'off';
  const file = env.KAFKA_CA_FILE;
  if (mode !== 'on' && mode !== 'off') faults.push(`KAFKA_TLS is "${mode}"; set on or off.`);
  if (!file) return mode === 'on' ? {} : undefined;
  if (mode === 'off') {
    faults.push('KAFKA_CA_FILE is set, but connections are not encrypted; set KAFKA_TLS=on, or unset KAFKA_CA_FILE.');
  }
  const ca = readText('KAFKA_CA_FILE', file, faults);
  if (ca !== undefined && !ca.includes('BEGIN CERTIFICATE')) {
    faults.push(`KAFKA_CA_FILE is ${file}, which is no certificate in PEM; it must hold a line BEGIN CERTIFICATE.`);
  }
  return ca === undefined ? {} : { ca };
}

/** @param mayTellPassword whether connections are encrypted, or someone said in so many words that they need not be */
function readSasl(env: Environment, mayTellPassword: boolean, faults: string[]): KafkaConnection['sasl'] {
  const mechanism = env.KAFKA_SASL_MECHANISM?.toLowerCase();
  const username = env.KAFKA_USERNAME;
  const password = readPassword(env, faults);
  if (!mechanism) {
    if (username || password !== undefined) {
      faults.push(`KAFKA_USERNAME and KAFKA_PASSWORD need KAFKA_SASL_MECHANISM; set ${MECHANISMS.join(', ')}.`);
    }
    return undefined;
  }
  if (!MECHANISMS.includes(mechanism as Sasl['mechanism'])) {
    faults.push(`KAFKA_SASL_MECHANISM is "${mechanism}"; set ${MECHANISMS.join(', ')}.`);
  }
  if (mechanism === 'plain' && !mayTellPassword) {
    faults.push(
      'KAFKA_SASL_MECHANISM=plain would send the password for all to read; set KAFKA_TLS=on, use scram-sha-512, or, on a network of its own, set KAFKA_TLS=off.',
    );
  }
  if (!username) faults.push(`KAFKA_USERNAME is not set; KAFKA_SASL_MECHANISM=${mechanism} needs it.`);
  if (!password)
    faults.push('KAFKA_PASSWORD is not set; set it, or KAFKA_PASSWORD_FILE to the path of a file that holds it.');
  return { mechanism: mechanism as Sasl['mechanism'], username: username ?? '', password: password ?? '' };
}

function readPassword(env: Environment, faults: string[]): string | undefined {
  const file = env.KAFKA_PASSWORD_FILE;
  if (!file) return env.KAFKA_PASSWORD || undefined;
  if (env.KAFKA_PASSWORD) faults.push('KAFKA_PASSWORD and KAFKA_PASSWORD_FILE are both set; unset one.');
  return readText('KAFKA_PASSWORD_FILE', file, faults)?.replace(/\r?\n$/, '');
}

function readReplicationFactor(text: string | undefined, faults: string[]): number | undefined {
  if (!text) return undefined;
  const factor = Number(text);
  if (!Number.isInteger(factor) || factor < 1) {
    faults.push(`KAFKA_REPLICATION_FACTOR is "${text}"; set a whole number from 1 to the number of brokers.`);
  }
  return factor;
}

function readText(variable: string, file: string, faults: string[]): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    faults.push(
      `${variable} is ${file}, which cannot be read (${(error as NodeJS.ErrnoException).code}); check path and rights.`,
    );
    return undefined;
  }
}
