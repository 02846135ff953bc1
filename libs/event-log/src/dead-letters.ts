/**
 * The records of the `dead-letters` topic: letters, which are records that could not be projected, and acts, which are what somebody
 * did about one since. A letter is never taken back, so the topic alone says what became of each.
 */
import type { LogRecord, NewRecord, Topic } from './port';

/** One reason, at one place of the event. */
export interface DeadLetterFault {
  /** JSON pointer into the event. */
  readonly pointer: string;
  /** Stable code. */
  readonly code: string;
  readonly message: string;
}

export interface DeadLetter {
  /** Where the original stands: its identity. */
  readonly topic: Topic;
  readonly partition: number;
  readonly offset: bigint;
  readonly key: string;
  /** The original's headers. */
  readonly headers: Readonly<Record<string, string>>;
  /** The original's bytes, whatever they are. */
  readonly content: Uint8Array;
  /** The original's time and when the log took it, in milliseconds since 1970. */
  readonly timestampMs: number;
  readonly appendedAtMs: number;
  /** Stable code. */
  readonly reason: string;
  readonly message: string;
  readonly faults: readonly DeadLetterFault[];
  /** Id of the letter whose re-driven event this is. */
  readonly redriveOf?: string;
}

export type DeadLetterActKind = 'repaired' | 'redriven';

export interface DeadLetterAct {
  /** Unique among all acts. */
  readonly id: string;
  /** Id of the letter. */
  readonly letter: string;
  readonly kind: DeadLetterActKind;
  readonly atMs: number;
  /** Pseudonym of whoever asked for it, where that was said. */
  readonly requestedBy?: string;
  /** `repaired`: the event as it shall be driven again. `redriven`: the event as it was. JSON either way. */
  readonly event: Uint8Array;
}

export type DeadLetterEntry = { readonly letter: DeadLetter } | { readonly act: DeadLetterAct };

/** Header of an event that was driven again: the id of its letter. If it dies once more, the new letter bears it too. */
export const REDRIVE_OF_HEADER = 'redrive_of';

const OWN_PREFIX = 'dead_';
/** Bounds of what goes into headers, so that a letter always fits where its original did, whatever is wrong with that. */
const MOST_FAULT_BYTES = 16_384;
const LONGEST_MESSAGE = 1_000;

/** @returns e.g. `events-0-1234` */
export function deadLetterId({ topic, partition, offset }: Pick<DeadLetter, 'topic' | 'partition' | 'offset'>): string {
  return `${topic}-${partition}-${offset}`;
}

export function letterRecord(letter: DeadLetter): NewRecord {
  const { topic, partition, offset, key, content, timestampMs } = letter;
  return {
    key,
    value: content,
    timestampMs,
    identity: `${topic}/${partition}/${offset}`,
    headers: {
      ...withoutOwn(letter.headers),
      dead_reason: letter.reason,
      dead_message: letter.message.slice(0, LONGEST_MESSAGE),
      dead_faults: JSON.stringify(firstFaults(letter.faults)),
      dead_topic: topic,
      dead_partition: String(partition),
      dead_offset: String(offset),
      dead_appended_at_ms: String(letter.appendedAtMs),
    },
  };
}

export function actRecord({ id, letter, kind, atMs, requestedBy, event }: DeadLetterAct): NewRecord {
  return {
    key: letter,
    value: event,
    timestampMs: atMs,
    identity: `act/${id}`,
    headers: {
      dead_act: kind,
      dead_act_id: id,
      dead_letter: letter,
      ...(requestedBy === undefined ? {} : { dead_requested_by: requestedBy }),
    },
  };
}

/** What a record of the topic says; undefined where it is none of ours. */
export function readDeadLetterRecord(record: LogRecord): DeadLetterEntry | undefined {
  const { headers, key, value, timestampMs } = record;
  const { dead_act: kind, dead_act_id: id, dead_letter: letter, dead_requested_by: requestedBy } = headers;
  if ((kind === 'repaired' || kind === 'redriven') && id !== undefined && letter !== undefined) {
    const by = requestedBy === undefined ? {} : { requestedBy };
    return { act: { id, letter, kind, atMs: timestampMs, event: value, ...by } };
  }
  const { dead_topic: topic, dead_partition: partition, dead_offset: offset } = headers;
  if (topic === undefined || partition === undefined || !/^\d+$/.test(offset ?? '')) return undefined;
  const redriveOf = headers[REDRIVE_OF_HEADER];
  return {
    letter: {
      topic: topic as Topic,
      partition: Number(partition),
      offset: BigInt(offset ?? 0),
      key,
      headers: withoutOwn(headers),
      content: value,
      timestampMs,
      appendedAtMs: Number(headers['dead_appended_at_ms'] ?? record.appendedAtMs),
      reason: headers['dead_reason'] ?? '',
      message: headers['dead_message'] ?? '',
      faults: JSON.parse(headers['dead_faults'] ?? '[]') as DeadLetterFault[],
      ...(redriveOf === undefined ? {} : { redriveOf }),
    },
  };
}

function withoutOwn(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(OWN_PREFIX)));
}

function firstFaults(faults: readonly DeadLetterFault[]): readonly DeadLetterFault[] {
  let bytes = 0;
  return faults.filter((fault) => (bytes += Buffer.byteLength(JSON.stringify(fault))) <= MOST_FAULT_BYTES);
}
