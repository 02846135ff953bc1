/** Tells a consumer that hangs from one that has nothing to do: kafkajs may stall without any error after a dropped connection. */

export interface Observation {
  readonly nowMs: number;
  /** When the group last heard of the consumer. */
  readonly lastSignMs: number;
  /** Positions of the partitions that hold more than was fetched. */
  readonly behind: ReadonlyMap<number, bigint>;
  /** Whether fetching waited for the buffer at any time since the last observation. */
  readonly hasWaited: boolean;
}

export class StallWatch {
  private lastBehind: ReadonlyMap<number, bigint> = new Map();

  /** To be asked once in so many milliseconds. */
  constructor(readonly intervalMs: number) {}

  /** Why the consumer must be taken for stalled; undefined where it need not. */
  observe({ nowMs, lastSignMs, behind, hasWaited }: Observation): string | undefined {
    const before = this.lastBehind;
    this.lastBehind = hasWaited ? new Map() : behind;
    if (nowMs - lastSignMs > 2 * this.intervalMs) {
      return `it has shown no life for ${Math.round((nowMs - lastSignMs) / 1_000)} s`;
    }
    const stuck = hasWaited ? [] : [...behind.keys()].filter((key) => before.get(key) === behind.get(key));
    if (stuck.length === 0) return undefined;
    return `it has fetched nothing of partition ${stuck.join(', ')} for ${Math.round(this.intervalMs / 1_000)} s`;
  }
}
