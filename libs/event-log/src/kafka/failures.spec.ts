/** Errors of kafkajs in the words of the port. */
import { KafkaJSNumberOfRetriesExceeded, KafkaJSProtocolError } from 'kafkajs';
import { LogNotSetUp, LogOverloaded, LogUnavailable } from '../errors';
import { causeOf, explain, isLost, isProducerUnknown, isTooLarge, isTopicMissing } from './failures';
import { TookTooLong } from './waiting';

const kafka = { brokers: ['kafka:9092'] };
const protocol = (type: string): Error =>
  new KafkaJSProtocolError({ message: type, type, code: 0 } as unknown as Error);
const wrapped = (inner: Error): Error => new KafkaJSNumberOfRetriesExceeded(inner, { retryCount: 5, retryTime: 100 });
const named = (name: string): Error => Object.assign(new Error('refused'), { name });
const coded = (message: string, code: string): Error => Object.assign(new Error(message), { code });

describe('failures of Kafka', () => {
  it.each([
    ['ILLEGAL_GENERATION', isLost],
    ['UNKNOWN_MEMBER_ID', isLost],
    ['REBALANCE_IN_PROGRESS', isLost],
    ['NOT_COORDINATOR_FOR_GROUP', isLost],
    ['OUT_OF_ORDER_SEQUENCE_NUMBER', isProducerUnknown],
    ['MESSAGE_TOO_LARGE', isTooLarge],
    ['UNKNOWN_TOPIC_OR_PARTITION', isTopicMissing],
  ])('given %s, wrapped by kafkajs or not, then it is known for what it is', (type, is) => {
    expect([is(protocol(type)), is(wrapped(protocol(type))), is(protocol('NOT_LEADER_FOR_PARTITION'))]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it.each<[string, Error, string]>([
    ['a wrong password', named('KafkaJSSASLAuthenticationError'), 'Check KAFKA_USERNAME'],
    ['a missing right', protocol('TOPIC_AUTHORIZATION_FAILED'), 'Give the user'],
    ['a missing topic', wrapped(protocol('UNKNOWN_TOPIC_OR_PARTITION')), 'plumbline topics apply'],
    ['too few brokers', protocol('INVALID_REPLICATION_FACTOR'), 'Set KAFKA_REPLICATION_FACTOR'],
    [
      'a foreign certificate',
      new TookTooLong(10, coded('self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT')),
      'Check KAFKA_CA_FILE',
    ],
    ['a certificate for another host', coded('altnames', 'ERR_TLS_CERT_ALTNAME_INVALID'), 'Check KAFKA_CA_FILE'],
  ])('given %s, then it is not set up, and the message says what to do', (_, error, remedy) => {
    const explained = explain(error, kafka);
    expect(explained).toBeInstanceOf(LogNotSetUp);
    expect(explained.message).toContain('kafka:9092');
    expect(explained.message).toContain(remedy);
  });

  it('given a broker that is away, then the log is unavailable, for what its sockets met', () => {
    const explained = explain(new TookTooLong(10_000, coded('connect ECONNREFUSED', 'ECONNREFUSED')), kafka);
    expect(explained).toBeInstanceOf(LogUnavailable);
    expect(explained.message).toBe('Kafka at kafka:9092 does not answer as it should: connect ECONNREFUSED.');
  });

  it('given an error of the port, then it stays, and given causes that turn in a circle, then they end', () => {
    const overloaded = new LogOverloaded();
    expect(explain(overloaded, kafka)).toBe(overloaded);
    const circle = new Error('round');
    circle.cause = circle;
    expect(causeOf(circle)).toBe('round');
  });
});
