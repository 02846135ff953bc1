/** Readers that wait for something to be appended. */
export class Waiters {
  private readonly wake = new Set<() => void>();

  /** Resolves at the next `notify`, after `maxWaitMs`, or when `signal` aborts. */
  wait(maxWaitMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.wake.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, maxWaitMs);
      this.wake.add(done);
      signal.addEventListener('abort', done);
    });
  }

  notify(): void {
    for (const done of [...this.wake]) done();
  }
}
