/** A cluster of three, of which one is stopped, killed or hung under load: leaders move, and nobody notices. */
import { Kafka } from 'kafkajs';
import { applyTopics, KafkaEventLog } from '@plumbline/event-log';
import { describeKafka, KafkaUnderTest, testOptions, testTopics } from '../../harness/kafka';
import { until } from './load';
import { type Outcome, throughFault, UNHARMED } from './through-fault';

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

  const harm = {
    stopped: (broker: number) => kafka.stop(broker),
    killed: (broker: number) => kafka.kill(broker),
    hung: async (broker: number) => kafka.freeze(broker),
  };
  const mend = async (broker: number): Promise<void> => {
    kafka.thaw(broker);
    await kafka.up();
  };

  /** Harms a broker under load; it is mended when both ends of the load went on without it. */
  const through = async (
    how: keyof typeof harm,
    broker: number,
  ): Promise<{ outcome: Outcome; causes: readonly string[] }> => {
    const options = testOptions(kafka.brokers);
    await applyTopics(options, testTopics(3));
    log = await KafkaEventLog.open(options);
    const topic = `${options.topicPrefix}events`;
    const causes: string[] = [];
    const outcome = await throughFault(log, async (producing, consuming) => {
      await harm[how](broker);
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
      causes.push(...producing.causes);
    });
    return { outcome, causes };
  };

  it.each([
    ['stopped', 0],
    ['killed', 1],
  ] as const)(
    'given a broker %s, then leaders move, no append is refused, and nothing is lost',
    async (how, broker) => {
      expect(await through(how, broker)).toEqual({ outcome: UNHARMED, causes: [] });
    },
    900_000,
  );

  it('given a broker that hangs, then appends go on while it does, after refusals perhaps, and nothing is lost', async () => {
    expect((await through('hung', 2)).outcome).toEqual(UNHARMED);
  }, 900_000);
});
