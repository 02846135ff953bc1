/** Plays a simulated bank against a gateway: its history as fast as it is taken, then what happens as the clock goes. */
import { setTimeout as pause } from 'node:timers/promises';
import type { SimulatedEvent } from './event-writer';
import type { SimulatedBank } from './simulate-bank';

/** Who takes the events. */
export interface EventSink {
  postAll(events: AsyncIterable<object> | Iterable<object>): Promise<unknown>;
}

export interface HistoryOptions {
  /** Events up to this instant were sent by an earlier run. */
  readonly sentUntilMs: number;
  /** History ends here: later events belong to the live part. */
  readonly untilMs: number;
  readonly onDay: (date: string, days: number) => void;
}

const LIVE_STEP_MS = 1_000;

/** The events of a bank, with a place to stop and to go on from. */
export class SimulationPlayer {
  private readonly days;
  private today: readonly { atMs: number; event: SimulatedEvent }[] = [];

  constructor(private readonly bank: SimulatedBank) {
    this.days = bank.days();
  }

  /** Sends reference data and all that happened until an instant. */
  async playHistory(sink: EventSink, options: HistoryOptions): Promise<void> {
    await sink.postAll(this.bank.reference());
    await sink.postAll(this.history(options));
  }

  /** Sends events as their time comes, until the signal. */
  async playLive(sink: EventSink, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const nowMs = Date.now();
      const due = this.today.filter(({ atMs }) => atMs <= nowMs);
      if (due.length > 0) await sink.postAll(due.map(({ event }) => event));
      this.today = this.today.slice(due.length);
      if (this.today.length === 0) this.today = this.nextDay().events;
      else await pause(LIVE_STEP_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private *history({ sentUntilMs, untilMs, onDay }: HistoryOptions): Generator<SimulatedEvent> {
    for (let days = 1; ; days += 1) {
      const { date, events } = this.nextDay();
      for (const { atMs, event } of events) {
        if (atMs > sentUntilMs && atMs <= untilMs) yield event;
      }
      onDay(date, days);
      this.today = events.filter(({ atMs }) => atMs > untilMs);
      if (this.today.length > 0) return;
    }
  }

  private nextDay(): { readonly date: string; readonly events: readonly { atMs: number; event: SimulatedEvent }[] } {
    const { value } = this.days.next();
    if (value === undefined) throw new Error('The simulated days came to an end');
    return value as { date: string; events: { atMs: number; event: SimulatedEvent }[] };
  }
}
