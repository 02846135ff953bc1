/** The contract of the event log, held by every adapter, whatever its number of partitions. */
import {
  BatchLost,
  type EventLog,
  LARGEST_RECORD_BYTES,
  LogClosed,
  type LogRecord,
  type NewRecord,
  RecordTooLarge,
} from '@plumbline/event-log';

export interface AdapterUnderTest {
  readonly name: string;
  /** Whether it knows what it holds already. Where it does not, repeats are appended and nothing is told. */
  readonly tellsRepeats: boolean;
  /** A log that nobody else uses. */
  open(): Promise<EventLog>;
  /** Lets go of what `open` made. */
  remove(): Promise<void>;
}

/** Longer than it ever takes: whoever waits for records that are there waits for them, not for a time. */
const PATIENCE_MS = 30_000;
const SHORTLY_MS = 20;

export function record(key: string, text: string, more: Partial<NewRecord> = {}): NewRecord {
  return {
    key,
    value: Buffer.from(text),
    headers: { ce_type: 'plumbline.test.happened.v1' },
    timestampMs: 1_770_000_000_000,
    ...more,
  };
}

/** Reads a group from where it stands to the end, without committing. */
export async function readAll(log: EventLog, group: string, maxRecords = 1_000): Promise<LogRecord[]> {
  const ends = await log.ends('events');
  const waiting = ends.reduce((sum, { low, high, committed }) => sum + Number(high - (committed[group] ?? low)), 0);
  const reader = await log.reader('events', group);
  const records: LogRecord[] = [];
  while (records.length < waiting) {
    const batch = await reader.read({ maxRecords, maxWaitMs: PATIENCE_MS });
    expect(batch?.records.length).toBeLessThanOrEqual(maxRecords);
    records.push(...(batch?.records ?? []));
  }
  expect(await reader.read({ maxRecords, maxWaitMs: SHORTLY_MS })).toBeUndefined();
  await reader.close();
  return records;
}

export const textOf = ({ value }: LogRecord): string => Buffer.from(value).toString();

/** Texts of each partition, or of each key, in the order in which they were read. */
export function textsBy(of: 'partition' | 'key', records: readonly LogRecord[]): Record<string, string[]> {
  const texts: Record<string, string[]> = {};
  for (const one of records) (texts[one[of]] ??= []).push(textOf(one));
  return texts;
}

function numbered(count: number, key: (index: number) => string): NewRecord[] {
  return Array.from({ length: count }, (_, index) => record(key(index), String(index)));
}

export function describeEventLog(adapter: AdapterUnderTest): void {
  describe(`the event log contract, ${adapter.name}`, () => {
    let log: EventLog;
    beforeEach(async () => (log = await adapter.open()));
    afterEach(async () => {
      await log.close();
      await adapter.remove();
    });

    it('given appends one after the other and side by side, then offsets are dense and each key keeps its order', async () => {
      await log.append('events', [record('a', 'a1'), record('b', 'b1')]);
      await Promise.all([
        log.append('events', [record('a', 'a2')]),
        log.append('events', [record('b', 'b2'), record('a', 'a3')]),
      ]);
      const records = await readAll(log, 'g');
      expect(textsBy('key', records)).toEqual({ a: ['a1', 'a2', 'a3'], b: ['b1', 'b2'] });
      const next = new Map<number, bigint>();
      for (const { partition, offset } of records) {
        expect(offset).toBe(next.get(partition) ?? 0n);
        next.set(partition, offset + 1n);
      }
      expect(records[0]).toMatchObject({ topic: 'events', headers: { ce_type: 'plumbline.test.happened.v1' } });
    });

    it('given the times of records, then when they happened is kept, and when the log took them is now or as given', async () => {
      const before = Date.now();
      await log.append('events', [
        record('k', 'new', { timestampMs: 631_152_000_000 }),
        record('k', 'copied', { timestampMs: 4_102_444_800_000, appendedAtMs: 1_500_000_000_123 }),
        record('k', 'copied later', { appendedAtMs: 1_500_000_000_456 }),
      ]);
      const [fresh, ...copied] = await readAll(log, 'g');
      expect(fresh).toMatchObject({ timestampMs: 631_152_000_000 });
      expect(fresh?.appendedAtMs).toBeGreaterThanOrEqual(before);
      expect(fresh?.appendedAtMs).toBeLessThanOrEqual(Date.now());
      expect(copied).toMatchObject([
        { timestampMs: 4_102_444_800_000, appendedAtMs: 1_500_000_000_123 },
        { timestampMs: 1_770_000_000_000, appendedAtMs: 1_500_000_000_456 },
      ]);
    });

    it('given a reader that commits, then the group goes on there, and other groups start at the first record', async () => {
      await log.append('events', numbered(10, () => 'k')); // prettier-ignore
      const reader = await log.reader('events', 'one');
      const batch = await reader.read({ maxRecords: 4, maxWaitMs: PATIENCE_MS });
      await batch?.commit();
      await reader.read({ maxRecords: 3, maxWaitMs: PATIENCE_MS }); // never committed: it comes again
      await reader.close();
      expect((await readAll(log, 'one')).map(textOf)).toEqual(['4', '5', '6', '7', '8', '9']);
      expect(await readAll(log, 'two')).toHaveLength(10);
      const ends = (await log.ends('events')).filter(({ high }) => high > 0n);
      expect(ends).toMatchObject([{ low: 0n, high: 10n, committed: { one: 4n } }]);
    });

    it('given a group taken over by another reader, then the first one’s commit is lost', async () => {
      await log.append('events', [record('k', 'x')]);
      const first = await log.reader('events', 'g');
      const batch = await first.read({ maxRecords: 1, maxWaitMs: PATIENCE_MS });
      const second = await log.reader('events', 'g');
      await expect(batch?.commit()).rejects.toBeInstanceOf(BatchLost);
      await first.close();
      const again = await second.read({ maxRecords: 1, maxWaitMs: PATIENCE_MS });
      expect(again?.records.map(textOf)).toEqual(['x']);
    });

    it('given a reader closed with a batch in work, then that batch can still be committed', async () => {
      await log.append('events', numbered(2, () => 'k')); // prettier-ignore
      const reader = await log.reader('events', 'g');
      const batch = await reader.read({ maxRecords: 1, maxWaitMs: PATIENCE_MS });
      await reader.close();
      await expect(reader.read({ maxRecords: 1, maxWaitMs: SHORTLY_MS })).rejects.toBeInstanceOf(LogClosed);
      await batch?.commit();
      expect((await readAll(log, 'g')).map(textOf)).toEqual(['1']);
    });

    it('given a reader that waits, then an append wakes it', async () => {
      const reader = await log.reader('events', 'g');
      const reading = reader.read({ maxRecords: 1, maxWaitMs: PATIENCE_MS });
      await log.append('events', [record('k', 'late')]);
      expect((await reading)?.records.map(textOf)).toEqual(['late']);
    });

    it('given many readings, then a replay gives the same sequence, whatever the size of its batches', async () => {
      const records = numbered(2_500, (index) => `k${index % 7}`);
      await log.append('events', records);
      const once = await readAll(log, 'g1', 999);
      const perKey = textsBy('key', once);
      for (let key = 0; key < 7; key += 1) {
        const texts = Array.from({ length: 2_500 }, (_, index) => String(index)).filter((_, at) => at % 7 === key);
        expect(perKey[`k${key}`]).toEqual(texts);
      }
      expect(textsBy('partition', await readAll(log, 'g2', 64))).toEqual(textsBy('partition', once));
    });

    it('given a record at the limit and one over it, then the first is kept whole and the second refused with its block', async () => {
      const large = Buffer.alloc(LARGEST_RECORD_BYTES, 'x');
      await log.append('events', [record('k', '', { value: large })]);
      const tooLarge = record('k', '', { value: Buffer.alloc(LARGEST_RECORD_BYTES + 1) });
      await expect(log.append('events', [record('k', 'beside'), tooLarge])).rejects.toBeInstanceOf(RecordTooLarge);
      const [only, ...others] = await readAll(log, 'g');
      expect(Buffer.from(only?.value ?? []).equals(large)).toBe(true);
      expect(others).toEqual([]);
    });

    it('given an identity again, then what the log tells is true, and other content stays visible as a conflict', async () => {
      const [one, other] = [Buffer.alloc(16, 1), Buffer.alloc(16, 2)];
      await log.append('events', [record('k', 'first', { identity: 's\n1', digest: one })]);
      const { duplicates } = await log.append('events', [
        record('k', 'new', { identity: 's\n2', digest: one }),
        record('k', 'first', { identity: 's\n1', digest: one }),
        record('k', 'conflict', { identity: 's\n1', digest: other }),
      ]);
      expect(duplicates).toEqual(adapter.tellsRepeats ? [1] : []);
      const kept = adapter.tellsRepeats ? ['first', 'new', 'conflict'] : ['first', 'new', 'first', 'conflict'];
      expect((await readAll(log, 'g')).map(textOf)).toEqual(kept);
    });

    it('given topics, then they do not mix', async () => {
      await log.append('dead-letters', [record('k', 'dead')]);
      expect(await readAll(log, 'g')).toEqual([]);
      const ends = await log.ends('dead-letters');
      expect(ends.reduce((sum, { high }) => sum + high, 0n)).toBe(1n);
    });

    it('given an open log, then it is up; closed, then it is down and takes nothing', async () => {
      expect(log.health()).toEqual({ state: 'up' });
      await log.close();
      expect(log.health().state).toBe('down');
      await expect(log.append('events', [record('k', 'x')])).rejects.toBeInstanceOf(LogClosed);
    });
  });
}
