/**
 * A waiting line with several counters (multi-server queue with impatience): who is served when, and who leaves.
 * Customers of a priority class are called first, otherwise in the order of arrival. Times are milliseconds.
 */

export interface Arrival {
  readonly atMs: number;
  readonly hasPriority: boolean;
  readonly serviceMs: number;
  /** How long this customer would wait. */
  readonly patienceMs: number;
}

export type Served = { readonly startedMs: number; readonly endedMs: number; readonly counter: number };
export type Outcome = Served | { readonly abandonedMs: number };

/**
 * @param arrivals in order of time
 * @param countersAt counters that are open at an instant
 * @param resumesAt the instant itself, or when service resumes where it stands still (an outage)
 */
export function runQueue(
  arrivals: readonly Arrival[],
  counters: number,
  countersAt: (atMs: number) => number,
  resumesAt: (atMs: number) => number,
): Outcome[] {
  const outcomes: Outcome[] = new Array<Outcome>(arrivals.length);
  const freeAtMs = new Array<number>(counters).fill(0);
  let waiting: number[] = [];
  let next = 0;
  while (next < arrivals.length || waiting.length > 0) {
    const first = arrivals[waiting[0] ?? next] as Arrival;
    const { counter, atMs } = earliestCounter(freeAtMs, first.atMs, countersAt, resumesAt);
    while (next < arrivals.length && (arrivals[next] as Arrival).atMs <= atMs) {
      waiting.push(next);
      next += 1;
    }
    waiting = waiting.filter((index) => {
      const { atMs: arrivedMs, patienceMs } = arrivals[index] as Arrival;
      if (arrivedMs + patienceMs >= atMs) return true;
      outcomes[index] = { abandonedMs: arrivedMs + patienceMs };
      return false;
    });
    const called = waiting.find((index) => arrivals[index]?.hasPriority) ?? waiting[0];
    if (called === undefined) {
      freeAtMs[counter] = atMs;
      continue;
    }
    waiting = waiting.filter((index) => index !== called);
    const endedMs = atMs + (arrivals[called] as Arrival).serviceMs;
    outcomes[called] = { startedMs: atMs, endedMs, counter };
    freeAtMs[counter] = endedMs;
  }
  return outcomes;
}

const STEP_MS = 60_000;

/** The open counter that is free first, and when it can call somebody. */
function earliestCounter(
  freeAtMs: readonly number[],
  earliestMs: number,
  countersAt: (atMs: number) => number,
  resumesAt: (atMs: number) => number,
): { counter: number; atMs: number } {
  let best = { counter: 0, atMs: Number.POSITIVE_INFINITY };
  for (const [counter, freeMs] of freeAtMs.entries()) {
    let atMs = resumesAt(Math.max(freeMs, earliestMs));
    while (counter >= countersAt(atMs)) atMs = resumesAt(atMs + STEP_MS);
    if (atMs < best.atMs) best = { counter, atMs };
  }
  return best;
}
