/**
 * Kafka as its container starts it, on this machine: infra/docker/kafka/start with its settings, on the real broker's jars.
 * What differs is paths, ports and the heap.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { KafkaUnderTest } from '../harness/kafka';
import { ROOT } from './compose-file';

const CACHE = process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache');
const LIB = process.env['KAFKA_NATIVE_LIB'] || path.join(CACHE, 'plumbline/kafka-4.4.0');
const START_DEADLINE_MS = 120_000;
const POLL_MS = 100;
/** The doors of server.properties: clients with a password, the controller, and the container itself. */
const DOORS = ['9092', '9093', '9094'] as const;

export class KafkaOfCompose {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'kafka-of-compose-'));
  private ports: readonly number[] = [];
  private broker: ChildProcess | undefined;

  /** Of the door for clients. */
  get port(): number {
    return this.ports[0] ?? 0;
  }

  /** @param secrets the folder of the file kafka_password */
  async prepare(secrets: string): Promise<void> {
    if (!existsSync(path.join(LIB, 'complete'))) await fetchJars();
    this.ports = await freePorts(DOORS.length);
    mkdirSync(path.join(this.folder, 'bin'));
    // The image's two programs, by the same jars.
    for (const [program, main] of [
      ['kafka-storage.sh', 'kafka.tools.StorageTool'],
      ['kafka-server-start.sh', 'kafka.Kafka'],
    ] as const) {
      const script = `#!/bin/bash\nexec java -Xmx256m $KAFKA_LOG4J_OPTS -cp '${LIB}/jars/*' ${main} "$@"\n`;
      writeFileSync(path.join(this.folder, 'bin', program), script, { mode: 0o755 });
    }
    const settings = readFileSync(path.join(ROOT, 'infra/docker/kafka/server.properties'), 'utf8')
      .replaceAll('/run/secrets', secrets)
      .replaceAll('/var/lib/kafka/data', path.join(this.folder, 'data'))
      .replace('CLIENTS://kafka:', 'CLIENTS://127.0.0.1:')
      .replaceAll(/:(909[234])\b/g, (_, door: (typeof DOORS)[number]) => `:${this.ports[DOORS.indexOf(door)]}`);
    writeFileSync(path.join(this.folder, 'server.properties'), settings);
  }

  /** Resolves when the door for clients is open. */
  async start(): Promise<void> {
    const log4j = path.join(ROOT, 'infra/kafka/native/log4j2.properties');
    const broker = spawn(
      path.join(ROOT, 'infra/docker/kafka/start'),
      [path.join(this.folder, 'server.properties'), log4j],
      { env: { ...process.env, KAFKA_HOME: this.folder }, stdio: 'ignore' },
    );
    this.broker = broker;
    for (const deadline = Date.now() + START_DEADLINE_MS; Date.now() < deadline; await pause(POLL_MS)) {
      if (broker.exitCode !== null) throw new Error(`The broker ended with ${broker.exitCode}`);
      if (await opens(this.port)) return;
    }
    throw new Error('The broker does not serve');
  }

  /** SIGTERM. Resolves when it is gone. */
  async stop(): Promise<void> {
    const { broker } = this;
    if (!broker || broker.exitCode !== null || broker.signalCode !== null) return;
    const ended = new Promise((resolve) => broker.once('exit', resolve));
    broker.kill('SIGTERM');
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function fetchJars(): Promise<void> {
  const kafka = new KafkaUnderTest();
  await kafka.up();
  await kafka.remove();
}

function opens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

/** Ports that nobody listens on just now. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = net.createServer();
      return new Promise<net.Server>((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
    }),
  );
  return Promise.all(
    servers.map((server) => {
      const { port } = server.address() as net.AddressInfo;
      return new Promise<number>((resolve) => server.close(() => resolve(port)));
    }),
  );
}
