/** What cases add up to, per metric: included ones with their numbers, excluded ones with their reason, each on its day and slices. */

export interface Slices {
  readonly branch: string;
  readonly channel: string;
  readonly service_item: string;
  readonly service_line: string;
  readonly priority_class: string;
}

/** One case as one metric sees it. */
export interface Entry {
  readonly metric: string;
  readonly day: string;
  readonly slices: Slices;
  /** Reason of exclusion; undefined for a case that counts. */
  readonly excluded?: string;
  /** What it adds to the numerator (proportions, counts), or its value (means, times). */
  readonly value?: number;
  /** Times: whether the wait was cut short by abandonment. */
  readonly censored?: boolean;
}
