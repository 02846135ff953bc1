/** Commits how far a batch was read, in the generation in which it was, or not at all. */
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Offsets } from 'kafkajs';
import { BatchLost } from '../errors';
import { isLost } from './failures';
import { within } from './waiting';

const ATTEMPTS = 3;
const RETRY_MS = 200;
const ANSWER_TIMEOUT_MS = 5_000;

/** kafkajs's commit, as it is handed over with each fetch. */
export type CommitRequest = (offsets: Offsets) => Promise<void>;

export interface OffsetCommit {
  readonly topicName: string;
  /** Where each partition goes on. */
  readonly next: ReadonlyMap<number, bigint>;
  /** The commit of the assignment in which the batch was read, while that holds; undefined from then on. */
  readonly current: () => CommitRequest | undefined;
}

/**
 * Always with explicit offsets: without, kafkajs commits nothing and says that it did. Not by `consumer.commitOffsets`, which does
 * the same after a crash, and which after a rebalance commits in the new generation what was read in the old one.
 * @throws BatchLost, or what kafkajs throws when the coordinator cannot be reached
 */
export async function commitOffsets({ topicName, next, current }: OffsetCommit): Promise<void> {
  const partitions = Array.from(next, ([partition, offset]) => ({ partition, offset: String(offset) }));
  for (let attempt = 1; ; attempt += 1) {
    // kafkajs has a new generation for a few microtasks before it says so. At the start of a turn there are none of these.
    await nextTurn();
    const commit = current();
    if (!commit) throw new BatchLost();
    try {
      await within(ANSWER_TIMEOUT_MS, commit({ topics: [{ topic: topicName, partitions }] }));
      return;
    } catch (error) {
      if (isLost(error) || !current()) throw new BatchLost();
      if (attempt === ATTEMPTS) throw error;
      await pause(RETRY_MS);
    }
  }
}
