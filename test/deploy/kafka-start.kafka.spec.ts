/** Kafka as its container starts it: an empty volume is formatted, the password asked for, and a restart finds what was there. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { describeKafka } from '../harness/kafka';
import { KafkaOfCompose } from './kafka-of-compose';

const SASL_HANDSHAKE = { key: 17, version: 1 };
const SASL_AUTHENTICATE = { key: 36, version: 0 };

describeKafka('infra/docker/kafka/start', () => {
  const kafka = new KafkaOfCompose();

  beforeAll(async () => {
    const secrets = path.join(kafka.folder, 'secrets');
    mkdirSync(secrets);
    writeFileSync(path.join(secrets, 'kafka_password'), 'the right one');
    await kafka.prepare(secrets);
  }, 240_000);
  afterAll(() => kafka.remove());

  it('given an empty volume, then it is formatted and served, to who knows the password; and after a restart again', async () => {
    await kafka.start();
    expect(await login(kafka.port, 'plumbline', 'the right one')).toBe('in');
    expect(await login(kafka.port, 'plumbline', 'the wrong one')).toMatch(/Authentication failed/);
    expect(await login(kafka.port, 'admin', 'the right one')).toMatch(/Authentication failed/);
    const cluster = (): string => readFileSync(path.join(kafka.folder, 'data/log/meta.properties'), 'utf8');
    const before = cluster();

    await kafka.stop();
    await kafka.start();
    expect(await login(kafka.port, 'plumbline', 'the right one')).toBe('in');
    expect(cluster()).toBe(before);
  }, 240_000);
});

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
