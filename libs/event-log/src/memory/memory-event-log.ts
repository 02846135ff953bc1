/** The log in memory: for tests, and where nothing need outlive the process. */
import { LogClosed, RecordTooLarge } from '../errors';
import { GroupReader } from '../group-reader';
import { LARGEST_RECORD_BYTES } from '../limits';
import {
  type AppendReceipt,
  type EventLog,
  type LogHealth,
  type LogReader,
  type LogRecord,
  type NewRecord,
  type PartitionEnds,
  type Topic,
  TOPICS,
} from '../port';
import { Waiters } from '../waiters';

interface TopicState {
  readonly records: LogRecord[];
  readonly digests: Map<string, string>;
  readonly committed: Map<string, number>;
  readonly readers: Map<string, LogReader>;
  readonly waiters: Waiters;
}

export class MemoryEventLog implements EventLog {
  private readonly topics = new Map<Topic, TopicState>(
    TOPICS.map((topic) => [
      topic,
      { records: [], digests: new Map(), committed: new Map(), readers: new Map(), waiters: new Waiters() },
    ]),
  );
  private isClosed = false;

  async append(topic: Topic, records: readonly NewRecord[]): Promise<AppendReceipt> {
    const state = this.state(topic);
    for (const { value } of records) {
      if (value.length > LARGEST_RECORD_BYTES) throw new RecordTooLarge(value.length, LARGEST_RECORD_BYTES);
    }
    const duplicates: number[] = [];
    const now = Date.now();
    for (const [position, { identity, digest, appendedAtMs = now, ...record }] of records.entries()) {
      const content = Buffer.from(digest ?? []).toString('hex');
      if (identity !== undefined && state.digests.get(identity) === content) {
        duplicates.push(position);
        continue;
      }
      if (identity !== undefined) state.digests.set(identity, content);
      state.records.push({ ...record, topic, partition: 0, offset: BigInt(state.records.length), appendedAtMs });
    }
    state.waiters.notify();
    return { duplicates };
  }

  async reader(topic: Topic, group: string): Promise<LogReader> {
    const state = this.state(topic);
    const source = {
      recordsFrom: (offset: number, most: number) => state.records.slice(offset, offset + most),
      appended: (maxWaitMs: number, signal: AbortSignal) => state.waiters.wait(maxWaitMs, signal),
      commit: async (offset: number) => void state.committed.set(group, offset),
    };
    const reader: GroupReader = new GroupReader(
      source,
      state.committed.get(group) ?? 0,
      () => state.readers.get(group) === reader,
    );
    state.readers.set(group, reader);
    return reader;
  }

  async ends(topic: Topic): Promise<PartitionEnds[]> {
    const { records, committed } = this.state(topic);
    const groups = Object.fromEntries(Array.from(committed, ([group, offset]) => [group, BigInt(offset)]));
    return [{ partition: 0, low: 0n, high: BigInt(records.length), committed: groups }];
  }

  health(): LogHealth {
    return this.isClosed ? { state: 'down', cause: 'The log is closed.' } : { state: 'up' };
  }

  async close(): Promise<void> {
    this.isClosed = true;
    for (const { readers } of this.topics.values()) {
      for (const reader of readers.values()) await reader.close();
    }
  }

  private state(topic: Topic): TopicState {
    if (this.isClosed) throw new LogClosed();
    return this.topics.get(topic) as TopicState;
  }
}
