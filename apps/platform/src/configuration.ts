/** The platform's configuration: environment variables with defaults that work, checked at start, every fault told at once. */
import { isIP } from 'node:net';
import path from 'node:path';
import { type KafkaEnvironment, readKafkaEnvironment } from '@plumbline/event-log';
import { type ClickHouseServer, readClickHouse } from './clickhouse-environment';
import { withSecretFiles } from './secret-files';
import type { Environment } from './variables';

const ROLES = ['all', 'gateway', 'projector', 'query'] as const;
/** Which parts a process runs. Parts on their own need a log that several processes share. */
export type Role = (typeof ROLES)[number];

const EVENT_LOGS = ['embedded', 'kafka'] as const;

export interface Configuration {
  readonly role: Role;
  /** The cluster that holds the event log; without one it stands in the data directory. */
  readonly kafka: KafkaEnvironment | undefined;
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** IANA name of the bank's time zone. */
  readonly timeZone: string;
  /** Bearer token that every API call has to carry; needed on any address but loopback. */
  readonly accessToken: string | undefined;
  readonly pseudonymKey: string | undefined;
  /** A ClickHouse server; without one the embedded engine runs. */
  readonly clickHouse: ClickHouseServer | undefined;
  readonly database: string;
}

/** Thrown with every fault of the environment, each with how to mend it. */
export class ConfigurationError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The configuration has ${faults.length} fault(s):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigurationError';
  }
}

const SHORTEST_TOKEN = 32;

export function readConfiguration(given: Environment): Configuration {
  const faults: string[] = [];
  const env = withSecretFiles(given, faults);
  const configuration: Configuration = {
    role: readChoice('ROLE', env.ROLE || 'all', ROLES, faults),
    kafka: readKafka(env, faults),
    port: readPort(env.PORT, faults),
    host: env.HOST || '127.0.0.1',
    dataDir: path.resolve(env.DATA_DIR || './data'),
    timeZone: readTimeZone(env.TIMEZONE || 'Asia/Shanghai', faults),
    accessToken: env.ACCESS_TOKEN || undefined,
    pseudonymKey: env.PSEUDONYM_KEY || undefined,
    clickHouse: readClickHouse(env, faults),
    database: readIdentifier('CLICKHOUSE_DATABASE', env.CLICKHOUSE_DATABASE || 'plumbline', faults),
  };
  checkAccess(configuration, faults);
  checkRole(configuration, faults);
  if (faults.length > 0) throw new ConfigurationError(faults);
  return configuration;
}

function readChoice<Choice extends string>(
  name: string,
  text: string,
  choices: readonly [Choice, ...Choice[]],
  faults: string[],
): Choice {
  const choice = choices.find((known) => known === text);
  if (choice === undefined) faults.push(`${name} is "${text}"; set one of: ${choices.join(', ')}.`);
  return choice ?? choices[0];
}

function readKafka(env: Environment, faults: string[]): KafkaEnvironment | undefined {
  const log = readChoice('EVENT_LOG', env.EVENT_LOG || 'embedded', EVENT_LOGS, faults);
  return log === 'kafka' ? readKafkaEnvironment(env, faults) : undefined;
}

function readPort(text: string | undefined, faults: string[]): number {
  const port = Number(text || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    faults.push(`PORT is "${text}"; set a number from 0 to 65535 (0 takes any free port).`);
  }
  return port;
}

function readTimeZone(name: string, faults: string[]): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    faults.push(
      `TIMEZONE is "${name}", which is not an IANA time zone; set one such as Asia/Shanghai or Europe/Amsterdam.`,
    );
  }
  return name;
}

function readIdentifier(variable: string, name: string, faults: string[]): string {
  if (!/^[A-Za-z_]\w{0,62}$/.test(name)) {
    faults.push(`${variable} is "${name}"; use letters, digits and underscores, not starting with a digit.`);
  }
  return name;
}

function checkAccess({ host, accessToken }: Configuration, faults: string[]): void {
  if (accessToken !== undefined && accessToken.length < SHORTEST_TOKEN) {
    faults.push(`ACCESS_TOKEN is shorter than ${SHORTEST_TOKEN} characters; make one with: openssl rand -hex 32`);
  }
  if (!isLoopback(host) && accessToken === undefined) {
    faults.push(
      `HOST is "${host}", which others can reach, but no credentials are configured; set ACCESS_TOKEN (openssl rand -hex 32), or HOST=127.0.0.1.`,
    );
  }
}

/** A part on its own meets the others in Kafka and in a ClickHouse server, and shares the key of the pseudonyms with them. */
function checkRole({ role, kafka, clickHouse, pseudonymKey }: Configuration, faults: string[]): void {
  if (role === 'all') return;
  if (kafka === undefined) {
    faults.push(
      `ROLE is "${role}", but the embedded event log serves one process; set EVENT_LOG=kafka and KAFKA_BROKERS, or ROLE=all.`,
    );
  }
  if (role !== 'gateway' && clickHouse === undefined) {
    faults.push(`ROLE is "${role}", but the embedded ClickHouse serves one process; set CLICKHOUSE_URL, or ROLE=all.`);
  }
  if (role === 'gateway' && pseudonymKey === undefined) {
    faults.push(
      'ROLE is "gateway", and all gateways must give a customer one pseudonym; set PSEUDONYM_KEY, the same for each (openssl rand -hex 32).',
    );
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
