/** Plays a simulated bank to whoever takes its events: its history as fast as it is taken, then what happens as the clock goes. */
import { setTimeout as pause } from 'node:timers/promises';
import type { SimulatedEvent } from './event-writer';
import type { SimulatedBank } from './simulate-bank';

/** Who takes the events. */
export interface EventSink {
  postAll(events: AsyncIterable<object> | Iterable<object>): Promise<unknown>;
}

/** A sink that can be reported on and closed. */
export interface EventDestination extends EventSink {
  /** Events it has taken so far, and those of them it refused. */
  readonly taken: number;
  readonly refused: number;
  summary(): object;
  inWords(): string;
  close(): Promise<void>;
}

export interface HistoryOptions {
  /** Events up to this instant were sent by an earlier run. */
  readonly sentUntilMs: number;
  /** History ends here: later events belong to the live part. */
  readonly untilMs: number;
  /** Told when a day was handed out: which, and how many there were with it. */
  readonly onDay: (date: string, days: number) => void;
}

/** The clock that the live part goes by; another one in tests. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after a while, or with the signal. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

const WORLD_CLOCK: Clock = {
  now: () => Date.now(),
  wait: (milliseconds, signal) => pause(milliseconds, undefined, { signal }).catch(() => undefined),
};
const LIVE_STEP_MS = 1_000;

/** The events of a bank, with a place to stop and to go on from. */
export class SimulationPlayer {
  private historyEndMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly bank: SimulatedBank) {}

  /** Sends reference data and all that happened until an instant. */
  async playHistory(sink: EventSink, { sentUntilMs, untilMs, onDay }: HistoryOptions): Promise<void> {
    await sink.postAll(this.bank.reference());
    await sink.postAll(this.history(sentUntilMs, untilMs, onDay));
    this.historyEndMs = untilMs;
  }

  /**
   * Sends events as their time comes, from where history ended, until the signal.
   * @param speed how many seconds of the bank pass in one of the clock, as long as the bank is behind it; without a speed it catches
   *   up at once
   */
  async playLive(sink: EventSink, signal: AbortSignal, speed?: number, clock: Clock = WORLD_CLOCK): Promise<void> {
    const startedAtMs = clock.now();
    while (!signal.aborted) {
      const nowMs = clock.now();
      const bankMs = speed === undefined ? nowMs : this.historyEndMs + (nowMs - startedAtMs) * speed;
      await sink.postAll(this.eventsUntil(Math.min(nowMs, bankMs)));
      await clock.wait(LIVE_STEP_MS, signal);
    }
  }

  private *eventsUntil(untilMs: number): Generator<SimulatedEvent> {
    for (const { event } of this.bank.eventsUntil(untilMs)) yield event;
  }

  private *history(sentUntilMs: number, untilMs: number, onDay: HistoryOptions['onDay']): Generator<SimulatedEvent> {
    let told = this.bank.reached();
    for (const timed of this.bank.eventsUntil(untilMs)) {
      const reached = this.bank.reached();
      if (reached.days > told.days && told.days > 0) onDay(told.date, told.days);
      told = reached;
      if (timed.atMs > sentUntilMs) yield timed.event;
    }
    onDay(told.date, told.days);
  }
}
