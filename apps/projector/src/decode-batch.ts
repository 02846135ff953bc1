/**
 * From log records to what is landed: each record is a line for `events`, or a dead letter with a reason.
 * Records of current versions pass as the bytes they are, with their place in the log put in front; only older versions are parsed,
 * to be upcast.
 */
import { currentTypeOf, decode, type Violation } from '@plumbline/events';
import type { LogRecord } from '@plumbline/event-log';
import { admitForeign, isStamped } from './foreign-record';

export interface LandableEvent {
  /** As the gateway writes it. */
  readonly record: LogRecord;
  /** As it stands in the log: another where it did not come through the gateway. */
  readonly original: LogRecord;
  /** One line of JSON in the current version of its type, with the record's place in the log. */
  readonly line: Uint8Array;
  readonly family: string;
  readonly event: string;
}

export interface DeadRecord {
  readonly record: LogRecord;
  /** Stable code. */
  readonly reason: 'unknown_type' | 'undecodable' | 'invalid' | 'rejected_by_warehouse';
  readonly message: string;
  /** Each reason with its place, where they are known. */
  readonly faults?: readonly Violation[];
}

export interface DecodedBatch {
  readonly events: readonly LandableEvent[];
  readonly dead: readonly DeadRecord[];
}

export function decodeBatch(records: readonly LogRecord[]): DecodedBatch {
  const events: LandableEvent[] = [];
  const dead: DeadRecord[] = [];
  for (const original of records) {
    const admission = isStamped(original) ? { record: original } : admitForeign(original);
    if ('faults' in admission) {
      dead.push({ record: original, ...admission, message: admission.faults.map(({ message }) => message).join(' ') });
      continue;
    }
    const { record } = admission;
    const type = record.headers['ce_type'] ?? '';
    const known = currentTypeOf(type);
    if (!known) {
      dead.push({ record: original, reason: 'unknown_type', message: `No projection knows the event type "${type}".` });
    } else if (known.current) {
      const line = withPosition(original, record.value);
      events.push({ record, original, line, family: known.family, event: known.event });
    } else {
      try {
        const line = withPosition(original, Buffer.from(JSON.stringify(decode(record.value))));
        events.push({ record, original, line, family: known.family, event: known.event });
      } catch (error) {
        dead.push({
          record: original,
          reason: 'undecodable',
          message: error instanceof Error ? error.message : String(error),
        });
      }
    }
  }
  return { events, dead };
}

/** The JSON object with two more members, its own bytes untouched: no event may bring these names itself, since envelopes are closed. */
function withPosition({ partition, offset }: LogRecord, json: Uint8Array): Uint8Array {
  const head = `{"logpartition":${partition},"logoffset":${offset},`;
  // By hand, since every event passes here: Buffer.concat takes half as long again.
  const line = Buffer.allocUnsafe(head.length + json.length - 1);
  line.set(json, head.length - 1);
  line.write(head, 'latin1');
  return line;
}
