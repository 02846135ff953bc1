/**
 * The only broker restarted, away and hanging under load: what was acknowledged is there, appends that cannot be made are refused in time,
 * writers and readers go on by themselves, and closing ends whatever the broker does.
 * KAFKA_RESTARTS says how often it is restarted (reliability goal R6: 20), KAFKA_AWAY_SECONDS how long it is away.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { type KafkaEventLog, LogUnavailable } from '@plumbline/event-log';
import { record } from '../../contracts/event-log.contract';
import { describeKafka, KafkaUnderTest, newKafkaLog } from '../../harness/kafka';
import { until } from './load';
import { throughFault, UNHARMED } from './through-fault';

const RESTARTS = Number(process.env['KAFKA_RESTARTS'] ?? 2);
/** Longer than every time-out of the adapter, of kafkajs and of the broker. */
const AWAY_MS = Number(process.env['KAFKA_AWAY_SECONDS'] ?? 60) * 1_000;
const SEND_TIMEOUT_MS = 5_000;
const MOST_LINES = 8;

describeKafka('the only broker', () => {
  const kafka = new KafkaUnderTest();
  let lines: string[];
  let log: KafkaEventLog;
  beforeAll(() => kafka.up(), 240_000);
  afterAll(() => kafka.remove(), 120_000);
  const open = async (sendTimeoutMs?: number): Promise<void> => {
    lines = [];
    await kafka.up(); // whatever the test before left
    const more = sendTimeoutMs === undefined ? {} : { sendTimeoutMs };
    log = await newKafkaLog(kafka.brokers, { log: (line) => lines.push(line), ...more });
  };
  afterEach(() => log.close(), 60_000);

  it(`given ${RESTARTS} restarts, half of them after kill -9, then callers notice nothing but a wait`, async () => {
    await open();
    const outcome = await throughFault(log, async (producing, consuming) => {
      for (let restart = 0; restart < RESTARTS; restart += 1) {
        await (restart % 2 === 0 ? kafka.kill() : kafka.stop());
        await kafka.up();
        await consuming.more(500);
      }
      expect(producing.cutOff.size).toBe(0);
    });
    expect(outcome).toEqual(UNHARMED);
    expect(lines.length).toBeLessThanOrEqual(MOST_LINES * RESTARTS);
  }, 900_000);

  it(`given a broker that is away for ${AWAY_MS / 1_000} s, then appends are refused meanwhile, and all goes on with it`, async () => {
    await open(SEND_TIMEOUT_MS);
    const outcome = await throughFault(log, async (producing) => {
      const back = pause(AWAY_MS);
      await kafka.kill();
      await until(() => producing.cutOff.size > 0);
      expect(log.health()).toMatchObject({
        state: 'down',
        cause: expect.stringContaining('does not answer') as unknown,
      });
      await expect(log.append('events', [record('k', 'refused')])).rejects.toBeInstanceOf(LogUnavailable);
      await expect(log.ends('events')).rejects.toBeInstanceOf(LogUnavailable);
      await back;
      await kafka.up();
    });
    expect(outcome).toEqual(UNHARMED);
    expect(lines.filter((line) => line.startsWith('kafka: appends'))).toEqual([
      expect.stringMatching('appends wait, because: Kafka at .* does not answer as it should'),
      'kafka: appends go on',
    ]);
    expect(lines.length).toBeLessThanOrEqual(MOST_LINES);
  }, 900_000);

  it('given a broker that hangs until the reader was given up, then appends are refused meanwhile, and all goes on', async () => {
    await open(SEND_TIMEOUT_MS);
    const outcome = await throughFault(log, async (producing) => {
      kafka.freeze();
      await until(() => {
        const { consumerCrashes, consumerStalls } = log.figures();
        return producing.cutOff.size > 0 && consumerCrashes + consumerStalls > 0;
      });
      expect(log.health().state).toBe('down');
      kafka.thaw();
    });
    expect(outcome).toEqual(UNHARMED);
    expect(lines.length).toBeLessThanOrEqual(MOST_LINES);
  }, 900_000);

  it('given a broker that hangs, then closing ends, and what was not acknowledged is refused', async () => {
    await open(SEND_TIMEOUT_MS);
    await log.append('events', [record('k', 'first')]);
    const reader = await log.reader('events', 'g');
    const batch = await reader.read({ maxRecords: 1, maxWaitMs: 30_000 });
    kafka.freeze();
    const append = log.append('events', [record('k', 'second')]).catch((error: unknown) => error);
    const commit = batch?.commit().catch((error: unknown) => error);
    await log.close();
    expect(await append).toBeInstanceOf(LogUnavailable);
    expect(await commit).toBeInstanceOf(Error);
    kafka.thaw();
  }, 300_000);
});
