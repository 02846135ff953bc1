/** Waiting that ends: kafkajs may wait for ever for a broker that is gone. */

export class TookTooLong extends Error {
  constructor(timeoutMs: number, cause?: Error) {
    super(`no answer within ${timeoutMs / 1_000} s`, { cause });
    this.name = 'TookTooLong';
  }
}

/** The result of the work, or TookTooLong. The work itself goes on; whoever starts it must be able to end it. */
export async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(timeoutMs)), timeoutMs);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined); // where the deadline came first, nobody waits for it any more
  }
}

/** Resolves after a time, or at once when the signal aborts. */
export function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, signal.aborted ? 0 : durationMs);
    signal.addEventListener('abort', done);
  });
}
