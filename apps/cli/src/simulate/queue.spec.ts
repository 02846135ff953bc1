/** The line: an example by hand, its discipline as properties, and the closed forms of queueing theory. */
import * as fc from 'fast-check';
import { type Arrival, type Counters, type Outcome, runQueue } from './queue';
import { chanceFor } from './random';

const MINUTE_MS = 60_000;
const FOR_EVER = Number.MAX_SAFE_INTEGER;

function alwaysOpen(count: number): Counters {
  return { count, openAt: () => count, resumesAt: (atMs) => atMs };
}

function arrival(atMinutes: number, serviceMinutes: number, more: Partial<Arrival> = {}): Arrival {
  return {
    atMs: atMinutes * MINUTE_MS,
    serviceMs: serviceMinutes * MINUTE_MS,
    hasPriority: false,
    patienceMs: FOR_EVER,
    ...more,
  };
}

function inMinutes(outcome: Outcome): string {
  return outcome.kind === 'served'
    ? `${outcome.turnMs / MINUTE_MS}–${outcome.endedMs / MINUTE_MS} at ${outcome.counter}`
    : `left ${outcome.leftMs / MINUTE_MS}, turn ${outcome.turnMs / MINUTE_MS}`;
}

describe('the waiting line', () => {
  it('given two counters, a customer with priority and one who leaves, then each is called as worked out by hand', () => {
    const outcomes = runQueue(
      [
        arrival(0, 10),
        arrival(1, 10),
        arrival(2, 5),
        arrival(3, 5, { patienceMs: 8 * MINUTE_MS }),
        arrival(4, 5, { hasPriority: true }),
        arrival(40, 1),
      ],
      alwaysOpen(2),
    );
    // 10: counter 0 is free, priority first; 11: counter 1, the oldest; 15: both that were left, but one went at 11.
    expect(outcomes.map(inMinutes)).toEqual([
      '0–10 at 0',
      '1–11 at 1',
      '11–16 at 1',
      'left 11, turn 15',
      '10–15 at 0',
      '40–41 at 0',
    ]);
  });

  it('given a counter that is closed from 5 to 10 and an outage from 20 to 25, then nobody is called there meanwhile', () => {
    const counters: Counters = {
      count: 2,
      openAt: (atMs) => (atMs >= 5 * MINUTE_MS && atMs < 10 * MINUTE_MS ? 1 : 2),
      resumesAt: (atMs) => (atMs >= 20 * MINUTE_MS && atMs < 25 * MINUTE_MS ? 25 * MINUTE_MS : atMs),
    };
    const outcomes = runQueue([arrival(0, 12), arrival(0, 6), arrival(1, 1), arrival(21, 1)], counters);
    // Counter 1 is free at 6 and closed until 10.
    expect(outcomes.map(inMinutes)).toEqual(['0–12 at 0', '0–6 at 1', '10–11 at 1', '25–26 at 0']);
  });

  const line = fc.record({
    count: fc.integer({ min: 1, max: 4 }),
    customers: fc.array(
      fc.record({
        gap: fc.integer({ min: 0, max: 5_000 }),
        serviceMs: fc.integer({ min: 1, max: 20_000 }),
        patienceMs: fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.constant(FOR_EVER)),
        hasPriority: fc.boolean(),
      }),
      { maxLength: 80 },
    ),
  });

  it('given any line, then its discipline holds', () => {
    fc.assert(
      fc.property(line, ({ count, customers }) => {
        let atMs = 0;
        const arrivals = customers.map(({ gap, ...customer }) => ({ ...customer, atMs: (atMs += gap) }));
        const met = runQueue(arrivals, alwaysOpen(count)).map((outcome, index) => ({
          ...(arrivals[index] as Arrival),
          outcome,
        }));
        const served = met.flatMap(({ outcome, ...customer }) =>
          outcome.kind === 'served' ? [{ ...customer, ...outcome }] : [],
        );
        for (const { atMs: arrivedMs, patienceMs, outcome } of met) {
          expect(outcome.turnMs).toBeGreaterThanOrEqual(arrivedMs);
          if (outcome.kind === 'served') expect(outcome.turnMs - arrivedMs).toBeLessThanOrEqual(patienceMs);
          else {
            expect(outcome.leftMs).toBe(arrivedMs + patienceMs);
            expect(outcome.turnMs).toBeGreaterThan(outcome.leftMs);
          }
        }
        for (const hasPriority of [true, false]) {
          const turns = met
            .filter((customer) => customer.hasPriority === hasPriority)
            .map(({ outcome }) => outcome.turnMs);
          expect(turns).toEqual(turns.toSorted((a, b) => a - b));
        }
        for (const { turnMs } of served) {
          const inService = served.filter((other) => other.turnMs <= turnMs && turnMs < other.endedMs);
          expect(inService.length).toBeLessThanOrEqual(count);
          expect(new Set(inService.map(({ counter }) => counter)).size).toBe(inService.length);
          // Nobody with priority was there, still waiting, when somebody without it was called.
          const called = served.filter((other) => other.turnMs === turnMs && !other.hasPriority);
          const passedOver = met.filter(
            (other) => other.hasPriority && other.atMs <= turnMs && other.outcome.turnMs > turnMs,
          );
          if (called.length > 0) expect(passedOver).toEqual([]);
        }
        // No counter stands idle while somebody waits: who waited was called when a service ended.
        const ends = new Set(served.map(({ endedMs }) => endedMs));
        for (const { atMs: arrivedMs, turnMs } of served) if (turnMs > arrivedMs) expect(ends.has(turnMs)).toBe(true);
      }),
    );
  });

  /** Poisson arrivals, exponential services of mean 1 s: M/M/c. */
  function poissonLine(perSecond: number, patienceMs: number, customers: number): Arrival[] {
    const chance = chanceFor('M/M/c', perSecond);
    let atMs = 0;
    return Array.from({ length: customers }, () => {
      atMs += chance.exponential(1_000 / perSecond);
      return { atMs, serviceMs: chance.exponential(1_000), patienceMs, hasPriority: false };
    });
  }

  // Erlang C with c = 3 and a = 2.4 erlang: C = 11.52 / (6.28 + 11.52) = 0.647; mean wait C / (c − a) = 1.079 s.
  // With c = 1 and a = 0.5: C = 0.5, mean wait 1 s.
  it.each([
    [3, 2.4, 0.6472, 1_079],
    [1, 0.5, 0.5, 1_000],
  ])('given %i counters and %f erlang, then the waits are those of Erlang C', (count, erlang, share, meanWaitMs) => {
    const arrivals = poissonLine(erlang, FOR_EVER, 200_000);
    const waits = runQueue(arrivals, alwaysOpen(count)).map(
      ({ turnMs }, index) => turnMs - (arrivals[index]?.atMs ?? 0),
    );
    expect(waits.filter((wait) => wait > 0).length / waits.length).toBeCloseTo(share, 2);
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
    expect(Math.abs(mean / meanWaitMs - 1)).toBeLessThan(0.05);
  });

  it('given nobody who waits at all, then the share that leaves is that of Erlang B', () => {
    const outcomes = runQueue(poissonLine(2.4, 0, 200_000), alwaysOpen(3));
    // B(3, 2.4) = 2.304 / (6.28 + 2.304) = 0.2684
    expect(outcomes.filter(({ kind }) => kind === 'left').length / outcomes.length).toBeCloseTo(0.2684, 2);
  });
});
