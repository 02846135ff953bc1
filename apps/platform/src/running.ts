/** What a start has started so far, to be stopped in the opposite order; and where it says what it does. */

export class Running {
  private readonly stops: (() => Promise<void>)[] = [];

  constructor(readonly log: (line: string) => void) {}

  stopLater(stop: () => Promise<void>): void {
    this.stops.push(stop);
  }

  async stop(): Promise<void> {
    for (const stop of this.stops.splice(0).reverse()) await stop();
  }
}
