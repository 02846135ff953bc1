/** A reader of a consumer group over a log that lives in this process: position, waiting, and who may commit. */
import { BatchLost, LogClosed } from './errors';
import type { Batch, LogReader, LogRecord } from './port';

/** What a log in this process offers its readers. */
export interface GroupSource {
  /** Records from an offset on; empty where there is none yet. */
  recordsFrom(offset: number, most: number): readonly LogRecord[];
  /** Resolves when records were appended, at the latest after `maxWaitMs`, or when `signal` aborts. */
  appended(maxWaitMs: number, signal: AbortSignal): Promise<void>;
  /** Makes the group's position durable. */
  commit(offset: number): Promise<void>;
}

export class GroupReader implements LogReader {
  private readonly closing = new AbortController();

  /** @param position offset to read next @param isCurrent whether this is still the group's reader */
  constructor(
    private readonly source: GroupSource,
    private position: number,
    private readonly isCurrent: () => boolean,
  ) {}

  async read({ maxRecords, maxWaitMs }: { maxRecords: number; maxWaitMs: number }): Promise<Batch | undefined> {
    if (this.closing.signal.aborted) throw new LogClosed();
    let records = this.source.recordsFrom(this.position, maxRecords);
    if (records.length === 0) {
      await this.source.appended(maxWaitMs, this.closing.signal);
      if (this.closing.signal.aborted) return undefined;
      records = this.source.recordsFrom(this.position, maxRecords);
    }
    if (records.length === 0) return undefined;
    const next = this.position + records.length;
    this.position = next;
    return { records, commit: () => this.commit(next) };
  }

  async close(): Promise<void> {
    this.closing.abort();
  }

  private async commit(offset: number): Promise<void> {
    if (!this.isCurrent()) throw new BatchLost();
    await this.source.commit(offset);
  }
}
