/** The answer to a repair and to a re-drive: what was done, when, and with which event. */
import type { DeadLetterActKind } from '@plumbline/event-log';

export interface ActAnswer {
  readonly id: string;
  readonly status: DeadLetterActKind;
  readonly at: string;
  /** Pseudonym; null where nobody was named. */
  readonly requested_by: string | null;
  readonly event: { readonly id: string; readonly source: string; readonly type: string; readonly case_id: string };
  readonly links: { readonly self: string; readonly redrive?: string };
}

interface Act {
  readonly letter: string;
  readonly kind: DeadLetterActKind;
  readonly atMs: number;
  readonly requestedBy?: string;
  /** JSON of an event that passed the door. */
  readonly event: Uint8Array;
}

export function actAnswer({ letter, kind, atMs, requestedBy, event }: Act): ActAnswer {
  const { id, source, type, partitionkey } = JSON.parse(Buffer.from(event).toString('utf8')) as Record<string, string>;
  const self = `/api/v1/dead-letters/${encodeURIComponent(letter)}`;
  return {
    id: letter,
    status: kind,
    at: new Date(atMs).toISOString(),
    requested_by: requestedBy ?? null,
    event: { id, source, type, case_id: partitionkey } as ActAnswer['event'],
    links: { self, ...(kind === 'repaired' ? { redrive: `${self}/redrive` } : {}) },
  };
}
