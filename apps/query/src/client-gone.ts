/** Tells a read that whoever asked has left, so that ClickHouse need not finish it. */

/** As much of the reply as this needs. */
export interface LeavableReply {
  readonly raw: {
    readonly writableFinished: boolean;
    once(event: 'close', listener: () => void): unknown;
  };
}

/** Aborts when the connection closes before the answer was sent. */
export function whenClientLeaves({ raw }: LeavableReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
