/**
 * Kafka as its container starts it, on this machine: infra/docker/kafka/start with its settings, on the real broker's jars.
 * What differs is paths, ports and the heap. Runs where `infra/kafka/native/kafka up` has fetched the jars; skipped elsewhere.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ROOT } from './compose-file';

const CACHE = process.env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache');
const LIB = process.env['KAFKA_NATIVE_LIB'] || path.join(CACHE, 'plumbline/kafka-4.4.0');
const hasBroker = existsSync(path.join(LIB, 'complete'));
const START_DEADLINE_MS = 60_000;

const SASL_HANDSHAKE = { key: 17, version: 1 };
const SASL_AUTHENTICATE = { key: 36, version: 0 };

(hasBroker ? describe : describe.skip)('infra/docker/kafka/start', () => {
  let folder: string;
  let port: number;
  let broker: ChildProcess | undefined;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'kafka-start-'));
    const ports = await freePorts(3);
    port = ports[0] ?? 0;
    mkdirSync(path.join(folder, 'bin'));
    mkdirSync(path.join(folder, 'secrets'));
    writeFileSync(path.join(folder, 'secrets/kafka_password'), 'the right one');
    // The image's two programs, by the same jars.
    for (const [program, main] of [
      ['kafka-storage.sh', 'kafka.tools.StorageTool'],
      ['kafka-server-start.sh', 'kafka.Kafka'],
    ] as const) {
      const script = `#!/bin/bash\nexec java -Xmx256m $KAFKA_LOG4J_OPTS -cp '${LIB}/jars/*' ${main} "$@"\n`;
      writeFileSync(path.join(folder, 'bin', program), script, { mode: 0o755 });
    }
    const settings = readFileSync(path.join(ROOT, 'infra/docker/kafka/server.properties'), 'utf8')
      .replaceAll('/run/secrets', path.join(folder, 'secrets'))
      .replaceAll('/var/lib/kafka/data', path.join(folder, 'data'))
      .replaceAll(/:909([234])\b/g, (_, door: string) => `:${ports[['2', '3', '4'].indexOf(door)]}`);
    writeFileSync(path.join(folder, 'server.properties'), settings);
  });

  afterEach(() => stop(broker));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const start = async (): Promise<void> => {
    const log4j = path.join(ROOT, 'infra/kafka/native/log4j2.properties');
    broker = spawn(path.join(ROOT, 'infra/docker/kafka/start'), [path.join(folder, 'server.properties'), log4j], {
      env: { ...process.env, KAFKA_HOME: folder },
      stdio: 'ignore',
    });
    for (const deadline = Date.now() + START_DEADLINE_MS; Date.now() < deadline; await pause(100)) {
      if (broker.exitCode !== null) throw new Error(`The broker ended with ${broker.exitCode}`);
      if (await opens(port)) return;
    }
    throw new Error('The broker does not serve');
  };

  it('given an empty volume, then it is formatted and served, to who knows the password; and after a restart again', async () => {
    await start();
    expect(await login(port, 'plumbline', 'the right one')).toBe('in');
    expect(await login(port, 'plumbline', 'the wrong one')).toMatch(/Authentication failed/);
    expect(await login(port, 'admin', 'the right one')).toMatch(/Authentication failed/);
    const cluster = (): string => readFileSync(path.join(folder, 'data/log/meta.properties'), 'utf8');
    const before = cluster();

    await stop(broker);
    await start();
    expect(await login(port, 'plumbline', 'the right one')).toBe('in');
    expect(cluster()).toBe(before);
  }, 150_000);
});

async function stop(broker: ChildProcess | undefined): Promise<void> {
  if (!broker || broker.exitCode !== null || broker.signalCode !== null) return;
  const ended = new Promise((resolve) => broker.once('exit', resolve));
  broker.kill('SIGTERM');
  await ended;
}

function opens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.destroy());
  });
}

async function freePorts(count: number): Promise<number[]> {
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

/** SASL PLAIN by Kafka's own protocol. @returns 'in', or what the broker says against it */
async function login(port: number, user: string, password: string): Promise<string> {
  const socket = net.connect(port, '127.0.0.1');
  try {
    const handshake = await ask(socket, SASL_HANDSHAKE, text('PLAIN'));
    if (handshake.readInt16BE(0) !== 0) return `no PLAIN: error ${handshake.readInt16BE(0)}`;
    const credentials = Buffer.from(`\0${user}\0${password}`);
    const answer = await ask(socket, SASL_AUTHENTICATE, Buffer.concat([int32(credentials.length), credentials]));
    return answer.readInt16BE(0) === 0 ? 'in' : answer.toString('utf8', 4, 4 + answer.readInt16BE(2));
  } finally {
    socket.destroy();
  }
}

/** One request and its response's body. */
function ask(socket: net.Socket, api: { key: number; version: number }, body: Buffer): Promise<Buffer> {
  const header = Buffer.concat([int16(api.key), int16(api.version), int32(1), text('test')]);
  socket.write(Buffer.concat([int32(header.length + body.length), header, body]));
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const take = (chunk: Buffer): void => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 4 || received.length < 4 + received.readInt32BE(0)) return;
      socket.off('data', take);
      resolve(received.subarray(8));
    };
    socket.on('data', take);
    socket.once('error', reject);
  });
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function text(value: string): Buffer {
  return Buffer.concat([int16(Buffer.byteLength(value)), Buffer.from(value)]);
}
