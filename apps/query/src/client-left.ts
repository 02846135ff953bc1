/** Whether a client still waits: reading and scoring stop where it has left. */
import type { ServerResponse } from 'node:http';

/** What a handler needs to know of the reply. */
export interface AwaitedReply {
  readonly raw: ServerResponse;
  type(mediaType: string): unknown;
}

/** Aborts where the connection closes before the answer was written. */
export function leftSignal({ raw }: AwaitedReply): AbortSignal {
  const left = new AbortController();
  raw.once('close', () => {
    if (!raw.writableEnded) left.abort();
  });
  return left.signal;
}
