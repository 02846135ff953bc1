/** What cases add up to, per metric: included ones with their numbers, excluded ones with their reason, each on its day and slices. */

export interface Slices {
  readonly branch: string;
  readonly channel: string;
  readonly service_item: string;
  readonly service_line: string;
  readonly priority_class: string;
  /** Who processed the transaction or handled the complaint. */
  readonly staff: string;
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
  /** Its day is a due day: it counts once that day is over. */
  readonly due?: boolean;
  /** Working days of a year that nobody has published decided it. */
  readonly provisional?: boolean;
  /** Observed items: which, in which session, what it weighs, and whether two observers of the session let it pass. */
  readonly item?: string;
  readonly session?: string;
  readonly weight?: number;
  readonly pair?: readonly [first: boolean, second: boolean];
}

export function valueOf({ value }: Entry): number {
  return value ?? 0;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function average(values: readonly number[]): number {
  return sum(values) / values.length;
}

export function byKey<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
