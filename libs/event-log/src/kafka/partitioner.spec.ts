/** The partitioner against Kafka's own vectors and against the one of kafkajs. */
import fc from 'fast-check';
import { Partitioners } from 'kafkajs';
import { partitionOf } from './partitioner';

const LARGE = 0x7fffffff;

describe('partitionOf', () => {
  it.each([
    // Utils.murmur2 of the Java client, from its own test (UtilsTest.testMurmur2), with the sign bit cleared.
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('given the key %s, then its hash is the one of the Java client', (key, hash) => {
    expect(partitionOf(key, LARGE)).toBe((hash & 0x7fffffff) % LARGE);
  });

  it('given any key and number of partitions, then kafkajs would choose the same', () => {
    const theirs = Partitioners.DefaultPartitioner();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 1_000 }), (key, partitions) => {
        const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
          partitionErrorCode: 0,
          partitionId,
          leader: 0,
          replicas: [0],
          isr: [0],
        }));
        const chosen = theirs({ topic: 't', partitionMetadata, message: { key, value: '' } });
        expect(partitionOf(key, partitions)).toBe(chosen);
      }),
    );
  });
});
