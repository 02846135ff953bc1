/** How many events the gateway has answered since its start, by answer. */
import type { IngestAnswer } from './ingest-answer';

export class IngestCounts {
  accepted = 0;
  duplicates = 0;
  rejected = 0;

  add({ accepted, duplicates, rejected }: IngestAnswer): void {
    this.accepted += accepted;
    this.duplicates += duplicates;
    this.rejected += rejected;
  }
}
