/**
 * A record of the log as a message of Kafka, and back. Kafka's timestamp is when the log took the record (the broker keeps what we
 * stamp); when the event happened travels in a header, since segments and time indexes want stamps that rise.
 * Identity and digest do not travel: Kafka cannot tell repeats, and both follow from the record itself.
 */
import type { KafkaMessage } from 'kafkajs';
import type { LogRecord, NewRecord, Topic } from '../port';

const TIME_HEADER = 'plumbline-time';
/** What Kafka adds to a record: lengths, offsets, and its share of the batch's head. */
const ENVELOPE_BYTES = 64;

/** A record as it is handed to kafkajs. */
export interface Message {
  readonly key: Buffer;
  readonly value: Buffer;
  readonly headers: Record<string, string>;
  readonly timestamp: string;
}

export function encodeRecord(record: NewRecord, now: number): Message {
  return {
    key: Buffer.from(record.key),
    value: Buffer.from(record.value.buffer, record.value.byteOffset, record.value.length),
    headers: { ...record.headers, [TIME_HEADER]: String(record.timestampMs) },
    timestamp: String(record.appendedAtMs ?? now),
  };
}

export function decodeMessage(message: KafkaMessage, topic: Topic, partition: number): LogRecord {
  const { [TIME_HEADER]: time, ...headers } = textHeaders(message.headers);
  const appendedAtMs = Number(message.timestamp);
  return {
    topic,
    partition,
    offset: BigInt(message.offset),
    key: message.key?.toString() ?? '',
    value: message.value ?? new Uint8Array(0),
    headers,
    // A record that another program wrote has no header of ours.
    timestampMs: time === undefined ? appendedAtMs : Number(time),
    appendedAtMs,
  };
}

/** About how many bytes a message takes on its way and in memory. */
export function messageBytes({ key, value, headers }: Pick<KafkaMessage, 'key' | 'value' | 'headers'>): number {
  let bytes = ENVELOPE_BYTES + (key?.length ?? 0) + (value?.length ?? 0);
  for (const name in headers) bytes += name.length + (headers[name]?.length ?? 0);
  return bytes;
}

/** Headers as texts; of several under one name the last, none as the empty text. */
function textHeaders(headers: KafkaMessage['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [
      name,
      (Array.isArray(value) ? value.at(-1) : value)?.toString() ?? '',
    ]),
  );
}
