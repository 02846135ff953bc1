/**
 * Where a copied record stood in the log it came from: a header `plumbline-copied-from: <partition>/<offset>`. So a copy that was cut
 * off goes on exactly where it stopped, and whatever names a place in the old log (a dead letter does) can still be followed.
 */
import type { LogRecord, NewRecord } from '../port';

const COPIED_FROM = 'plumbline-copied-from';
const PLACE = /^(\d+)\/(\d+)$/;

export interface Place {
  readonly partition: number;
  readonly offset: bigint;
}

/** Undefined for a record that no copy has brought. */
export function copiedFrom({ headers }: Pick<LogRecord, 'headers'>): Place | undefined {
  const [, partition, offset] = PLACE.exec(headers[COPIED_FROM] ?? '') ?? [];
  return partition === undefined || offset === undefined
    ? undefined
    : { partition: Number(partition), offset: BigInt(offset) };
}

/** The record for another log, with its times. Without an identity: a copy holds what its source holds, repeats too. */
export function toCopy(record: LogRecord): NewRecord {
  const { key, value, timestampMs, appendedAtMs, partition, offset } = record;
  const headers = { ...ownHeaders(record), [COPIED_FROM]: `${partition}/${offset}` };
  return { key, value, timestampMs, appendedAtMs, headers };
}

/** The headers that were there before any copy. */
export function ownHeaders({ headers }: Pick<LogRecord, 'headers'>): Readonly<Record<string, string>> {
  const { [COPIED_FROM]: _, ...own } = headers;
  return own;
}
