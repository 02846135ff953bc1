import fc from 'fast-check';
import { LogsDiffer } from '../errors';
import { partitionOf } from '../kafka/partitioner';
import { MemoryEventLog } from '../memory/memory-event-log';
import type { EventLog, LogRecord, NewRecord, PartitionEnds, Topic } from '../port';
import { copyLog } from './copy-log';
import { allRecords } from './all-records';

/** A log of several partitions in memory that can be told to fail in the middle of an append, with a part of it taken. */
class Partitioned extends MemoryEventLog {
  /** How many more records are taken. */
  patience = Number.POSITIVE_INFINITY;
  /** Of the records of `events`. */
  private readonly keys: string[] = [];

  constructor(private readonly partitions: number) {
    super();
  }

  override async append(topic: Topic, records: readonly NewRecord[]): ReturnType<EventLog['append']> {
    // Partition by partition, as a send to several brokers may get through to one and not to the other.
    const inTurn = [...records].sort((a, b) => this.partitionOf(a) - this.partitionOf(b));
    const taken = inTurn.slice(0, this.patience);
    this.patience -= taken.length;
    await super.append(topic, taken);
    this.keys.push(...taken.map(({ key }) => key));
    if (taken.length < records.length) throw new Error('killed');
    return { duplicates: [] };
  }

  override async reader(topic: Topic, group: string): ReturnType<EventLog['reader']> {
    const reader = await super.reader(topic, group);
    const next = new Map<number, bigint>();
    return {
      close: () => reader.close(),
      read: async (limit) => {
        const batch = await reader.read(limit);
        return batch && { ...batch, records: batch.records.map((record) => this.placed(record, next)) };
      },
    };
  }

  override async ends(topic: Topic): Promise<PartitionEnds[]> {
    const keys = topic === 'events' ? this.keys : [];
    return Array.from({ length: this.partitions }, (_, partition) => {
      const high = keys.filter((key) => partitionOf(key, this.partitions) === partition).length;
      return { partition, low: 0n, high: BigInt(high), committed: {} };
    });
  }

  private placed(record: LogRecord, next: Map<number, bigint>): LogRecord {
    const partition = this.partitionOf(record);
    const offset = next.get(partition) ?? 0n;
    next.set(partition, offset + 1n);
    return { ...record, partition, offset };
  }

  private partitionOf({ key }: Pick<NewRecord, 'key'>): number {
    return partitionOf(key, this.partitions);
  }
}

async function contentOf(log: EventLog): Promise<Map<string, string[]>> {
  const content = new Map<string, string[]>();
  for await (const records of allRecords(log, 'events', await log.ends('events'))) {
    for (const { key, value, headers, timestampMs, appendedAtMs } of records) {
      const { 'plumbline-copied-from': _, ...own } = headers;
      const text = JSON.stringify([Buffer.from(value).toString(), own, timestampMs, appendedAtMs]);
      content.set(key, [...(content.get(key) ?? []), text]);
    }
  }
  return content;
}

function record(key: string, text: string): NewRecord {
  return { key, value: Buffer.from(text), headers: { ce_type: 't' }, timestampMs: 5, appendedAtMs: 7 };
}

const RECORDS = fc.array(
  fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.string({ maxLength: 4 })),
  { maxLength: 40 },
); // prettier-ignore

describe('copyLog', () => {
  it('given any log, any partitions on both sides and any kills, then the copy holds the same, in order per key, each once', async () => {
    await fc.assert(
      fc.asyncProperty(
        RECORDS,
        fc.constantFrom(1, 3),
        fc.constantFrom(1, 4),
        fc.array(fc.nat(12), { maxLength: 5 }),
        async (given, from, to, kills) => {
          const [source, target] = [new Partitioned(from), new Partitioned(to)];
          await source.append(
            'events',
            given.map(([key, text]) => record(key, text)),
          );
          for (const patience of kills) {
            target.patience = patience;
            await copyLog(source, target).catch((error: Error) => expect(error.message).toBe('killed'));
          }
          target.patience = Number.POSITIVE_INFINITY;
          const [copy] = await copyLog(source, target);
          expect(copy).toMatchObject({ topic: 'events', records: given.length, repeats: 0, behind: 0 });
          expect(await contentOf(target)).toEqual(await contentOf(source));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('given a copy that is copied back, then the log is as it was', async () => {
    const [source, between, back] = [new Partitioned(1), new Partitioned(3), new Partitioned(1)];
    await source.append(
      'events',
      ['a', 'b', 'a', 'c'].map((key, number) => record(key, `${number}`)),
    );
    await copyLog(source, between);
    await copyLog(between, back);
    expect(await contentOf(back)).toEqual(await contentOf(source));
  });

  it('given an append whose answer was lost, then its repeats are counted, and harm nothing', async () => {
    const [source, target] = [new Partitioned(1), new Partitioned(1)];
    await source.append('events', [record('a', '1'), record('b', '2')]);
    await copyLog(source, target);
    const [copied] = await firstBatch(target);
    await target.append('events', copied ? [copied] : []);
    expect((await copyLog(source, target))[0]).toMatchObject({ records: 2, appended: 0, repeats: 1 });
  });

  it.each<[string, (target: EventLog) => Promise<unknown>]>([
    ['records of its own', (target) => target.append('events', [record('z', 'own')])],
    [
      'the copy of another log',
      async (target) => {
        const other = new Partitioned(1);
        await other.append('events', [record('a', 'other')]);
        await copyLog(other, target);
      },
    ],
  ])('given a target with %s, then nothing is added to it', async (_what, fill) => {
    const [source, target] = [new Partitioned(1), new Partitioned(1)];
    await source.append('events', [record('a', '1'), record('a', '2')]);
    await fill(target);
    const before = await contentOf(target);
    await expect(copyLog(source, target)).rejects.toThrow(LogsDiffer);
    expect(await contentOf(target)).toEqual(before);
  });

  it('given a source that goes on, then it is told how far the copy is behind', async (): Promise<void> => {
    const [source, target] = [new Partitioned(1), new Partitioned(1)];
    await source.append('events', [record('a', '1')]);
    let more = 1;
    const [copy] = await copyLog(source, target, (): void => {
      if (more > 0) void source.append('events', [record('a', '2')]);
      more -= 1;
    });
    expect(copy).toMatchObject({ records: 1, behind: 1 });
    expect((await copyLog(source, target))[0]).toMatchObject({ records: 2, appended: 1, behind: 0 });
  });
});

async function firstBatch(log: EventLog): Promise<readonly LogRecord[]> {
  for await (const records of allRecords(log, 'events', await log.ends('events'))) return records;
  return [];
}
