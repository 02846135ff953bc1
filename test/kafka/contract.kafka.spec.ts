/** The contract of the event log on a real Kafka: the brokers of KAFKA_BROKERS, or else one that is started here. */
import { describeEventLog } from '../contracts/event-log.contract';
import { describeOnKafka, newKafkaLog } from '../harness/kafka';

describeOnKafka('Kafka', (brokers) => {
  describeEventLog({
    name: 'on Kafka',
    tellsRepeats: false,
    open: () => newKafkaLog(brokers()),
    remove: async () => undefined,
  });
});
