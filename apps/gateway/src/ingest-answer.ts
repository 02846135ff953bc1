/** The answer to an ingest: counts, and a result for each event that was not accepted (api.md, Ingest). */
import type { Violation } from '@plumbline/events';

export interface EventResult {
  readonly index: number;
  readonly id?: string;
  readonly status: 'accepted' | 'duplicate' | 'rejected';
  readonly errors?: readonly Violation[];
}

export interface IngestAnswer {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly results: readonly EventResult[];
  readonly truncated?: true;
}

const LISTED_RESULTS = 1_000;

/** Adds up results as they come; keeps those of events that were not accepted, or of all where `listAll`. */
export class AnswerTally {
  accepted = 0;
  duplicates = 0;
  rejected = 0;
  private readonly results: EventResult[] = [];
  private truncated = false;

  constructor(private readonly listAll: boolean) {}

  add(result: EventResult): void {
    if (result.status === 'accepted') this.accepted += 1;
    else if (result.status === 'duplicate') this.duplicates += 1;
    else this.rejected += 1;
    if (result.status === 'accepted' && !this.listAll) return;
    if (this.results.length < LISTED_RESULTS || this.listAll) this.results.push(result);
    else this.truncated = true;
  }

  answer(): IngestAnswer {
    return {
      accepted: this.accepted,
      duplicates: this.duplicates,
      rejected: this.rejected,
      results: this.results.toSorted((a, b) => a.index - b.index),
      ...(this.truncated ? { truncated: true } : {}),
    };
  }
}
