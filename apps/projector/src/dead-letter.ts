/** A dead letter: the original bytes, with where they stood and why they could not be projected. */
import type { NewRecord } from '@plumbline/event-log';
import type { DeadRecord } from './decode-batch';

export function deadLetter({ record, reason, message }: DeadRecord): NewRecord {
  return {
    key: record.key,
    value: record.value,
    timestampMs: record.timestampMs,
    identity: `${record.topic}/${record.partition}/${record.offset}`,
    headers: {
      ...record.headers,
      dead_reason: reason,
      dead_message: message,
      dead_topic: record.topic,
      dead_partition: String(record.partition),
      dead_offset: String(record.offset),
    },
  };
}
