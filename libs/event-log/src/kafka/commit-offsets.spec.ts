/** Commits that are answered, refused and made too late. */
import { KafkaJSProtocolError } from 'kafkajs';
import { BatchLost } from '../errors';
import { commitOffsets, type CommitRequest } from './commit-offsets';

const next = new Map([[0, 7n], [2, 11n]]); // prettier-ignore
const refusing =
  (type: string): CommitRequest =>
  () =>
    Promise.reject(new KafkaJSProtocolError({ message: type, type, code: 0 } as unknown as Error));

describe('commitOffsets', () => {
  it('given offsets, then they are told in so many words', async () => {
    const told: unknown[] = [];
    const commit: CommitRequest = async (offsets) => void told.push(offsets);
    await commitOffsets({ topicName: 'events', next, current: () => commit });
    const partitions = [{ partition: 0, offset: '7' }, { partition: 2, offset: '11' }]; // prettier-ignore
    expect(told).toEqual([{ topics: [{ topic: 'events', partitions }] }]);
  });

  it.each(['ILLEGAL_GENERATION', 'REBALANCE_IN_PROGRESS', 'UNKNOWN_MEMBER_ID'])(
    'given %s, then the batch is lost',
    async (type) => {
      const commit = refusing(type);
      await expect(commitOffsets({ topicName: 'events', next, current: () => commit })).rejects.toBeInstanceOf(
        BatchLost,
      );
    },
  );

  it('given an assignment that ended, then nothing is asked and the batch is lost', async () => {
    const lost = commitOffsets({ topicName: 'events', next, current: () => undefined });
    await expect(lost).rejects.toBeInstanceOf(BatchLost);
  });

  it('given an assignment that ends in the turn in which the commit was called, then nothing is asked', async () => {
    const asked: unknown[] = [];
    let commit: CommitRequest | undefined = async (offsets) => void asked.push(offsets);
    const lost = commitOffsets({ topicName: 'events', next, current: () => commit });
    commit = undefined;
    await expect(lost).rejects.toBeInstanceOf(BatchLost);
    expect(asked).toEqual([]);
  });

  it('given a coordinator that fails twice, then the third attempt is good; failing always, then that is the error', async () => {
    let failures = 2;
    const commit: CommitRequest = async () => {
      if (failures > 0) throw new Error(`away ${(failures -= 1)}`);
    };
    await commitOffsets({ topicName: 'events', next, current: () => commit });
    failures = 9;
    await expect(commitOffsets({ topicName: 'events', next, current: () => commit })).rejects.toThrow('away 6');
  });
});
