/** The contract of the event log, held by every adapter. */
import {
  BatchLost,
  type EventLog,
  LARGEST_RECORD_BYTES,
  type LogRecord,
  type NewRecord,
  RecordTooLarge,
} from '@plumbline/event-log';

export interface AdapterUnderTest {
  readonly name: string;
  /** A log that nobody else uses. */
  open(): Promise<EventLog>;
  /** Lets go of what `open` made. */
  remove(): Promise<void>;
}

export function record(key: string, text: string, more: Partial<NewRecord> = {}): NewRecord {
  return {
    key,
    value: Buffer.from(text),
    headers: { ce_type: 'plumbline.test.happened.v1' },
    timestampMs: 1_770_000_000_000,
    ...more,
  };
}

/** Reads a group to the end without committing. */
export async function readAll(log: EventLog, group: string, maxRecords = 1_000): Promise<LogRecord[]> {
  const reader = await log.reader('events', group);
  const records: LogRecord[] = [];
  for (
    let batch = await reader.read({ maxRecords, maxWaitMs: 20 });
    batch;
    batch = await reader.read({ maxRecords, maxWaitMs: 20 })
  ) {
    records.push(...batch.records);
  }
  await reader.close();
  return records;
}

const textOf = ({ value }: LogRecord): string => Buffer.from(value).toString();

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
      expect(records.map(({ offset }) => offset)).toEqual([0n, 1n, 2n, 3n, 4n]);
      expect(records.filter(({ key }) => key === 'a').map(textOf)).toEqual(['a1', 'a2', 'a3']);
      expect(records[0]).toMatchObject({
        topic: 'events',
        headers: { ce_type: 'plumbline.test.happened.v1' },
        timestampMs: 1_770_000_000_000,
      });
    });

    it('given a reader that commits, then the group goes on there, and other groups start at the first record', async () => {
      await log.append(
        'events',
        Array.from({ length: 10 }, (_, index) => record('k', String(index))),
      );
      const reader = await log.reader('events', 'one');
      const batch = await reader.read({ maxRecords: 4, maxWaitMs: 20 });
      await batch?.commit();
      await reader.read({ maxRecords: 3, maxWaitMs: 20 }); // never committed: it comes again
      await reader.close();
      expect((await readAll(log, 'one')).map(textOf)).toEqual(['4', '5', '6', '7', '8', '9']);
      expect(await readAll(log, 'two')).toHaveLength(10);
      expect(await log.ends('events')).toMatchObject([{ low: 0n, high: 10n, committed: { one: 4n } }]);
    });

    it('given a group taken over by another reader, then the first one’s commit is lost', async () => {
      await log.append('events', [record('k', 'x')]);
      const first = await log.reader('events', 'g');
      const batch = await first.read({ maxRecords: 1, maxWaitMs: 20 });
      await log.reader('events', 'g');
      await expect(batch?.commit()).rejects.toBeInstanceOf(BatchLost);
    });

    it('given a reader that waits, then an append wakes it', async () => {
      const reader = await log.reader('events', 'g');
      const reading = reader.read({ maxRecords: 1, maxWaitMs: 30_000 });
      await log.append('events', [record('k', 'late')]);
      expect((await reading)?.records.map(textOf)).toEqual(['late']);
    });

    it('given many readings, then a replay gives the same sequence, whatever the size of its batches', async () => {
      await log.append(
        'events',
        Array.from({ length: 2_500 }, (_, index) => record(`k${index % 7}`, String(index))),
      );
      const once = (await readAll(log, 'g1', 999)).map(textOf);
      expect(once).toEqual(Array.from({ length: 2_500 }, (_, index) => String(index)));
      expect((await readAll(log, 'g2', 64)).map(textOf)).toEqual(once);
    });

    it('given a record at the limit and one over it, then the first is kept whole and the second refused with its block', async () => {
      const large = Buffer.alloc(LARGEST_RECORD_BYTES, 'x');
      await log.append('events', [record('k', '', { value: large })]);
      const tooLarge = record('k', '', { value: Buffer.alloc(LARGEST_RECORD_BYTES + 1) });
      await expect(log.append('events', [record('k', 'beside'), tooLarge])).rejects.toBeInstanceOf(RecordTooLarge);
      const [only, ...others] = await readAll(log, 'g');
      expect(only?.value.length).toBe(LARGEST_RECORD_BYTES);
      expect(others).toEqual([]);
    });

    it('given an identity again, then the same content is a repeat and other content a conflict that stays visible', async () => {
      const [one, other] = [Buffer.alloc(16, 1), Buffer.alloc(16, 2)];
      await log.append('events', [record('k', 'first', { identity: 's\n1', digest: one })]);
      const { duplicates } = await log.append('events', [
        record('k', 'new', { identity: 's\n2', digest: one }),
        record('k', 'first', { identity: 's\n1', digest: one }),
        record('k', 'conflict', { identity: 's\n1', digest: other }),
      ]);
      expect(duplicates).toEqual([1]);
      expect((await readAll(log, 'g')).map(textOf)).toEqual(['first', 'new', 'conflict']);
    });

    it('given topics, then they do not mix', async () => {
      await log.append('dead-letters', [record('k', 'dead')]);
      expect(await readAll(log, 'g')).toEqual([]);
      expect(await log.ends('dead-letters')).toMatchObject([{ high: 1n }]);
    });
  });
}
