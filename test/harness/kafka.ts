/**
 * A real Kafka for tests: brokers of infra/kafka/native in a temporary directory on free ports, with ways to kill and to freeze them.
 * Where it cannot be had the suites that need it are skipped, and say so; with REQUIRE_KAFKA=1 they fail instead.
 */
import { execFile, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Kafka } from 'kafkajs';
import { applyTopics, KafkaEventLog, type KafkaEventLogOptions, type TopicSpecification } from '@plumbline/event-log';
import { CHECKOUT } from './checkout';

const SCRIPT = path.join(CHECKOUT, 'infra/kafka/native/kafka');
const JARS = path.join(process.env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache'), 'plumbline/kafka-4.4.0/complete'); // prettier-ignore
const OLDEST_JAVA = 17;
const POLL_MS = 20;
const PORTS_PER_BROKER = 10;
const PORT_ATTEMPTS = 50;
const [LOWEST_PORT, HIGHEST_PORT] = [20_000, 32_000];
/** The shortest that a broker allows: a reader that was killed is missed soon. */
export const TEST_SESSION_MS = 6_000;
/** Of this process, so that it can forget its own and leave alone what others test with. */
const TEST_PREFIX = `plumbline-test-${process.pid}-`;

export class KafkaUnderTest {
  private readonly directory = mkdtempSync(path.join(os.tmpdir(), 'plumbline-kafka-'));
  private port = 0;

  /** @param count 1, or 3 with every partition on all of them */
  constructor(private readonly count: 1 | 3 = 1) {}

  /** host:port of every broker, without encryption. */
  get brokers(): readonly string[] {
    return this.numbers.map((broker) => `127.0.0.1:${this.port + PORTS_PER_BROKER * broker}`);
  }

  /** host:port of every broker, with TLS and SASL PLAIN. */
  get secureBrokers(): readonly string[] {
    return this.numbers.map((broker) => `127.0.0.1:${this.port + PORTS_PER_BROKER * broker + 2}`);
  }

  /** What the secure brokers take. */
  get credentials(): { readonly username: string; readonly password: string; readonly ca: string } {
    const text = readFileSync(path.join(this.directory, 'credentials'), 'utf8');
    const valueOf = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1] ?? '';
    const ca = readFileSync(path.join(this.directory, 'ca.pem'), 'utf8');
    return { username: valueOf('username'), password: valueOf('password'), ca };
  }

  /** Starts the brokers that do not run, and waits until they serve. */
  async up(): Promise<void> {
    if (this.port === 0) this.port = await freePorts(this.count);
    const up = (): Promise<void> => this.run('up', '--brokers', String(this.count));
    // On a busy machine a start may outlast the script's patience; a second call waits on for the same start.
    await up().catch((error: Error) => {
      if (!error.message.includes('does not serve')) throw error;
      return up();
    });
  }

  /** Stops them properly. */
  async down(): Promise<void> {
    await this.run('down');
  }

  /** SIGKILL: no chance to finish anything. Resolves when it is gone. */
  kill(broker = 0): Promise<void> {
    return this.end(broker, 'SIGKILL');
  }

  /** SIGTERM: it hands over what it leads, and flushes. Resolves when it is gone. */
  stop(broker = 0): Promise<void> {
    return this.end(broker, 'SIGTERM');
  }

  /** Lets a broker hang: connections stay, and nothing is answered. */
  freeze(broker = 0): void {
    process.kill(this.pidOf(broker), 'SIGSTOP');
  }

  /** Lets it go on; does nothing where it is gone. */
  thaw(broker = 0): void {
    const pid = this.pidOf(broker);
    if (isThere(pid)) process.kill(pid, 'SIGCONT');
  }

  async remove(): Promise<void> {
    for (const broker of this.numbers) this.thaw(broker);
    await this.down();
    rmSync(this.directory, { recursive: true, force: true });
  }

  private async end(broker: number, signal: NodeJS.Signals): Promise<void> {
    const pid = this.pidOf(broker);
    process.kill(pid, signal);
    while (isThere(pid)) await pause(POLL_MS);
  }

  private get numbers(): readonly number[] {
    return Array.from({ length: this.count }, (_, broker) => broker);
  }

  private pidOf(broker: number): number {
    const file = path.join(this.directory, `broker-${broker}`, 'pid');
    return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  }

  private async run(...parameters: string[]): Promise<void> {
    await promisify(execFile)(SCRIPT, parameters, {
      env: { ...process.env, KAFKA_NATIVE_DIR: this.directory, KAFKA_NATIVE_PORT: String(this.port) },
    });
  }
}

function isThere(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A first port from which on the ports of so many brokers are free. */
async function freePorts(brokers: number): Promise<number> {
  for (let attempt = 0; attempt < PORT_ATTEMPTS; attempt += 1) {
    const first = LOWEST_PORT + Math.floor(Math.random() * (HIGHEST_PORT - LOWEST_PORT));
    const ports = Array.from({ length: brokers }, (_, broker) => first + PORTS_PER_BROKER * broker);
    const areFree = await Promise.all(ports.flatMap((port) => [isFree(port), isFree(port + 1), isFree(port + 2)]));
    if (areFree.every(Boolean)) return first;
  }
  throw new Error('There are no free ports for Kafka.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Few partitions, so that topics are there soon; `config` in addition to what every topic has. */
export function testTopics(replicationFactor: 1 | 3, config: Record<string, string> = {}): TopicSpecification[] {
  const specification = { mayHaveMore: true, replicationFactor, config: { 'retention.ms': '-1', ...config } };
  return [
    { topic: 'events', partitions: 3, ...specification },
    { topic: 'governance', partitions: 1, ...specification },
    { topic: 'dead-letters', partitions: 1, ...specification },
  ];
}

/** Options for topics that nobody else uses. */
export function testOptions(
  brokers: readonly string[],
  more: Partial<KafkaEventLogOptions> = {},
): KafkaEventLogOptions & { readonly topicPrefix: string } {
  return {
    brokers,
    topicPrefix: `${TEST_PREFIX}${randomUUID().slice(0, 8)}.`,
    clientId: 'plumbline-test',
    sessionTimeoutMs: TEST_SESSION_MS,
    log: () => undefined,
    ...more,
  };
}

/** A log on new topics of its own. */
export async function newKafkaLog(
  brokers: readonly string[],
  more: Partial<KafkaEventLogOptions> = {},
): Promise<KafkaEventLog> {
  const options = testOptions(brokers, more);
  await applyTopics(options, testTopics(brokers.length >= 3 ? 3 : 1));
  return KafkaEventLog.open(options);
}

/** A suite that starts brokers of its own, since it kills them or needs their credentials. */
export function describeKafka(title: string, suite: () => void): void {
  const missing = whatIsMissing();
  if (missing === undefined) {
    describe(title, suite);
    return;
  }
  const how = `${missing} To run it: apt-get install openjdk-17-jre-headless maven`;
  if (process.env['REQUIRE_KAFKA'] === '1') {
    it(title, () => {
      throw new Error(how);
    });
    return;
  }
  console.warn(`Skipped: ${title}. ${how}`);
  describe.skip(title, suite);
}

/** A suite that only needs a Kafka: the brokers of KAFKA_BROKERS, or else one of its own. */
export function describeOnKafka(title: string, suite: (brokers: () => readonly string[]) => void): void {
  const given = (process.env['KAFKA_BROKERS'] ?? '').split(',').filter((broker) => broker !== '');
  if (given.length > 0) {
    describe(title, () => {
      afterAll(() => removeTestTopics(given), 60_000);
      suite(() => given);
    });
    return;
  }
  describeKafka(title, () => {
    const kafka = new KafkaUnderTest();
    beforeAll(() => kafka.up(), 240_000);
    afterAll(() => kafka.remove(), 60_000);
    suite(() => kafka.brokers);
  });
}

/** Topics and groups of this process in a cluster that is not ours. */
async function removeTestTopics(brokers: readonly string[]): Promise<void> {
  const admin = new Kafka({ brokers: [...brokers] }).admin();
  await admin.connect();
  const isOurs = (name: string): boolean => name.startsWith(TEST_PREFIX);
  const { groups } = await admin.listGroups();
  await admin.deleteGroups(groups.map(({ groupId }) => groupId).filter(isOurs));
  await admin.deleteTopics({ topics: (await admin.listTopics()).filter(isOurs) });
  await admin.disconnect();
}

/** Why no broker can be started here; undefined where one can. */
export function whatIsMissing(): string | undefined {
  const java = spawnSync('java', ['-version'], { encoding: 'utf8' });
  if (java.error) return `Kafka needs Java ${OLDEST_JAVA}, and there is none.`;
  const major = Number(/version "(\d+)/.exec(java.stderr)?.[1] ?? 0);
  if (major < OLDEST_JAVA) return `Kafka needs Java ${OLDEST_JAVA}, and this is Java ${major}.`;
  if (!existsSync(JARS) && spawnSync('mvn', ['-v']).error) return 'Kafka comes by Maven, and there is none.';
  return undefined;
}
