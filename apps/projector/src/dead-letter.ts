/** A dead letter: the original record, with where it stood and why it could not be projected. */
import type { DeadLetter } from '@plumbline/event-log';
import type { DeadRecord } from './decode-batch';

export function deadLetter({ record, reason, message, faults = [] }: DeadRecord): DeadLetter {
  const { topic, partition, offset, key, headers, value, timestampMs, appendedAtMs } = record;
  return {
    topic,
    partition,
    offset,
    key,
    headers,
    content: value,
    timestampMs,
    appendedAtMs,
    reason,
    message,
    faults,
  };
}
