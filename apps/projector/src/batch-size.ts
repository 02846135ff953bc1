/** Adaptive batches: small while keeping up, large under backlog, so that catching up is faster than keeping up. */
const SMALLEST = 10_000;
const LARGEST = 60_000;

export class BatchSize {
  private records = SMALLEST;

  get current(): number {
    return this.records;
  }

  /** Learns from a read: a full batch means backlog. */
  observe(recordsRead: number): void {
    if (recordsRead >= this.records) this.records = Math.min(this.records * 2, LARGEST);
    else if (recordsRead < this.records / 4) this.records = Math.max(this.records / 2, SMALLEST);
  }
}
