/**
 * The port of the event log, cut for the embedded log and for Kafka alike: durable append, consumer groups, replay.
 * Heartbeats, rebalances and files stay inside the adapters.
 */

export type Topic = 'events' | 'governance' | 'dead-letters';
export const TOPICS: readonly Topic[] = ['events', 'governance', 'dead-letters'];

export interface NewRecord {
  /** The case: records of one key keep their order. */
  readonly key: string;
  readonly value: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  /** When the event happened, in milliseconds since 1970. */
  readonly timestampMs: number;
  /** Names the record among all, so that a log may tell a repeat. */
  readonly identity?: string;
  /** 16 bytes over the content: a known identity with another digest is no repeat but a conflict, and is appended. */
  readonly digest?: Uint8Array;
  /** When another log took it, in milliseconds since 1970: given where a log is copied, else the log's own clock counts. */
  readonly appendedAtMs?: number;
}

export interface LogRecord {
  readonly topic: Topic;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: string;
  readonly value: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  readonly timestampMs: number;
  /** When the log took it, in milliseconds since 1970. */
  readonly appendedAtMs: number;
}

export interface AppendReceipt {
  /** Positions of the records that the log already held and did not append again. Best effort; Kafka never tells. */
  readonly duplicates: readonly number[];
}

export interface PartitionEnds {
  readonly partition: number;
  /** Offset of the first record that can still be read. */
  readonly low: bigint;
  /** Offset that the next record will get. */
  readonly high: bigint;
  /** Next offset to read, per consumer group. */
  readonly committed: Readonly<Record<string, bigint>>;
}

export interface Batch {
  /** Records of one or more partitions, in order per partition; at least one. */
  readonly records: readonly LogRecord[];
  /**
   * Moves the group behind this batch, and so behind all that was read before, durably. Where it fails with LogUnavailable it must be
   * tried again before a later batch is committed.
   * @throws BatchLost where the group moved on meanwhile: drop the batch, it is delivered again; LogUnavailable
   */
  commit(): Promise<void>;
}

export interface LogReader {
  /** The next records of the group, or undefined where none came within `maxWaitMs`. */
  read(limit: { readonly maxRecords: number; readonly maxWaitMs: number }): Promise<Batch | undefined>;
  /** Ends reading. The batch in work may still be committed; then the group goes on without this reader. */
  close(): Promise<void>;
}

export interface LogHealth {
  /** `down`: appends are refused, or a reader gets nothing. The log goes on trying by itself. */
  readonly state: 'up' | 'down';
  readonly cause?: string;
}

export interface EventLog {
  /**
   * Resolves when all records are durable; rejects with an EventLogError where none was appended, except for LogUnavailable:
   * then any part may be in the log, and the caller appends all again, which does no harm. (A broker that is set to take less than
   * LARGEST_RECORD_BYTES refuses with RecordTooLarge, and may have taken the rest. The platform does not start on such a one.)
   * @throws RecordTooLarge, LogFull, LogOverloaded, LogUnavailable, LogClosed
   */
  append(topic: Topic, records: readonly NewRecord[]): Promise<AppendReceipt>;
  /** Joins the group; a new group starts at the first record. */
  reader(topic: Topic, group: string): Promise<LogReader>;
  /** @throws LogUnavailable, LogClosed */
  ends(topic: Topic): Promise<PartitionEnds[]>;
  /** What the log knows about itself now; asks nobody. */
  health(): LogHealth;
  /** Flushes what was accepted and lets go of the log. */
  close(): Promise<void>;
}
