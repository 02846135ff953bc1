/** All records of a topic, read from the start as a group that leaves nothing behind. */
import { randomUUID } from 'node:crypto';
import { LogUnavailable } from '../errors';
import type { EventLog, LogRecord, PartitionEnds, Topic } from '../port';

const RECORDS_AT_ONCE = 5_000;
const WAIT_MS = 1_000;
const LONGEST_SILENCE_MS = 90_000;

/**
 * In order per partition, each once, up to the ends given.
 * @throws LogUnavailable where nothing comes for a minute and a half, LogCorrupt
 */
export async function* allRecords(
  log: EventLog,
  topic: Topic,
  ends: readonly PartitionEnds[],
): AsyncGenerator<readonly LogRecord[]> {
  const left = new Map(ends.filter(({ low, high }) => low < high).map(({ partition, low, high }) => [partition, { next: low, high }])); // prettier-ignore
  if (left.size === 0) return;
  // A name of its own: it starts at the first record, and no reader that was killed is waited for.
  const reader = await log.reader(topic, `copy-${randomUUID()}`);
  try {
    for (let heardMs = Date.now(); left.size > 0;) {
      const batch = await reader.read({ maxRecords: RECORDS_AT_ONCE, maxWaitMs: WAIT_MS });
      if (!batch) {
        if (Date.now() - heardMs > LONGEST_SILENCE_MS) throw new LogUnavailable(silence(log, topic));
        continue;
      }
      heardMs = Date.now();
      yield batch.records.filter(({ partition, offset }) => {
        const place = left.get(partition);
        // A reader that had to start again gives what it gave before.
        if (!place || offset < place.next) return false;
        place.next = offset + 1n;
        if (place.next >= place.high) left.delete(partition);
        return offset < place.high;
      });
    }
  } finally {
    await reader.close();
  }
}

function silence(log: EventLog, topic: Topic): string {
  const { cause = 'it does not say why' } = log.health();
  return `Nothing of ${topic} could be read for ${LONGEST_SILENCE_MS / 1_000} s: ${cause}`;
}
