/**
 * One life of a kafkajs consumer: from its connection until it leaves, crashes or is found dead. It never comes back by itself
 * (kafkajs does after some crashes and not after others): whoever runs it starts another, on a new connection.
 */
import type { Consumer, EachBatchPayload } from 'kafkajs';
import { GivableConnection, type KafkaConnection } from './connection';
import type { Counters } from './counters';
import { within } from './waiting';

const CONNECT_TIMEOUT_MS = 20_000;
const LEAVE_TIMEOUT_MS = 5_000;
const FETCH_WAIT_MS = 250;
/** Compressed bytes: events take ten times as much in memory. */
const FETCH_BYTES = 4 * 2 ** 20;
const FETCH_BYTES_PER_PARTITION = 2 ** 20;
/** Enough for a coordinator that moves; a broker that is gone is worth a new life. */
const RETRIES = 4;

export interface ConsumerOptions {
  readonly connection: KafkaConnection;
  readonly topicName: string;
  readonly groupId: string;
  /** After this long without a heartbeat the group goes on without the member. */
  readonly sessionTimeoutMs: number;
  readonly counters: Counters;
  /** The group gave out its partitions anew: what was fetched before is void. Called before any fetch of these. */
  readonly onAssigned: (partitions: readonly number[]) => void;
  /** Returns when the next fetch may be handed over; must call `heartbeat` while it takes its time. */
  readonly onFetch: (payload: EachBatchPayload) => Promise<void>;
}

export class ConsumerLife {
  private readonly connection: GivableConnection;
  private readonly consumer: Consumer;
  private readonly ended: Promise<unknown>;
  private end: (cause: unknown) => void;
  private lastSign = Date.now();

  constructor(private readonly options: ConsumerOptions) {
    const { groupId, sessionTimeoutMs } = options;
    this.ended = new Promise((resolve) => (this.end = resolve));
    // Of its own: consumers of one kafkajs client and one group overwrite each other's positions.
    this.connection = new GivableConnection(options.connection);
    this.consumer = this.connection.kafka.consumer({
      groupId,
      sessionTimeout: sessionTimeoutMs,
      rebalanceTimeout: sessionTimeoutMs,
      heartbeatInterval: heartbeatMs(sessionTimeoutMs),
      maxWaitTimeInMs: FETCH_WAIT_MS,
      maxBytes: FETCH_BYTES,
      maxBytesPerPartition: FETCH_BYTES_PER_PARTITION,
      allowAutoTopicCreation: false,
      retry: { retries: RETRIES, restartOnFailure: async () => false },
    });
    this.listen();
  }

  /** When the group last heard of the consumer. That it fetches says nothing: it may go on long after the group let it go. */
  get lastSignMs(): number {
    return this.lastSign;
  }

  /** Lives until it ends. @returns why it ended; undefined where it left */
  async run(): Promise<unknown> {
    this.start().catch(this.end);
    const cause = await this.ended;
    this.connection.giveUp();
    return cause;
  }

  /** Fetches again from an offset, whatever was fetched. */
  fetchAgain(partition: number, from: bigint): void {
    try {
      this.consumer.seek({ topic: this.options.topicName, partition, offset: String(from) });
    } catch {
      // It is about to end, and the next one starts from where the group stands.
    }
  }

  /** Ends it from outside. */
  fail(cause: Error): void {
    this.end(cause);
  }

  /** Leaves the group, so that it goes on without waiting for the session to run out. */
  async leave(): Promise<void> {
    await within(LEAVE_TIMEOUT_MS, this.consumer.disconnect()).catch(() => undefined);
    this.end(undefined);
  }

  private async start(): Promise<void> {
    const { topicName, onFetch } = this.options;
    await this.connection.within(CONNECT_TIMEOUT_MS, this.consumer.connect());
    await this.connection.within(
      CONNECT_TIMEOUT_MS,
      this.consumer.subscribe({ topics: [topicName], fromBeginning: true }),
    );
    await this.consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: onFetch,
    });
  }

  private listen(): void {
    const { topicName, counters, onAssigned } = this.options;
    const { events } = this.consumer;
    const noteSign = (): void => void (this.lastSign = Date.now());
    this.consumer.on(events.HEARTBEAT, noteSign);
    this.consumer.on(events.REQUEST_TIMEOUT, () => void (counters.requestTimeouts += 1));
    this.consumer.on(events.GROUP_JOIN, ({ payload }) => {
      noteSign();
      counters.rebalances += 1;
      onAssigned(payload.memberAssignment[topicName] ?? []);
    });
    this.consumer.on(events.CRASH, ({ payload }) => {
      counters.consumerCrashes += 1;
      this.end(payload.error);
    });
  }
}

export function heartbeatMs(sessionTimeoutMs: number): number {
  return sessionTimeoutMs / 10;
}
