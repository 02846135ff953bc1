/**
 * The embedded log: one process, one partition a topic, durable in a data directory. Writing happens in a thread of its own;
 * reading in this one, from LMDB's memory map, never holding a cursor over an await.
 */
import { mkdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { type EventLogError, LogClosed, LogCorrupt, LogFull, LogOverloaded, RecordTooLarge } from '../errors';
import { frameCount, isFrameIntact, packFrame, unpackFrame } from '../frame';
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
import { type DirectoryLock, lockDirectory } from './directory-lock';
import { openStore, type Store } from './store';
import type { WriterAnswer, WriterRequest } from './writer-protocol';

/** Jest runs the sources, but a thread needs the compiled file, which `npm test` builds first. */
const WRITER_FILE = path.join(
  __filename.endsWith('.ts') ? __dirname.replace(/(?=libs.event-log)/, `dist${path.sep}`) : __dirname,
  'writer.js',
);
const LARGEST_FRAME_RECORDS = 1_000;
const MOST_PENDING_BYTES = 128 * 2 ** 20;
const RESERVED_DISK_BYTES = 256 * 2 ** 20;
const FREE_SPACE_KNOWN_MS = 1_000;
const MOST_BATCH_BYTES = 128 * 2 ** 20;

export interface EmbeddedEventLogOptions {
  readonly directory: string;
  /** Free bytes where the directory is; asked at most once a second. */
  readonly freeBytes?: () => Promise<number>;
}

interface Pending {
  readonly resolve: (answer: { duplicates: readonly number[] }) => void;
  readonly reject: (error: EventLogError) => void;
  readonly bytes: number;
}

export class EmbeddedEventLog implements EventLog {
  private readonly pending = new Map<number, Pending>();
  private readonly waiters = new Map<Topic, Waiters>(TOPICS.map((topic) => [topic, new Waiters()]));
  private readonly nextOffsets = new Map<Topic, number>();
  private readonly readers = new Map<string, LogReader>();
  private readonly freeBytes: () => Promise<number>;
  private pendingBytes = 0;
  private requests = 0;
  private freeSpace = { bytes: Number.POSITIVE_INFINITY, askedAtMs: 0 };
  private isClosed = false;
  private failure: string | undefined;

  private constructor(
    private readonly store: Store,
    private readonly writer: Worker,
    private readonly lock: DirectoryLock,
    options: EmbeddedEventLogOptions,
  ) {
    this.freeBytes = options.freeBytes ?? (() => freeBytesAt(options.directory));
    for (const topic of TOPICS) this.nextOffsets.set(topic, this.readNextOffset(topic));
    writer.on('message', (answer: WriterAnswer) => this.settle(answer));
    writer.on('error', (error) => this.failAll(error.message));
  }

  /** @throws LogLocked where another process holds the directory */
  static async open(options: EmbeddedEventLogOptions): Promise<EmbeddedEventLog> {
    mkdirSync(options.directory, { recursive: true, mode: 0o700 });
    const lock = await lockDirectory(options.directory);
    const store = openStore(options.directory);
    return new EmbeddedEventLog(store, new Worker(WRITER_FILE, { workerData: options.directory }), lock, options);
  }

  async append(topic: Topic, records: readonly NewRecord[]): Promise<AppendReceipt> {
    if (this.isClosed) throw new LogClosed();
    if (records.length === 0) return { duplicates: [] };
    for (const { value } of records) {
      if (value.length > LARGEST_RECORD_BYTES) throw new RecordTooLarge(value.length, LARGEST_RECORD_BYTES);
    }
    await this.assertSpace();
    if (this.pendingBytes > MOST_PENDING_BYTES) throw new LogOverloaded();
    const answers = await Promise.all(
      frameStarts(records).map(async (start, index, starts) => {
        const { duplicates } = await this.appendFrame(topic, records.slice(start, starts[index + 1]));
        return duplicates.map((position) => start + position);
      }),
    );
    return { duplicates: answers.flat() };
  }

  async reader(topic: Topic, group: string): Promise<LogReader> {
    if (this.isClosed) throw new LogClosed();
    const name = `${topic}/${group}`;
    const source = {
      recordsFrom: (offset: number, most: number) => this.recordsFrom(topic, offset, most),
      appended: (maxWaitMs: number, signal: AbortSignal) => this.waitersOf(topic).wait(maxWaitMs, signal),
      commit: (offset: number) => this.commit(topic, group, offset),
    };
    this.store.root.resetReadTxn();
    const committed = this.store.groups.get([TOPICS.indexOf(topic), group]) ?? 0;
    const reader: GroupReader = new GroupReader(source, committed, () => this.readers.get(name) === reader);
    this.readers.set(name, reader);
    return reader;
  }

  async ends(topic: Topic): Promise<PartitionEnds[]> {
    if (this.isClosed) throw new LogClosed();
    const number = TOPICS.indexOf(topic);
    this.store.root.resetReadTxn();
    const groups = [...this.store.groups.getRange({ start: [number, ''], end: [number + 1, ''] })];
    const committed = Object.fromEntries(groups.map(({ key, value }) => [key[1], BigInt(value)]));
    return [{ partition: 0, low: 0n, high: BigInt(this.nextOffsets.get(topic) ?? 0), committed }];
  }

  health(): LogHealth {
    if (this.isClosed) return { state: 'down', cause: 'The log is closed.' };
    return this.failure === undefined ? { state: 'up' } : { state: 'down', cause: this.failure };
  }

  /** The records appended last, at most `most` of them. */
  last(topic: Topic, most: number): readonly LogRecord[] {
    const next = this.nextOffsets.get(topic) ?? 0;
    return this.recordsFrom(topic, Math.max(0, next - most), most);
  }

  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const reader of this.readers.values()) await reader.close();
    const ended = new Promise((resolve) => this.writer.once('exit', resolve));
    this.send({ kind: 'close', id: 0 });
    await ended;
    await this.store.root.close();
    await this.lock.release();
  }

  private appendFrame(topic: Topic, records: readonly NewRecord[]): Promise<{ duplicates: readonly number[] }> {
    const frame = packFrame(records);
    const appendedAtMs = records[0]?.appendedAtMs;
    return new Promise((resolve, reject) => {
      this.requests += 1;
      this.pending.set(this.requests, { resolve, reject, bytes: frame.length });
      this.pendingBytes += frame.length;
      const buffer = frame.buffer as ArrayBuffer;
      this.send({ kind: 'append', id: this.requests, topic: TOPICS.indexOf(topic), frame: buffer, appendedAtMs }, [
        buffer,
      ]);
    });
  }

  private async commit(topic: Topic, group: string, offset: number): Promise<void> {
    if (this.isClosed) throw new LogClosed();
    await new Promise<{ duplicates: readonly number[] }>((resolve, reject) => {
      this.requests += 1;
      this.pending.set(this.requests, { resolve, reject, bytes: 0 });
      this.send({ kind: 'commit', id: this.requests, topic: TOPICS.indexOf(topic), group, offset });
    });
  }

  private send(request: WriterRequest, transfer: ArrayBuffer[] = []): void {
    this.writer.postMessage(request, transfer);
  }

  private settle(answer: WriterAnswer): void {
    const pending = this.pending.get(answer.id);
    if (!pending) return;
    this.pending.delete(answer.id);
    this.pendingBytes -= pending.bytes;
    if ('failure' in answer) {
      pending.reject(new LogFull(`The log could not write: ${answer.failure}.`));
      return;
    }
    const topic = TOPICS[answer.topic];
    if (pending.bytes > 0 && topic !== undefined) {
      this.nextOffsets.set(topic, answer.nextOffset);
      this.waitersOf(topic).notify();
    }
    pending.resolve(answer);
  }

  private failAll(cause: string): void {
    this.failure = `The log's writer stopped: ${cause}.`;
    for (const { reject } of this.pending.values()) reject(new LogFull(this.failure));
    this.pending.clear();
  }

  /** Records from an offset on, read frame by frame within one turn of the event loop. */
  private recordsFrom(topic: Topic, offset: number, most: number): LogRecord[] {
    if (offset >= (this.nextOffsets.get(topic) ?? 0)) return [];
    const number = TOPICS.indexOf(topic);
    this.store.root.resetReadTxn();
    const [holder] = this.store.frames.getKeys({ start: [number, offset], end: [number, -1], reverse: true, limit: 1 });
    const records: LogRecord[] = [];
    let bytes = 0;
    for (const { key, value } of this.store.frames.getRange({
      start: [number, holder?.[1] ?? 0],
      end: [number + 1, 0],
    })) {
      if (!isFrameIntact(value)) throw new LogCorrupt(topic, key[1]);
      for (const record of unpackFrame(value, topic, key[1], offset, most - records.length)) records.push(record);
      bytes += value.length;
      if (records.length >= most || bytes >= MOST_BATCH_BYTES) break;
    }
    return records;
  }

  private readNextOffset(topic: Topic): number {
    const number = TOPICS.indexOf(topic);
    for (const { key, value } of this.store.frames.getRange({
      start: [number, Infinity],
      end: [number, -1],
      reverse: true,
      limit: 1,
    })) {
      return key[1] + frameCount(value);
    }
    return 0;
  }

  private waitersOf(topic: Topic): Waiters {
    return this.waiters.get(topic) as Waiters;
  }

  private async assertSpace(): Promise<void> {
    const now = Date.now();
    if (now - this.freeSpace.askedAtMs > FREE_SPACE_KNOWN_MS) {
      this.freeSpace.askedAtMs = now;
      this.freeSpace.bytes = await this.freeBytes();
    }
    if (this.freeSpace.bytes < RESERVED_DISK_BYTES) {
      throw new LogFull(
        `The disk of the data directory has less than ${RESERVED_DISK_BYTES / 2 ** 20} MiB left. Free some space.`,
      );
    }
  }
}

/** Positions at which a new frame begins: a frame has a largest size, and one append time. */
function frameStarts(records: readonly NewRecord[]): number[] {
  const starts = [0];
  for (const [position, { appendedAtMs }] of records.entries()) {
    const start = starts.at(-1) ?? 0;
    if (position - start >= LARGEST_FRAME_RECORDS || appendedAtMs !== records[start]?.appendedAtMs)
      starts.push(position);
  }
  return starts;
}

async function freeBytesAt(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}
