/** The contract of the event log on a real Kafka: the brokers of KAFKA_BROKERS, or else one that is started here. */
import { describeKafka, KafkaUnderTest, newKafkaLog } from '../harness/kafka';
import { describeEventLog } from '../contracts/event-log.contract';

describeKafka('Kafka', () => {
  const kafka = new KafkaUnderTest();
  beforeAll(() => kafka.up(), 120_000);
  afterAll(() => kafka.remove());
  describeEventLog({
    name: 'on Kafka',
    tellsRepeats: false,
    open: () => newKafkaLog(kafka.brokers),
    remove: async () => undefined,
  });
});
