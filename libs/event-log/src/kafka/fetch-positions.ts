/**
 * Where reading stands in each partition of one assignment, checked against every fetch. kafkajs may hand over a fetch that was asked
 * for before a rebalance, and would go on behind it: what lies between would be committed without ever having been read.
 */

export type Verdict =
  /** It follows on what was read. */
  | 'follows'
  /** It does not: fetch again from the position. */
  | 'fetch again'
  /** It does not, although it was fetched again: the log no longer reaches to the position. Ask anew where the group stands. */
  | 'astray'
  /** Nothing to do with this assignment. */
  | 'not ours';

/** Where a group goes on in a partition, and the offset that the next record there will get. */
export interface GroupPosition {
  readonly partition: number;
  readonly position: bigint;
  readonly high: bigint;
}

export class FetchPositions {
  private readonly byPartition: Map<number, GroupPosition>;
  /** Positions to which fetching was sent back once. */
  private readonly sentBackTo = new Map<number, bigint>();

  /** @param start of every partition assigned */
  constructor(start: readonly GroupPosition[]) {
    this.byPartition = new Map(start.map((one) => [one.partition, one]));
  }

  positionOf(partition: number): bigint | undefined {
    return this.byPartition.get(partition)?.position;
  }

  /** Records of each partition that were not yet fetched, as of its last fetch. */
  get lag(): ReadonlyMap<number, bigint> {
    return new Map(
      Array.from(this.byPartition.values(), ({ partition, position, high }) => [partition, high - position]),
    );
  }

  /** @param from offset that the fetch was asked for; a fetch that was asked for before it was sent back must not be judged */
  judge(partition: number, from: bigint): Verdict {
    const position = this.positionOf(partition);
    if (position === undefined) return 'not ours';
    if (from === position) return 'follows';
    if (this.sentBackTo.get(partition) === position) {
      // Behind the position: there is nothing to read in between (deleted, or no records).
      return from > position ? 'follows' : 'astray';
    }
    this.sentBackTo.set(partition, position);
    return 'fetch again';
  }

  /** @param position behind the fetch @param high behind the last record, as of the fetch */
  advance(partition: number, position: bigint, high: bigint): void {
    this.byPartition.set(partition, { partition, position, high });
  }
}
