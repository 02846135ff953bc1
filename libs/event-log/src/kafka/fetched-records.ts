/** Records that were fetched and not yet read: the bounded buffer from which batches are cut over fetches and partitions. */
import type { LogRecord } from '../port';

/** Read-ahead of one reader: more than the largest batch of ordinary records, and small against a process's memory. */
const MOST_BYTES = 64 * 2 ** 20;

export interface Fetch {
  readonly partition: number;
  /** In order; at least one. */
  readonly records: readonly LogRecord[];
  readonly bytes: number;
  /** Offset behind the fetch. */
  readonly next: bigint;
}

/** Records cut from the buffer, and where each of their partitions goes on. */
export interface Cut {
  readonly records: readonly LogRecord[];
  readonly next: ReadonlyMap<number, bigint>;
}

export class FetchedRecords {
  private fetches: Fetch[] = [];
  /** How many records of the first fetch were read already. */
  private readOfFirst = 0;
  private recordCount = 0;
  private byteCount = 0;

  get count(): number {
    return this.recordCount;
  }

  get bytes(): number {
    return this.byteCount;
  }

  get isFull(): boolean {
    return this.byteCount >= MOST_BYTES;
  }

  add(fetch: Fetch): void {
    this.fetches.push(fetch);
    this.recordCount += fetch.records.length;
    this.byteCount += fetch.bytes;
  }

  /** The next records, at most so many. */
  cut(most: number): Cut {
    const records: LogRecord[] = [];
    const next = new Map<number, bigint>();
    let whole = 0;
    for (const { partition, records: fetched, bytes, next: behind } of this.fetches) {
      const end = Math.min(fetched.length, this.readOfFirst + most - records.length);
      for (let index = this.readOfFirst; index < end; index += 1) records.push(fetched[index] as LogRecord);
      if (end < fetched.length) {
        if (end > this.readOfFirst) next.set(partition, (fetched[end - 1] as LogRecord).offset + 1n);
        this.readOfFirst = end;
        break;
      }
      next.set(partition, behind);
      whole += 1;
      this.readOfFirst = 0;
      this.byteCount -= bytes;
    }
    this.fetches = this.fetches.slice(whole);
    this.recordCount -= records.length;
    return { records, next };
  }

  clear(): void {
    this.fetches = [];
    this.readOfFirst = 0;
    this.recordCount = 0;
    this.byteCount = 0;
  }
}
