/**
 * The broker killed and restarted under load: what was acknowledged is there, readers and writers go on by themselves, and what lasts
 * is told once. KAFKA_RESTARTS says how often (reliability goal R6: 20).
 */
import { type KafkaEventLog } from '@plumbline/event-log';
import { readAll, textOf } from '../../contracts/event-log.contract';
import { describeKafka, KafkaUnderTest, newKafkaLog } from '../../harness/kafka';
import { Consuming, findFaults, isCaughtUp, NO_FAULTS, Producing, until } from './load';

const RESTARTS = Number(process.env['KAFKA_RESTARTS'] ?? 4);
const MOST_LINES_PER_RESTART = 8;

describeKafka('a broker that is restarted', () => {
  const kafka = new KafkaUnderTest();
  const lines: string[] = [];
  let log: KafkaEventLog;
  beforeAll(async () => {
    await kafka.up();
    log = await newKafkaLog(kafka.brokers, { log: (line) => lines.push(line) });
  }, 240_000);
  afterAll(async () => {
    await log.close();
    await kafka.remove();
  }, 120_000);

  it(`given ${RESTARTS} restarts under load, half of them after kill -9, then nothing acknowledged is missing, doubled or out of order`, async () => {
    const producing = new Producing(log, 'restart');
    const consuming = new Consuming(await log.reader('events', 'g'));
    for (let restart = 0; restart < RESTARTS; restart += 1) {
      await producing.more(500);
      if (restart % 2 === 0) await kafka.kill();
      else await kafka.down();
      await kafka.up();
    }
    await producing.more(500);
    await producing.stop();
    await until(() => isCaughtUp(log, 'g'));
    await consuming.stop();
    console.log(
      `${RESTARTS} restarts: ${producing.acknowledged.length} acknowledged, ${producing.cutOff.size} cut off, ${consuming.lost} batches lost to rebalances, figures ${JSON.stringify({ ...log.figures(), lag: [] })}, lines:\n${lines.join('\n')}`,
    );
    expect(findFaults(await readAll(log, 'afterwards'), producing)).toEqual(NO_FAULTS);
    const committed = new Set(consuming.committed.map(textOf));
    expect(producing.acknowledged.filter((text) => !committed.has(text))).toEqual([]);
    expect(log.health()).toEqual({ state: 'up' });
    expect(lines.length).toBeLessThanOrEqual(MOST_LINES_PER_RESTART * RESTARTS);
  }, 900_000);
});
