/**
 * kill -9 under load, twenty times each: of the platform, and of its engine. A producer sends again what was not answered; at the
 * end every event it sent is in the scores exactly once.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { event } from '../harness/events';
import { PlatformUnderTest } from '../harness/platform-under-test';

const KILLS = 20;
const EVENTS_PER_REQUEST = 200;
const RETRY_MS = 50;

interface Counted {
  readonly rows: readonly { readonly excluded: Readonly<Record<string, number>> }[];
}

/** A producer that keeps sending arrivals, each of a visit of its own, and sends again what was not answered. */
class Producer {
  sent = 0;
  private stopping = false;

  constructor(
    private readonly platform: PlatformUnderTest,
    private readonly name: string,
  ) {}

  async run(): Promise<void> {
    while (!this.stopping) {
      const events = Array.from({ length: EVENTS_PER_REQUEST }, (_, index) =>
        event('visit.arrived', '2026-03-02T09:00:00+08:00', {
          visit_id: `${this.name}-${this.sent + index}`,
          channel: 'onsite',
        }),
      );
      await this.untilAnswered(events);
      this.sent += events.length;
    }
  }

  stop(): void {
    this.stopping = true;
  }

  private async untilAnswered(events: readonly unknown[]): Promise<void> {
    for (;;) {
      const status = await this.platform.post(events).then(
        (answer) => answer.status,
        () => 0,
      );
      if (status === 202) return;
      await pause(RETRY_MS);
    }
  }
}

async function openVisits(platform: PlatformUnderTest): Promise<number> {
  const { body } = await platform.get<Counted>(
    '/api/v1/scores?id=p1-wait-within-target-rate&from=2026-03-01&to=2026-03-08',
  );
  return body.rows[0]?.excluded['open'] ?? 0;
}

/** Processes that a process started, from the system's own list. */
function childrenOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return children === '' ? [] : children.split(' ').map(Number);
}

describe('kill -9 under load', () => {
  const platform = new PlatformUnderTest();
  beforeAll(() => platform.start());
  afterAll(() => platform.remove());

  it(`given the platform killed ${KILLS} times, then every event is in the scores once`, async () => {
    const producer = new Producer(platform, 'platform');
    const running = producer.run();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const before = producer.sent;
      while (producer.sent < before + (1 + (kill % 4)) * EVENTS_PER_REQUEST) await pause(5);
      await platform.kill();
      await platform.start();
    }
    producer.stop();
    await running;
    const status = await platform.caughtUp();
    expect(await openVisits(platform)).toBe(producer.sent);
    expect(status.log.events).toBe(producer.sent);
  }, 240_000);

  it(`given the engine killed ${KILLS} times, then ingest goes on, and every event is in the scores once`, async () => {
    const before = await openVisits(platform);
    const producer = new Producer(platform, 'engine');
    const running = producer.run();
    for (let kill = 0; kill < KILLS; kill += 1) {
      const sentBefore = producer.sent;
      const [engine] = childrenOf(platform.pid);
      if (engine !== undefined) process.kill(engine, 'SIGKILL');
      while (
        producer.sent < sentBefore + EVENTS_PER_REQUEST ||
        childrenOf(platform.pid).every((child) => child === engine)
      )
        await pause(5);
      // Every third engine dies while it starts, the others at work.
      while (kill % 3 !== 0 && !(await platform.status()).clickhouse.reachable) await pause(5);
    }
    producer.stop();
    await running;
    await platform.caughtUp();
    expect(await openVisits(platform)).toBe(before + producer.sent);
  }, 240_000);
});
