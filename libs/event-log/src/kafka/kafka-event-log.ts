/**
 * The log on Apache Kafka (infra/decisions/0011-kafka-client.md): any number of processes, several partitions a topic. Records of a
 * key keep their order, since they share a partition and one process sends one request at a time.
 */
import { setTimeout } from 'node:timers/promises';
import { type EventLogError, LogClosed } from '../errors';
import {
  type AppendReceipt,
  type EventLog,
  type LogHealth,
  type LogReader,
  type NewRecord,
  type PartitionEnds,
  type Topic,
  TOPICS,
} from '../port';
import { KafkaAdmin } from './admin';
import { Appender } from './appender';
import type { KafkaConnection } from './connection';
import { Counters } from './counters';
import { explain, isTopicMissing } from './failures';
import { DEFAULT_TOPIC_PREFIX, Names } from './names';
import { Positions } from './positions';
import { IdempotentProducer } from './producer';
import { KafkaReader } from './reader';

const SEND_TIMEOUT_MS = 30_000;
const SESSION_TIMEOUT_MS = 30_000;
const TOPIC_ATTEMPTS = 3;
const TOPIC_RETRY_MS = 300;

export interface KafkaEventLogOptions extends KafkaConnection {
  /** In front of the names of topics and groups. */
  readonly topicPrefix?: string;
  /** How long appends wait for a broker that is away, until they fail with LogUnavailable. */
  readonly sendTimeoutMs?: number;
  /** How long the group waits for a reader that has gone silent, until others read its partitions. */
  readonly sessionTimeoutMs?: number;
}

/** Figures of this process, for those who watch; counts are since its start. */
export interface KafkaFigures {
  readonly pendingBytes: number;
  readonly fetchedBytes: number;
  readonly rebalances: number;
  readonly consumerCrashes: number;
  readonly consumerStalls: number;
  readonly producersGivenUp: number;
  readonly requestTimeouts: number;
  /** Records not yet fetched of each partition that a reader of this process has, as of its last fetch. */
  readonly lag: readonly {
    readonly topic: Topic;
    readonly group: string;
    readonly partition: number;
    readonly records: number;
  }[];
}

interface OwnReader {
  readonly topic: Topic;
  readonly group: string;
  readonly reader: KafkaReader;
}

export class KafkaEventLog implements EventLog {
  private readonly counters = new Counters();
  private readonly names: Names;
  private readonly admin: KafkaAdmin;
  private readonly positions: Positions;
  private readonly appender: Appender;
  private readonly readers = new Set<OwnReader>();
  /** Groups that this process has read as, per topic. */
  private readonly groups = new Map<Topic, Set<string>>(TOPICS.map((topic) => [topic, new Set()]));
  private isClosed = false;

  private constructor(private readonly options: KafkaEventLogOptions) {
    this.names = new Names(options.topicPrefix ?? DEFAULT_TOPIC_PREFIX);
    this.admin = new KafkaAdmin(options);
    this.positions = new Positions(this.admin, this.names);
    this.appender = new Appender({
      connect: (signal) => IdempotentProducer.connect(options, this.counters, signal),
      topicName: (topic) => this.names.topic(topic),
      explain: this.explain,
      sendTimeoutMs: options.sendTimeoutMs ?? SEND_TIMEOUT_MS,
      counters: this.counters,
      log: options.log,
    });
  }

  /** @throws LogNotSetUp where credentials or topics are wrong; LogUnavailable where no broker answers */
  static async open(options: KafkaEventLogOptions): Promise<KafkaEventLog> {
    const log = new KafkaEventLog(options);
    try {
      for (const topic of TOPICS) await log.assertTopic(topic);
      await log.appender.connect();
      return log;
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  async append(topic: Topic, records: readonly NewRecord[]): Promise<AppendReceipt> {
    await this.appender.append(topic, records);
    return { duplicates: [] };
  }

  async reader(topic: Topic, group: string): Promise<LogReader> {
    this.assertOpen();
    await this.leaveClosed(topic, group);
    const reader = new KafkaReader({
      connection: this.options,
      topic,
      topicName: this.names.topic(topic),
      groupId: this.names.group(topic, group),
      sessionTimeoutMs: this.options.sessionTimeoutMs ?? SESSION_TIMEOUT_MS,
      counters: this.counters,
      positions: (partitions) => this.positions.of(topic, group, partitions),
      highs: () => this.positions.highs(topic),
      explain: this.explain,
    });
    const own = { topic, group, reader };
    this.readers.add(own);
    this.groups.get(topic)?.add(group);
    void reader.gone.then(() => this.readers.delete(own));
    await reader.joined();
    return reader;
  }

  async ends(topic: Topic): Promise<PartitionEnds[]> {
    this.assertOpen();
    return this.positions.ends(topic, [...(this.groups.get(topic) ?? [])]);
  }

  health(): LogHealth {
    if (this.isClosed) return { state: 'down', cause: 'The log is closed.' };
    const open = [...this.readers].filter(({ reader }) => !reader.isClosed);
    const cause = [this.appender.cause, ...open.map(({ reader }) => reader.failure)].find((one) => one !== undefined);
    return cause === undefined ? { state: 'up' } : { state: 'down', cause };
  }

  figures(): KafkaFigures {
    const readers = [...this.readers];
    return {
      ...this.counters,
      pendingBytes: this.appender.pendingBytes,
      fetchedBytes: readers.reduce((bytes, { reader }) => bytes + reader.fetchedBytes, 0),
      lag: readers.flatMap(({ topic, group, reader }) =>
        Array.from(reader.lag, ([partition, records]) => ({ topic, group, partition, records: Number(records) })),
      ),
    };
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await Promise.all([this.appender.close(), ...Array.from(this.readers, ({ reader }) => reader.leave())]);
    await this.admin.close();
  }

  /** A closed reader may linger for the batch in work; one that follows it in the same group need not wait for that. */
  private async leaveClosed(topic: Topic, group: string): Promise<void> {
    const lingering = [...this.readers].filter(
      (one) => one.topic === topic && one.group === group && one.reader.isClosed,
    );
    await Promise.all(lingering.map(({ reader }) => reader.leave()));
  }

  /** Sending to a topic that is not there would only time out. A broker may not have heard yet of one that is new. */
  private async assertTopic(topic: Topic): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.admin.ask((admin) => admin.fetchTopicMetadata({ topics: [this.names.topic(topic)] }));
        return;
      } catch (error) {
        if (!isTopicMissing(error) || attempt === TOPIC_ATTEMPTS) throw error;
        await setTimeout(TOPIC_RETRY_MS);
      }
    }
  }

  private assertOpen(): void {
    if (this.isClosed) throw new LogClosed();
  }

  private readonly explain = (error: unknown): EventLogError => explain(error, this.options);
}
