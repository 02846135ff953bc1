/**
 * A waiting line with several counters (multi-server queue with impatience): who is served when, and who leaves.
 * Customers with priority are called first, otherwise in the order of arrival; nobody is interrupted. Times are milliseconds.
 */

export interface Arrival {
  readonly atMs: number;
  readonly hasPriority: boolean;
  readonly serviceMs: number;
  /** How long this customer would wait. */
  readonly patienceMs: number;
}

/** `turnMs` is when it was this customer's turn; of who has left, when it would have been. */
export type Outcome =
  | { readonly kind: 'served'; readonly turnMs: number; readonly endedMs: number; readonly counter: number }
  | { readonly kind: 'left'; readonly turnMs: number; readonly leftMs: number };

export interface Counters {
  /** Counters that exist, numbered from 0. */
  readonly count: number;
  /** How many of them are open at an instant, the lowest numbers first: at least 1. */
  readonly openAt: (atMs: number) => number;
  /** The instant itself, or when service resumes where it stands still (an outage). */
  readonly resumesAt: (atMs: number) => number;
}

/** @param arrivals in order of time */
export function runQueue(arrivals: readonly Arrival[], counters: Counters): Outcome[] {
  const outcomes = new Array<Outcome>(arrivals.length);
  const freeAtMs = new Array<number>(counters.count).fill(Number.NEGATIVE_INFINITY);
  const first = new Line();
  const others = new Line();
  let next = 0;
  while (next < arrivals.length || !first.isEmpty || !others.isEmpty) {
    const oldest = Math.min(first.head ?? next, others.head ?? next);
    const { counter, atMs } = earliestCounter(freeAtMs, (arrivals[oldest] as Arrival).atMs, counters);
    for (; next < arrivals.length && (arrivals[next] as Arrival).atMs <= atMs; next += 1) {
      ((arrivals[next] as Arrival).hasPriority ? first : others).join(next);
    }
    const called = (first.isEmpty ? others : first).call();
    const { atMs: arrivedMs, patienceMs, serviceMs } = arrivals[called] as Arrival;
    // Who has left is found out when called: this is the turn that was missed, and the counter calls the next at once.
    if (arrivedMs + patienceMs < atMs) {
      outcomes[called] = { kind: 'left', turnMs: atMs, leftMs: arrivedMs + patienceMs };
      continue;
    }
    freeAtMs[counter] = atMs + serviceMs;
    outcomes[called] = { kind: 'served', turnMs: atMs, endedMs: atMs + serviceMs, counter };
  }
  return outcomes;
}

/** Customers in the order of arrival, by their index. */
class Line {
  private readonly customers: number[] = [];
  private called = 0;

  get isEmpty(): boolean {
    return this.called === this.customers.length;
  }

  get head(): number | undefined {
    return this.customers[this.called];
  }

  join(customer: number): void {
    this.customers.push(customer);
  }

  call(): number {
    const customer = this.customers[this.called] as number;
    this.called += 1;
    return customer;
  }
}

const MINUTE_MS = 60_000;

/** The counter that can call somebody first who came at `earliestMs`, and when. */
function earliestCounter(
  freeAtMs: readonly number[],
  earliestMs: number,
  { openAt, resumesAt }: Counters,
): { readonly counter: number; readonly atMs: number } {
  let best = { counter: 0, atMs: Number.POSITIVE_INFINITY };
  for (const [counter, freeMs] of freeAtMs.entries()) {
    let atMs = resumesAt(Math.max(freeMs, earliestMs));
    // Counters open and close on whole minutes.
    while (atMs < best.atMs && counter >= openAt(atMs)) {
      atMs = resumesAt((Math.floor(atMs / MINUTE_MS) + 1) * MINUTE_MS);
    }
    if (atMs < best.atMs) best = { counter, atMs };
  }
  return best;
}
