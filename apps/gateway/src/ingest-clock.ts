/**
 * The clock that stamps `ingestedat`: it never falls, also over a restart with a clock set back, and it knows until when everything
 * that it stamped is in the log.
 */

export class IngestClock {
  /** Stamps of appends that are under way, and how many have each. */
  private readonly underWay = new Map<number, number>();

  /** @param latestMs the latest stamp that was given before, in milliseconds since 1970 */
  constructor(
    private latestMs = 0,
    private readonly clock: () => number = Date.now,
  ) {}

  now(): number {
    this.latestMs = Math.max(this.latestMs, this.clock());
    return this.latestMs;
  }

  /** Stamps what `append` appends, and remembers it as long as that is under way. */
  async stamp<Appended>(append: (stampMs: number) => Promise<Appended>): Promise<Appended> {
    const stampMs = this.now();
    this.underWay.set(stampMs, (this.underWay.get(stampMs) ?? 0) + 1);
    try {
      return await append(stampMs);
    } finally {
      const others = (this.underWay.get(stampMs) ?? 1) - 1;
      if (others === 0) this.underWay.delete(stampMs);
      else this.underWay.set(stampMs, others);
    }
  }

  /** The last millisecond of which all is in the log that will ever be stamped with it or with an earlier one. */
  settledMs(): number {
    return Math.min(this.now(), ...this.underWay.keys()) - 1;
  }
}
