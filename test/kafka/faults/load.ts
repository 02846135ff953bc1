/** Load on a log: a producer that remembers what was acknowledged, and a consumer that remembers what it committed. */
import { setTimeout as pause } from 'node:timers/promises';
import {
  BatchLost,
  type EventLog,
  LogClosed,
  type LogReader,
  type LogRecord,
  LogUnavailable,
} from '@plumbline/event-log';
import { record, textOf } from '../../contracts/event-log.contract';

const KEYS = 40;
const RECORDS_PER_APPEND = 20;
/** A load, and no flood: what is tested is what becomes of records, on machines that brokers leave little of. */
const BETWEEN_APPENDS_MS = 5;
const POLL_MS = 20;
const READ = { maxRecords: 500, maxWaitMs: 200 };

/** Waits for a condition; the test's own time limit is the only one. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await pause(POLL_MS);
}

/** Appends records of rising numbers, some keys in turn, until it is stopped. */
export class Producing {
  readonly acknowledged: string[] = [];
  /** Records of appends that failed: each may be in the log or not. */
  readonly cutOff = new Set<string>();
  /** Why appends failed. */
  readonly causes = new Set<string>();
  private readonly running: Promise<void>;
  private isStopping = false;
  private sent = 0;

  constructor(
    private readonly log: EventLog,
    private readonly name: string,
  ) {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.running;
  }

  /** Waits until so many more are acknowledged than now. */
  async more(records: number): Promise<void> {
    const enough = this.acknowledged.length + records;
    await Promise.race([until(() => this.isStopping || this.acknowledged.length >= enough), this.running]);
  }

  private async run(): Promise<void> {
    while (!this.isStopping) {
      const texts = Array.from({ length: RECORDS_PER_APPEND }, () => `${this.name}-${(this.sent += 1)}`);
      try {
        await this.log.append(
          'events',
          texts.map((text) => record(keyOf(text), text)),
        );
        this.acknowledged.push(...texts);
        await pause(BETWEEN_APPENDS_MS);
      } catch (error) {
        if (error instanceof LogClosed) return;
        if (!(error instanceof LogUnavailable)) throw error;
        for (const text of texts) this.cutOff.add(text);
        this.causes.add(error.message);
        await pause(POLL_MS);
      }
    }
  }
}

function keyOf(text: string): string {
  return `k${Number(text.split('-').at(-1)) % KEYS}`;
}

/** Reads and commits batch by batch, until it is stopped. */
export class Consuming {
  readonly committed: LogRecord[] = [];
  /** Records that were worked through, whatever became of their commit: its answer may be lost with the broker that made it. */
  readonly done: LogRecord[] = [];
  lost = 0;
  private readonly running: Promise<void>;
  private isStopping = false;

  /** @param workMs how long each batch is in work, before it is committed */
  constructor(
    private readonly reader: LogReader,
    private readonly workMs = 0,
  ) {
    this.running = this.run();
  }

  /** Waits until so many more are committed than now. */
  async more(records: number): Promise<void> {
    const enough = this.committed.length + records;
    await Promise.race([until(() => this.isStopping || this.committed.length >= enough), this.running]);
  }

  /** Lets the batch in work finish, and leaves the group. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.running;
    await this.reader.close();
  }

  private async run(): Promise<void> {
    while (!this.isStopping) {
      const batch = await this.reader.read(READ).catch((error: unknown) => {
        if (!(error instanceof LogClosed)) throw error;
        this.isStopping = true;
      });
      if (!batch) continue;
      await pause(this.workMs);
      this.done.push(...batch.records);
      const isCommitted = await this.commit(() => batch.commit());
      if (isCommitted) this.committed.push(...batch.records);
      else this.lost += 1;
    }
  }

  /** Until it is committed or lost, as the projector does. */
  private async commit(commit: () => Promise<void>): Promise<boolean> {
    for (;;) {
      try {
        await commit();
        return true;
      } catch (error) {
        if (error instanceof BatchLost) return false;
        if (!(error instanceof LogUnavailable)) throw error;
        await pause(POLL_MS);
      }
    }
  }
}

/** Whether a group has committed everything that the log holds. */
export async function isCaughtUp(log: EventLog, group: string): Promise<boolean> {
  const ends = await log.ends('events').catch(() => undefined);
  return ends?.every(({ low, high, committed }) => (committed[group] ?? low) === high) ?? false;
}

/** What speaks against a log that a producer appended to: acknowledged records that are missing, doubled, or out of order. */
export function findFaults(
  records: readonly LogRecord[],
  { acknowledged }: Pick<Producing, 'acknowledged'>,
): { missing: string[]; doubled: string[]; outOfOrder: string[] } {
  const expected = new Set(acknowledged);
  const seen = new Set<string>();
  const lastOfKey = new Map<string, number>();
  const doubled: string[] = [];
  const outOfOrder: string[] = [];
  for (const one of records) {
    const text = textOf(one);
    if (!expected.has(text)) continue;
    if (seen.has(text)) {
      doubled.push(text);
      continue;
    }
    seen.add(text);
    const number = Number(text.split('-').at(-1));
    if (number < (lastOfKey.get(one.key) ?? 0)) outOfOrder.push(text);
    lastOfKey.set(one.key, number);
  }
  return { missing: acknowledged.filter((text) => !seen.has(text)), doubled, outOfOrder };
}

export const NO_FAULTS = { missing: [], doubled: [], outOfOrder: [] };
