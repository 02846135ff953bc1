/**
 * docker-compose.yml without containers: every service but Grafana as a process of this machine, in the order of `depends_on`, with its
 * command, environment, secrets and health check. Kafka is the real broker, ClickHouse the embedded engine. Only addresses, ports,
 * folders and the engine's one account are others.
 */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EngineUnderTest } from '../harness/engine';
import { describeKafka } from '../harness/kafka';
import { readComposeFile, ROOT, type Service } from './compose-file';
import { imageCommand, imageEnvironment, imageHealthCheck } from './image';
import { freePorts, KafkaOfCompose } from './kafka-of-compose';

const { services: SERVICES } = readComposeFile('docker-compose.yml').compose;
const POLL_MS = 200;
const START_DEADLINE_MS = 120_000;

/** One container of a service of ours, as a process. */
class Part {
  readonly output: string[] = [];
  private child: ChildProcess | undefined;
  private ended: Promise<number | null> = Promise.resolve(null);

  constructor(
    private readonly service: Service,
    readonly port: number,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  start(): void {
    const [program = '', ...parameters] = this.service.command ?? imageCommand();
    const child = spawn(program, parameters, { cwd: ROOT, env: this.variables() });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => this.output.push(String(text)));
    this.ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
    this.child = child;
  }

  /** Its exit code, once it has ended by itself. */
  async end(): Promise<number | null> {
    return this.ended;
  }

  async stop(): Promise<number | null> {
    this.child?.kill('SIGTERM');
    return this.ended;
  }

  /** Resolves when the image's health check is content with it. */
  async healthy(): Promise<void> {
    const [program = '', ...parameters] = imageHealthCheck();
    const check = (): Promise<boolean> =>
      new Promise((resolve) => execFile(program, parameters, { env: this.variables() }, (error) => resolve(!error)));
    for (const deadline = Date.now() + START_DEADLINE_MS; Date.now() < deadline; await pause(POLL_MS)) {
      if (this.child?.exitCode !== null) throw new Error(`It ended:\n${this.output.join('')}`);
      if (await check()) return;
    }
    throw new Error(`It did not become healthy:\n${this.output.join('')}`);
  }

  async ask<Body>(address: string, init: RequestInit = {}): Promise<{ status: number; body: Body }> {
    const response = await fetch(`http://127.0.0.1:${this.port}${address}`, init);
    return { status: response.status, body: (await response.json()) as Body };
  }

  private variables(): NodeJS.ProcessEnv {
    return { PATH: process.env['PATH'], ...this.environment, PORT: String(this.port) };
  }
}

describeKafka('docker-compose.yml, its services as processes', () => {
  const secrets = mkdtempSync(path.join(tmpdir(), 'secrets-'));
  const data = mkdtempSync(path.join(tmpdir(), 'data-'));
  const kafka = new KafkaOfCompose();
  const engine = new EngineUnderTest();
  const parts = new Map<string, Part[]>();

  const partsOf = (name: string): Part[] => parts.get(name) ?? [];
  const authorised = (): Record<string, string> => ({
    authorization: `Bearer ${readFileSync(path.join(secrets, 'access_token'), 'utf8')}`,
  });

  /** What the container gets, with this machine's addresses and folders. */
  const environmentOf = (service: Service): Record<string, string> => {
    const { url, username } = engine.credentials();
    const given = { ...imageEnvironment(), ...service.environment };
    const environment = Object.entries(given).map(([name, value]) => [
      name,
      value
        .replace('/run/secrets', secrets)
        .replace('kafka:9092', `127.0.0.1:${kafka.port}`)
        .replace('http://clickhouse:8123', url)
        .replace(/^plumbline_(?:writer|reader)$/, username)
        .replace('0.0.0.0', '127.0.0.1')
        .replace(/^\/data$/, data),
    ]);
    return Object.fromEntries(environment) as Record<string, string>;
  };

  /** As many as the file says, each started when what it waits for is as it says. */
  const up = async (name: string): Promise<void> => {
    const service = SERVICES[name] as Service;
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      for (const part of partsOf(other)) {
        if (condition === 'service_healthy') await part.healthy();
        else expect({ code: await part.end(), output: part.output.join('') }).toMatchObject({ code: 0 });
      }
    }
    const ports = await freePorts(Number(service.deploy?.replicas ?? 1));
    const started = ports.map((port) => new Part(service, port, environmentOf(service)));
    parts.set(name, started);
    for (const part of started) part.start();
  };

  beforeAll(async () => {
    execFileSync(path.join(ROOT, 'infra/docker/make-secrets'), [secrets]);
    await kafka.prepare(secrets);
    await Promise.all([kafka.start(), engine.start()]);
    // The engine has one account, and makes its password itself.
    for (const name of ['clickhouse_writer_password', 'clickhouse_reader_password']) {
      chmodSync(path.join(secrets, name), 0o600);
      writeFileSync(path.join(secrets, name), engine.credentials().password);
    }
  }, 300_000);

  afterAll(async () => {
    for (const part of [...parts.values()].flat()) await part.stop();
    await kafka.remove();
    await engine.stop();
    for (const folder of [secrets, data]) rmSync(folder, { recursive: true, force: true });
  }, 120_000);

  it('given `up`, then every service becomes healthy, each after those that it waits for', async () => {
    const ours = Object.entries(SERVICES).filter(([, { build }]) => build);
    expect(ours.map(([name]) => name)).toEqual(['topics', 'gateway', 'projector', 'query']);
    for (const [name] of ours) await up(name);
    for (const [name] of ours.slice(1)) for (const part of partsOf(name)) await part.healthy();
    expect(partsOf('projector')).toHaveLength(2);
    expect(partsOf('topics')[0]?.output.join('')).toContain('made    plumbline.events');
  }, 300_000);

  it('given an event for the gateway, then the query knows of it, and neither answers without the token', async () => {
    const [gateway, query] = [partsOf('gateway')[0] as Part, partsOf('query')[0] as Part];
    const event = {
      specversion: '1.0',
      id: 'mine-1',
      source: '/readme',
      type: 'plumbline.visit.arrived.v1',
      time: '2026-11-02T09:00:00+08:00',
      branchid: 'B001',
      data: { visit_id: 'mine-1', channel: 'onsite', service_item_code: 'deposit', priority_class: 'none' },
    };
    const sending = { method: 'POST', body: JSON.stringify(event) };
    const headers = { 'content-type': 'application/cloudevents+json' };
    expect((await gateway.ask('/api/v1/events', { ...sending, headers })).status).toBe(401);
    expect((await query.ask('/api/v1/status')).status).toBe(401);
    const sent = await gateway.ask('/api/v1/events', { ...sending, headers: { ...headers, ...authorised() } });
    expect(sent).toMatchObject({ status: 202, body: { accepted: 1 } });
    for (;;) {
      const { body } = await query.ask<{ log: { events: number }; lag: { events: number }; projectors: object[] }>(
        '/api/v1/status',
        { headers: authorised() },
      );
      if (body.log.events === 1 && body.lag.events === 0 && body.projectors.length === 2) break;
      await pause(POLL_MS);
    }
    const branches = await query.ask('/api/v1/scores?id=s2-courtesy-rating&branch=B001', { headers: authorised() });
    expect(branches.status).toBe(200);
  }, 120_000);

  it('given `down`, then every process ends by itself within the time it has', async () => {
    for (const name of ['query', 'projector', 'gateway']) {
      for (const part of partsOf(name)) expect(await part.stop()).toBe(0);
    }
  }, 120_000);
});
