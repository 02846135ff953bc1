/**
 * One life of an idempotent producer. kafkajs counts what it sent per partition, and after a failure its count may be wrong: then the
 * broker would take other records of the same count for a repeat and drop them, acknowledged. So a producer sends one at a time, and
 * after any failure it is given up for a new one.
 */
import {
  CompressionTypes,
  KafkaJSNonRetriableError,
  type Producer as KafkaProducer,
  type RecordMetadata,
} from 'kafkajs';
import { GivableConnection, type KafkaConnection } from './connection';
import type { Counters } from './counters';
import { partitionOf } from './partitioner';
import type { Message } from './record-codec';
import { within } from './waiting';

const CONNECT_TIMEOUT_MS = 20_000;
const CLOSE_TIMEOUT_MS = 5_000;
/** How long a broker may wait for its replicas before it says that they lag; kafkajs then sends again. */
const ACKNOWLEDGE_TIMEOUT_MS = 10_000;
const COMPRESSED_FROM_BYTES = 1_024;
const ALL_IN_SYNC_REPLICAS = -1;
/** As many as fit into the time that a send may take. */
const RETRIES = 1_000;

export interface Producer {
  /** Resolves when every record is acknowledged by all replicas in sync. */
  send(topicName: string, messages: readonly Message[], bytes: number): Promise<void>;
  /** Nothing is sent any more, not even what is on its way in kafkajs. */
  giveUp(): void;
  close(): Promise<void>;
}

export class IdempotentProducer implements Producer {
  /** Partitions of the topic, as the send in work was told. */
  private partitionCount: number | undefined;
  private readonly producer: KafkaProducer;

  private constructor(
    private readonly connection: GivableConnection,
    counters: Counters,
  ) {
    this.producer = connection.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      retry: { retries: RETRIES },
      createPartitioner:
        () =>
        ({ message, partitionMetadata }) => {
          this.partitionCount ??= partitionMetadata.length;
          // What was acknowledged under the old number could not be told from what was not.
          if (this.partitionCount !== partitionMetadata.length)
            throw new KafkaJSNonRetriableError('partitions were added');
          return partitionOf(message.key as Buffer, this.partitionCount);
        },
    });
    this.producer.on('producer.network.request_timeout', () => (counters.requestTimeouts += 1));
  }

  /** @param signal ends the attempt */
  static async connect(
    connection: KafkaConnection,
    counters: Counters,
    signal: AbortSignal,
  ): Promise<IdempotentProducer> {
    const givable = new GivableConnection(connection);
    const giveUp = (): void => givable.giveUp();
    signal.addEventListener('abort', giveUp);
    try {
      const producer = new IdempotentProducer(givable, counters);
      await givable.within(CONNECT_TIMEOUT_MS, producer.producer.connect());
      return producer;
    } catch (error) {
      givable.giveUp();
      throw error;
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }

  async send(topicName: string, messages: readonly Message[], bytes: number): Promise<void> {
    this.partitionCount = undefined;
    for (let rest = messages; rest.length > 0;) {
      const acknowledged = await this.producer.send({
        topic: topicName,
        acks: ALL_IN_SYNC_REPLICAS,
        timeout: ACKNOWLEDGE_TIMEOUT_MS,
        compression: bytes >= COMPRESSED_FROM_BYTES ? CompressionTypes.GZIP : CompressionTypes.None,
        messages: [...rest],
      });
      rest = unacknowledged(rest, this.partitionCount ?? 0, acknowledged);
    }
  }

  giveUp(): void {
    this.connection.giveUp();
  }

  async close(): Promise<void> {
    await within(CLOSE_TIMEOUT_MS, this.producer.disconnect()).catch(() => undefined);
    this.connection.giveUp();
  }
}

/**
 * What no broker acknowledged of a send that kafkajs says is done: it is when every broker on its list answered. Where a leader moves in
 * the middle to a broker that has answered already, that partition's records are sent to nobody. kafkajs counts them as not sent, so the
 * same producer can send them again, and where the old leader did take them the broker knows them by their count.
 */
export function unacknowledged(
  messages: readonly Message[],
  partitionCount: number,
  acknowledged: readonly Pick<RecordMetadata, 'partition'>[],
): readonly Message[] {
  const answered = new Set(acknowledged.map(({ partition }) => partition));
  return messages.filter(({ key }) => !answered.has(partitionOf(key, partitionCount)));
}
