/** What of a send must be sent again, by the partitions that brokers acknowledged. */
import { partitionOf } from './partitioner';
import { unacknowledged } from './producer';
import { encodeRecord } from './record-codec';

describe('a send that kafkajs says is done', () => {
  const messages = ['a', 'b', 'c', 'd', 'e', 'f'].map((key) =>
    encodeRecord({ key, value: Buffer.from(key), headers: {}, timestampMs: 0 }, 0),
  );
  const inPartition = (wanted: number): string[] =>
    messages.map(({ key }) => key.toString()).filter((key) => partitionOf(key, 3) === wanted);

  it('given an answer for every partition, then nothing is sent again', () => {
    expect(unacknowledged(messages, 3, [{ partition: 2 }, { partition: 0 }, { partition: 1 }])).toEqual([]);
  });

  it('given no answer for a partition, then its records are sent again, in order, and no others', () => {
    const again = unacknowledged(messages, 3, [{ partition: 0 }, { partition: 2 }]);
    expect(again.map(({ key }) => key.toString())).toEqual(inPartition(1));
    expect(again.length).toBeGreaterThan(0);
  });
});
