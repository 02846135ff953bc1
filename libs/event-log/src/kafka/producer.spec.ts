/** What counts as acknowledged. */
import { assertAllAcknowledged } from './producer';

describe('assertAllAcknowledged', () => {
  it('given an answer for every partition that was sent to, then all is well', () => {
    expect(() => assertAllAcknowledged([2, 0], [{ partition: 0 }, { partition: 2 }])).not.toThrow();
  });

  it('given a leader that moved in the middle, so that kafkajs forgot a partition, then it is told', () => {
    expect(() => assertAllAcknowledged([0, 1, 2], [{ partition: 1 }])).toThrow('no broker acknowledged partition 0, 2');
  });
});
