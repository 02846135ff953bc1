/** What went wrong with Kafka, in the words of the port. kafkajs wraps errors in errors; what matters is inside. */
import { types } from 'node:util';
import { EventLogError, LogNotSetUp, LogUnavailable } from '../errors';
import type { KafkaConnection } from './connection';

/** Another member has the partitions, or will have: what is not committed comes again there. */
const LOST = new Set([
  'ILLEGAL_GENERATION',
  'UNKNOWN_MEMBER_ID',
  'REBALANCE_IN_PROGRESS',
  'NOT_COORDINATOR_FOR_GROUP',
  'FENCED_INSTANCE_ID',
]);
/** The broker does not know the producer, or not its count: nothing was appended, and a new producer can. */
const PRODUCER_UNKNOWN = new Set(['OUT_OF_ORDER_SEQUENCE_NUMBER', 'UNKNOWN_PRODUCER_ID', 'INVALID_PRODUCER_EPOCH']);
const TOO_LARGE = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']);
const FORBIDDEN = /_AUTHORIZATION_FAILED$/;
/** Node's codes for a certificate that does not hold. */
const CERTIFICATE = /CERT|UNABLE_TO_VERIFY/;
const TOPIC_MISSING = 'UNKNOWN_TOPIC_OR_PARTITION';
const TOO_FEW_BROKERS = 'INVALID_REPLICATION_FACTOR';
const DEEPEST = 8;

export const isLost = (error: unknown): boolean => LOST.has(typeOf(error));
export const isProducerUnknown = (error: unknown): boolean => PRODUCER_UNKNOWN.has(typeOf(error));
export const isTooLarge = (error: unknown): boolean => TOO_LARGE.has(typeOf(error));
export const isTopicMissing = (error: unknown): boolean => typeOf(error) === TOPIC_MISSING;

/** What failed, in Kafka's words. */
export function causeOf(error: unknown): string {
  const innermost = chainOf(error).at(-1);
  return types.isNativeError(innermost) ? innermost.message : String(innermost);
}

/** The error of the port for an error of kafkajs. */
export function explain(error: unknown, { brokers, sasl }: Pick<KafkaConnection, 'brokers' | 'sasl'>): EventLogError {
  if (error instanceof EventLogError) return error;
  const at = brokers.join(', ');
  const cause = causeOf(error);
  const notSetUp = (message: string): EventLogError => new LogNotSetUp(message, { cause: error });
  if (chainOf(error).some((one) => types.isNativeError(one) && one.name === 'KafkaJSSASLAuthenticationError')) {
    return notSetUp(
      `Kafka at ${at} refuses the user ${sasl?.username ?? '(none)'}: ${cause}. Check KAFKA_USERNAME, KAFKA_PASSWORD and KAFKA_SASL_MECHANISM.`,
    );
  }
  if (chainOf(error).some((one) => types.isNativeError(one) && 'code' in one && CERTIFICATE.test(String(one.code)))) {
    return notSetUp(`The certificate of Kafka at ${at} does not hold: ${cause}. Check KAFKA_CA_FILE.`);
  }
  if (FORBIDDEN.test(typeOf(error))) {
    return notSetUp(`Kafka at ${at} does not allow it: ${cause}. Give the user ${sasl?.username ?? ''} the right to.`);
  }
  if (typeOf(error) === TOPIC_MISSING) {
    return notSetUp(`Kafka at ${at} lacks a topic of Plumbline. Make them with: plumbline topics apply`);
  }
  if (typeOf(error) === TOO_FEW_BROKERS) {
    return notSetUp(
      `Kafka at ${at} has fewer brokers than a topic needs replicas. Set KAFKA_REPLICATION_FACTOR to their number (1 for a single broker).`,
    );
  }
  return new LogUnavailable(`Kafka at ${at} does not answer as it should: ${cause}.`, { cause: error });
}

/** Kafka's own name of the error, or the empty text. */
function typeOf(error: unknown): string {
  for (const one of chainOf(error)) {
    if (typeof one === 'object' && one !== null && 'type' in one && typeof one.type === 'string') return one.type;
  }
  return '';
}

/** The error, its cause (of several, the first), the cause of that, and so on. */
function chainOf(error: unknown): unknown[] {
  const chain = [error];
  for (let inner = causeIn(error); inner !== undefined && chain.length < DEEPEST; inner = causeIn(inner)) {
    chain.push(inner);
  }
  return chain;
}

function causeIn(error: unknown): unknown {
  if (!types.isNativeError(error)) return undefined;
  return 'errors' in error && Array.isArray(error.errors) ? (error.errors as unknown[])[0] : error.cause;
}
