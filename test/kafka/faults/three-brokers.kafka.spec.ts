/** A cluster of three, of which one after the other is stopped, killed and hung under load: leaders move, and nobody notices. */
import { Kafka } from 'kafkajs';
import { applyTopics, KafkaEventLog } from '@plumbline/event-log';
import { describeKafka, KafkaUnderTest, testOptions, testTopics } from '../../harness/kafka';
import { until } from './load';
import { throughFault, UNHARMED } from './through-fault';

const BROKERS = [0, 1, 2] as const;

describeKafka('a cluster of three brokers', () => {
  const kafka = new KafkaUnderTest(3);
  let log: KafkaEventLog;
  beforeAll(() => kafka.up(), 480_000);
  afterEach(() => log.close(), 60_000);
  afterAll(() => kafka.remove(), 120_000);

  /** Asked of the brokers other than the one that may be away. */
  const partitionsOf = async (topic: string, away: number): Promise<{ leader: number; isr: number[] }[]> => {
    const brokers = kafka.brokers.filter((_, broker) => broker !== away);
    const admin = new Kafka({ brokers, retry: { retries: 1 }, logLevel: 0 }).admin();
    try {
      await admin.connect();
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
      return topics.flatMap(({ partitions }) => partitions);
    } catch {
      return [];
    } finally {
      await admin.disconnect();
    }
  };

  it.each([
    ['stopped', (broker: number) => kafka.stop(broker), () => kafka.up()],
    ['killed', (broker: number) => kafka.kill(broker), () => kafka.up()],
    ['hung', async (broker: number) => kafka.freeze(broker), async (broker: number) => kafka.thaw(broker)],
  ])(
    'given each broker in turn %s, then leaders move, appends go on without it, and nothing is lost',
    async (_, harm, mend) => {
      const options = testOptions(kafka.brokers);
      await applyTopics(options, testTopics(3));
      log = await KafkaEventLog.open(options);
      const topic = `${options.topicPrefix}events`;
      const outcome = await throughFault(log, async (producing, consuming) => {
        for (const broker of BROKERS) {
          const led = (await partitionsOf(topic, broker)).filter(({ leader }) => leader === broker);
          expect(led.length).toBeGreaterThan(0);
          await harm(broker);
          await until(async () => {
            const partitions = await partitionsOf(topic, broker);
            return partitions.length > 0 && partitions.every(({ leader }) => leader >= 0 && leader !== broker);
          });
          await producing.more(200);
          await consuming.more(200);
          await mend(broker);
          await until(async () => {
            const partitions = await partitionsOf(topic, broker);
            return partitions.length > 0 && partitions.every(({ isr }) => isr.length === BROKERS.length);
          });
        }
        expect([...producing.causes]).toEqual([]);
      });
      console.log(JSON.stringify({ ...log.figures(), lag: [] }));
      await log.close();
      expect(outcome).toEqual(UNHARMED);
    },
    900_000,
  );
});
