/** Playing a bank: history as one piece, the live part by the clock, nothing twice and nothing left out. */
import { SimulationPlayer } from './play';
import type { SimulatedEvent } from './event-writer';
import { SimulatedBank } from './simulate-bank';

const PARAMETERS = { seed: 1, branches: 2, from: '2026-03-02', timeZone: 'Asia/Shanghai', incidents: [] };
const HOUR_MS = 3_600_000;
const NOON_MS = Date.parse('2026-03-04T12:00:00+08:00');

/** Keeps what it is given. */
class Kept {
  readonly events: SimulatedEvent[] = [];

  async postAll(events: AsyncIterable<object> | Iterable<object>): Promise<void> {
    for await (const event of events) this.events.push(event as SimulatedEvent);
  }
}

/** A clock that jumps ahead whenever it is waited on, and stops after some waits. */
class JumpingClock {
  constructor(
    private nowMs: number,
    private readonly stepMs: number,
    private steps: number,
    private readonly stopping: AbortController,
  ) {}

  now(): number {
    return this.nowMs;
  }

  async wait(): Promise<void> {
    this.nowMs += this.stepMs;
    this.steps -= 1;
    if (this.steps === 0) this.stopping.abort();
  }
}

function expected(untilMs: number): string[] {
  const bank = new SimulatedBank(PARAMETERS);
  return [...bank.reference(), ...Array.from(bank.eventsUntil(untilMs), ({ event }) => event)].map(({ id }) => id);
}

async function played(live: { nowMs: number; stepMs: number; steps: number; speed?: number }): Promise<string[]> {
  const player = new SimulationPlayer(new SimulatedBank(PARAMETERS));
  const kept = new Kept();
  await player.playHistory(kept, { sentUntilMs: Number.NEGATIVE_INFINITY, untilMs: NOON_MS, onDay: () => undefined });
  expect(kept.events.map(({ id }) => id)).toEqual(expected(NOON_MS));
  const stopping = new AbortController();
  const clock = new JumpingClock(live.nowMs, live.stepMs, live.steps, stopping);
  await player.playLive(kept, stopping.signal, live.speed, clock);
  return kept.events.map(({ id }) => id);
}

describe('playing a bank', () => {
  it('given history up to now and three hours more, then the live part goes on with the cases that were open', async () => {
    const ids = await played({ nowMs: NOON_MS, stepMs: HOUR_MS, steps: 4 });
    expect(ids).toEqual(expected(NOON_MS + 3 * HOUR_MS));
  });

  it('given history that ended a day ago, then the live part catches up at once', async () => {
    const ids = await played({ nowMs: NOON_MS + 24 * HOUR_MS, stepMs: HOUR_MS, steps: 1 });
    expect(ids).toEqual(expected(NOON_MS + 24 * HOUR_MS));
  });

  it('given a speed of 10 and two steps of an hour, then 20 hours of the bank have passed', async () => {
    const ids = await played({ nowMs: NOON_MS + 240 * HOUR_MS, stepMs: HOUR_MS, steps: 3, speed: 10 });
    expect(ids).toEqual(expected(NOON_MS + 20 * HOUR_MS));
  });

  it('given a speed that would run ahead of the clock, then it stays with the clock', async () => {
    const ids = await played({ nowMs: NOON_MS, stepMs: HOUR_MS, steps: 3, speed: 10 });
    expect(ids).toEqual(expected(NOON_MS + 2 * HOUR_MS));
  });

  it('given what an earlier run has sent, then history leaves it out, and tells each day once', async () => {
    const player = new SimulationPlayer(new SimulatedBank(PARAMETERS));
    const kept = new Kept();
    const days: string[] = [];
    const sentUntilMs = Date.parse('2026-03-03T12:00:00+08:00');
    await player.playHistory(kept, {
      sentUntilMs,
      untilMs: NOON_MS,
      onDay: (date, done) => days.push(`${done} ${date}`),
    });
    const times = kept.events
      .filter(({ type }) => !type.startsWith('plumbline.reference'))
      .map(({ time }) => Date.parse(time));
    expect(Math.min(...times)).toBeGreaterThan(sentUntilMs);
    expect(times).toHaveLength(expected(NOON_MS).length - expected(sentUntilMs).length);
    expect(days).toEqual(['1 2026-03-02', '2 2026-03-03', '3 2026-03-04']);
  });
});
