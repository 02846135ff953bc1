/** Plays a simulated bank to whoever takes its events: its history as fast as it is taken, then what happens as the clock goes. */
import { setTimeout as pause } from 'node:timers/promises';
import type { SimulatedEvent, TimedEvent } from './event-writer';
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

/** The clock of the live part. */
export interface LiveClock {
  /** How many seconds of the bank pass in one, as long as the bank is behind the world's clock. */
  readonly speed: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const WORLD_CLOCK: LiveClock = { speed: 1, now: Date.now };
const LIVE_STEP_MS = 1_000;

/** The events of a bank, with a place to stop and to go on from. */
export class SimulationPlayer {
  private reachedMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly bank: SimulatedBank) {}

  /** Sends reference data and all that happened until an instant. */
  async playHistory(sink: EventSink, { sentUntilMs, untilMs, onDay }: HistoryOptions): Promise<void> {
    await sink.postAll(this.bank.reference());
    await sink.postAll(this.history(sentUntilMs, untilMs, onDay));
    this.reachedMs = untilMs;
  }

  /** Sends events as their time comes, from where history ended, until the signal. */
  async playLive(sink: EventSink, signal: AbortSignal, { speed, now }: LiveClock = WORLD_CLOCK): Promise<void> {
    const startedAtMs = now();
    const fromMs = this.reachedMs;
    while (!signal.aborted) {
      const nowMs = now();
      this.reachedMs = Math.min(nowMs, fromMs + (nowMs - startedAtMs) * speed);
      const due = Array.from(this.bank.eventsUntil(this.reachedMs), eventOf);
      if (due.length > 0) await sink.postAll(due);
      await pause(LIVE_STEP_MS, undefined, { signal }).catch(() => undefined);
    }
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

function eventOf({ event }: TimedEvent): SimulatedEvent {
  return event;
}
