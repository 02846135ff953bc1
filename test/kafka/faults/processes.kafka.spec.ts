/**
 * The platform in pieces on a real broker: a gateway, two projectors and a query process, each on its own. More than 200,000 events,
 * shuffled and repeated; projectors, gateway and broker are killed in the middle. At the end every score is the oracle's.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { runCommand } from '../../harness/command-line';
import { EngineUnderTest } from '../../harness/engine';
import { describeKafka, KafkaUnderTest } from '../../harness/kafka';
import { PlatformUnderTest } from '../../harness/platform-under-test';
import { differencesOf } from '../../oracle/differences';
import { type ExpectedRow, expectedScores, type Slice } from '../../oracle/expected-scores';
import { delivery, FROM, history, sharedReference, TO, ZONE } from '../../oracle/histories';
import type { SentEvent } from '../../oracle/history';

const SEED = Number(process.env['ORACLE_SEED'] ?? Math.floor(Math.random() * 1e9));
const HISTORIES = 462;
const HISTORIES_PER_REQUEST = 6;
const LEAST_SENT = 200_000;
const POLL_MS = 200;
const MOST_DIFFERENCES = 20;
const LEVELS = ['overall', 'dimension', 'indicator', 'metric'] as const;

describeKafka(`the platform in pieces on Kafka, seed ${SEED}`, () => {
  const kafka = new KafkaUnderTest();
  const engine = new EngineUnderTest();
  const events: SentEvent[] = [];
  let sent = 0;
  let kafkaVariables: Record<string, string>;
  let gateway: PlatformUnderTest;
  let projectors: [PlatformUnderTest, PlatformUnderTest];
  let query: PlatformUnderTest;

  beforeAll(async () => {
    await kafka.up();
    await engine.start();
    const { url, username, password } = engine.credentials();
    kafkaVariables = { KAFKA_BROKERS: kafka.brokers.join(','), KAFKA_REPLICATION_FACTOR: '1' };
    const clickHouse = { CLICKHOUSE_URL: url, CLICKHOUSE_USER: username, CLICKHOUSE_PASSWORD: password };
    const part = (role: string, more: Record<string, string>): PlatformUnderTest =>
      new PlatformUnderTest({ TIMEZONE: ZONE, EVENT_LOG: 'kafka', ROLE: role, ...kafkaVariables, ...more });
    gateway = part('gateway', { PSEUDONYM_KEY: randomBytes(32).toString('hex') });
    projectors = [part('projector', clickHouse), part('projector', clickHouse)];
    query = part('query', clickHouse);
  }, 240_000);

  afterAll(async () => {
    for (const process of [gateway, ...projectors, query]) await process.remove();
    await engine.stop();
    await kafka.remove();
  }, 240_000);

  /** Sends until it is answered: what an answer that was cut off stands for may be in the log or not. */
  const send = async (body: readonly SentEvent[]): Promise<void> => {
    for (;;) {
      const answer = await gateway.post<{ rejected: number; results: unknown[] }>(body).catch(() => undefined);
      if (answer?.status === 202) {
        expect(answer.body.rejected > 0 ? answer.body.results : []).toEqual([]);
        sent += body.length;
        return;
      }
      await pause(POLL_MS);
    }
  };

  const readiness = async (process: PlatformUnderTest): Promise<string> => {
    const { status, body } = await process.get<{ code?: string }>('/ready');
    return status === 200 ? 'ready' : (body.code ?? String(status));
  };

  const until = async (isSo: () => Promise<boolean>): Promise<void> => {
    while (!(await isSo())) await pause(POLL_MS);
  };

  it('given no topics, then every part refuses to start, and the command that it names mends it', async () => {
    for (const process of [gateway, projectors[0], query]) {
      await expect(process.start()).rejects.toThrow(/plumbline\.events: topic is missing[^]*plumbline topics apply/);
    }
    expect(await runCommand(['topics', 'diff'], kafkaVariables)).toMatchObject({ code: 1 });
    expect(await runCommand(['topics', 'apply'], kafkaVariables)).toMatchObject({ code: 0, errors: '' });
    expect(await runCommand(['topics', 'diff'], kafkaVariables)).toMatchObject({ code: 0 });
    await Promise.all([gateway, ...projectors, query].map((process) => process.start()));
    for (const process of [gateway, ...projectors, query]) {
      await until(async () => (await readiness(process)) === 'ready');
    }
  }, 240_000);

  it('given kills of a projector, the gateway, the broker and the other projector under load, then all of it arrives', async () => {
    const requests = [sharedReference(SEED)];
    const conflicts: SentEvent[] = [];
    for (let first = 0; first < HISTORIES; first += HISTORIES_PER_REQUEST) {
      const deliveries = Array.from({ length: HISTORIES_PER_REQUEST }, (_, index) => {
        const number = first + index;
        return delivery(history(SEED + number, `H${String(number).padStart(3, '0')}`), SEED + number);
      });
      requests.push(deliveries.flatMap((one) => one.sent));
      conflicts.push(...deliveries.flatMap((one) => one.conflicts));
    }
    // More than a call takes as arguments.
    for (const event of [...requests.flat(), ...conflicts]) events.push(event);
    const inAll = [...requests, ...requests];
    const faults = new Map(
      [
        [0.2, () => projectors[0].kill().then(() => projectors[0].start())],
        [0.4, () => gateway.kill().then(() => gateway.start())],
        [0.6, restartBroker],
        [0.8, () => projectors[1].kill()],
      ].map(([after, happens]) => [Math.floor((after as number) * inAll.length), happens as () => Promise<void>]),
    );
    const happening: Promise<void>[] = [];
    for (const [number, request] of inAll.entries()) {
      happening.push(faults.get(number)?.() ?? Promise.resolve());
      await send(request);
    }
    await Promise.all(happening);
    await send(conflicts);
    const status = await query.caughtUp();
    expect(sent).toBeGreaterThan(LEAST_SENT);
    expect(status).toMatchObject({ dead_letters: 0, projectors: [{ state: 'running' }] });
    expect(status.log.events).toBeGreaterThanOrEqual(sent);
  }, 1_200_000);

  /** Kills the broker, and starts it again when the gateway and the projector that is left have said that they cannot work. */
  async function restartBroker(): Promise<void> {
    await kafka.kill();
    for (const process of [gateway, projectors[0]]) await until(async () => (await readiness(process)) === 'log_away');
    expect(await readiness(query)).toBe('ready');
    await kafka.up();
  }

  it.each<[string, readonly Slice[]]>([
    ['the whole bank', []],
    ['each region', ['region']],
    ['each channel and service item', ['channel', 'service_item']],
  ])(
    'given %s, then every row equals the oracle’s',
    async (_name, by) => {
      const parameters = new URLSearchParams({
        from: FROM,
        to: TO,
        by: by.join(',') || 'none',
        level: LEVELS.join(','),
      });
      const { body } = await query.get<{ rows: ExpectedRow[] }>(`/api/v1/scores?${parameters.toString()}`);
      const expected = expectedScores(events, {
        from: FROM,
        to: TO,
        by,
        level: LEVELS,
        timeZone: ZONE,
        now: Date.now(),
      });
      expect(differencesOf(body.rows, expected).slice(0, MOST_DIFFERENCES)).toEqual([]);
      expect(body.rows).toHaveLength(expected.length);
    },
    300_000,
  );

  it('given a rebuild through the projector, then every answer is the same, byte for byte', async () => {
    const rows = async (): Promise<string> => {
      const { body } = await query.get<{ rows: unknown }>(
        `/api/v1/scores?from=${FROM}&to=${TO}&by=region&level=metric`,
      );
      return JSON.stringify(body.rows);
    };
    const live = await rows();
    const rebuilt = await fetch(new URL('/api/v1/rebuilds', projectors[0].url), { method: 'POST' });
    expect(rebuilt.status).toBe(200);
    expect((await rows()) === live).toBe(true);
  }, 300_000);

  it('given figures, then they tell the lag of every partition and what befell Kafka', async () => {
    const figures = await (await fetch(new URL('/metrics', projectors[0].url))).text();
    for (let partition = 0; partition < 12; partition += 1) {
      expect(figures).toContain(`plumbline_projector_lag_events{partition="${partition}"} 0\n`);
    }
    expect(Number(/^plumbline_kafka_rebalances_total (\d+)$/m.exec(figures)?.[1])).toBeGreaterThan(0);
    expect(figures).toMatch(/^plumbline_kafka_consumer_crashes_total \d+$/m);
  });

  it('given SIGTERM, then each part finishes what it has and ends in order', async () => {
    const posting = send(events.slice(0, 1_000));
    await posting;
    for (const process of [gateway, query, projectors[0]]) expect(await process.stop()).toBe(0);
  });
});
