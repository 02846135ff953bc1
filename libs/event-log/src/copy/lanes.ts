/**
 * What two logs are compared by. A lane is what went from one partition of the source to one of the target: in both logs its records
 * stand in one order, so that a count and a hash over them tell whether the logs hold the same. A key has one lane.
 */
import { createHash, type Hash } from 'node:crypto';
import type { LogRecord } from '../port';
import { ownHeaders, type Place } from './copied-from';

interface Lane {
  /** Offset in the source of its last record. */
  last: bigint;
  records: number;
  readonly hash: Hash;
}

export class Lanes {
  private readonly lanes = new Map<string, Lane>();
  /** Records that came again, which an append whose answer was lost may leave. */
  repeats = 0;

  get records(): number {
    return [...this.lanes.values()].reduce((sum, { records }) => sum + records, 0);
  }

  add(from: Place, to: number, record: LogRecord): void {
    const name = nameOf(from.partition, to);
    const lane = this.lanes.get(name) ?? { last: -1n, records: 0, hash: createHash('sha256') };
    this.lanes.set(name, lane);
    if (from.offset <= lane.last) {
      this.repeats += 1;
      return;
    }
    lane.last = from.offset;
    lane.records += 1;
    lane.hash.update(headOf(from, record)).update(record.value);
  }

  /** Whether the lane goes so far. */
  reaches(from: Place, to: number): boolean {
    return from.offset <= (this.lanes.get(nameOf(from.partition, to))?.last ?? -1n);
  }

  /** Whether the lane is what the other holds, or went on from there; asked before each record that the other lacks. */
  goesOnFrom(other: Lanes, from: number, to: number): boolean {
    const [own, others] = [this.lanes.get(nameOf(from, to)), other.lanes.get(nameOf(from, to))];
    return (own?.last ?? -1n) > (others?.last ?? -1n) || digestOf(own) === digestOf(others);
  }

  isEqual(other: Lanes): boolean {
    return this.digest() === other.digest();
  }

  /** SHA-256 over all lanes, in hex. */
  digest(): string {
    const lanes = [...this.lanes].sort(([a], [b]) => (a < b ? -1 : 1));
    const hash = createHash('sha256');
    for (const [name, lane] of lanes) hash.update(`${name} ${digestOf(lane)}\n`);
    return hash.digest('hex');
  }
}

function nameOf(from: number, to: number): string {
  return `${from}>${to}`;
}

function digestOf(lane: Lane | undefined): string {
  return lane ? `${lane.records} ${lane.hash.copy().digest('hex')}` : 'empty';
}

/** All of a record but its value; JSON, so that no two records have one text. */
function headOf({ offset }: Place, record: LogRecord): string {
  const { key, timestampMs, appendedAtMs, value } = record;
  const headers = Object.entries(ownHeaders(record)).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([String(offset), key, timestampMs, appendedAtMs, headers, value.length]);
}
