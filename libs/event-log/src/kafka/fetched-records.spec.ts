/** The buffer between fetches and batches. */
import fc from 'fast-check';
import type { LogRecord } from '../port';
import { type Fetch, FetchedRecords } from './fetched-records';

function fetchOf(partition: number, from: number, count: number, bytes = count): Fetch {
  const records = Array.from(
    { length: count },
    (_, index) => ({ partition, offset: BigInt(from + index) }) as LogRecord,
  );
  return { partition, records, bytes, next: BigInt(from + count) };
}

const places = (records: readonly LogRecord[]): string[] =>
  records.map(({ partition, offset }) => `${partition}/${offset}`);

describe('fetched records', () => {
  it('given fetches of several partitions, when a batch is cut, then it spans them and tells where each goes on', () => {
    const fetched = new FetchedRecords();
    fetched.add(fetchOf(0, 10, 2));
    fetched.add(fetchOf(1, 5, 3));
    const first = fetched.cut(3);
    expect(places(first.records)).toEqual(['0/10', '0/11', '1/5']);
    expect(first.next).toEqual(new Map([[0, 12n], [1, 6n]])); // prettier-ignore
    const second = fetched.cut(100);
    expect(places(second.records)).toEqual(['1/6', '1/7']);
    expect(second.next).toEqual(new Map([[1, 8n]]));
    expect([fetched.count, fetched.bytes]).toEqual([0, 0]);
  });

  it('given a fetch that ends in what is no record, when all of it is read, then the group goes on behind that', () => {
    const fetched = new FetchedRecords();
    fetched.add({ ...fetchOf(0, 0, 2), next: 5n });
    expect(fetched.cut(1).next).toEqual(new Map([[0, 1n]]));
    expect(fetched.cut(1).next).toEqual(new Map([[0, 5n]]));
  });

  it('given 64 MiB, then it is full until what was fetched together is read', () => {
    const fetched = new FetchedRecords();
    fetched.add(fetchOf(0, 0, 2, 64 * 2 ** 20));
    expect(fetched.isFull).toBe(true);
    fetched.cut(1);
    expect(fetched.isFull).toBe(true);
    fetched.cut(1);
    expect(fetched.isFull).toBe(false);
  });

  it('given it was cleared in the middle of a fetch, then the next fetch is read from its first record', () => {
    const fetched = new FetchedRecords();
    fetched.add(fetchOf(0, 0, 5));
    fetched.cut(3);
    fetched.clear();
    fetched.add(fetchOf(0, 3, 2));
    expect(places(fetched.cut(9).records)).toEqual(['0/3', '0/4']);
  });

  it('given any fetches and any sizes of batches, then every record is read once, in order, each batch ending where it says', () => {
    const sizes = fc.array(fc.tuple(fc.nat({ max: 2 }), fc.integer({ min: 1, max: 9 })), { maxLength: 20 });
    fc.assert(
      fc.property(sizes, fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 }), (fetches, batches) => {
        const fetched = new FetchedRecords();
        const ends = [0, 0, 0];
        const all: string[] = [];
        for (const [partition, count] of fetches) {
          const fetch = fetchOf(partition, ends[partition] ?? 0, count);
          ends[partition] = (ends[partition] ?? 0) + count;
          all.push(...places(fetch.records));
          fetched.add(fetch);
        }
        const read: string[] = [];
        const next = new Map<number, bigint>();
        for (let turn = 0; fetched.count > 0; turn += 1) {
          const most = batches[turn % batches.length] ?? 1;
          const cut = fetched.cut(most);
          expect(cut.records.length).toBe(Math.min(most, all.length - read.length));
          read.push(...places(cut.records));
          for (const [partition, offset] of cut.next) next.set(partition, offset);
          for (const partition of next.keys()) {
            expect(next.get(partition)).toBe(BigInt(read.filter((place) => place.startsWith(`${partition}/`)).length));
          }
        }
        expect(read).toEqual(all);
        expect(fetched.bytes).toBe(0);
      }),
    );
  });
});
