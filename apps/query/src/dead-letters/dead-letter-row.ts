/** A dead letter as the API shows it. */
import type { DeadLetterStatus, DeadLetterSummary } from '@plumbline/warehouse';

export interface DeadLetterRow {
  readonly id: string;
  readonly status: DeadLetterStatus;
  /** Stable code. */
  readonly reason: string;
  readonly message: string;
  readonly errors: DeadLetterSummary['faults'];
  /** Where the original stands in the log. */
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  /** Event type as the record says it; null where it does not. */
  readonly type: string | null;
  readonly bytes: number;
  /** When the log took the original. */
  readonly appended_at: string;
  /** The letter whose re-driven event this is. */
  readonly redrive_of: string | null;
  /** The letter that stands for the event since it died again. */
  readonly died_again_as: string | null;
  readonly links: Readonly<Record<string, string>>;
}

const ADDRESS = '/api/v1/dead-letters';

export function deadLetterAddress(id: string): string {
  return `${ADDRESS}/${encodeURIComponent(id)}`;
}

export function deadLetterRow(letter: DeadLetterSummary): DeadLetterRow {
  const { id, status, reason, message, faults, topic, partition, offset, key, type, redriveOf, diedAgainAs } = letter;
  const self = deadLetterAddress(id);
  const isOpen = status === 'open' || status === 'repaired';
  return {
    id,
    status,
    reason,
    message,
    errors: faults,
    topic,
    partition,
    offset: Number(offset),
    key,
    type: type === '' ? null : type,
    bytes: letter.contentBytes,
    appended_at: new Date(letter.appendedAtMs).toISOString(),
    redrive_of: redriveOf ?? null,
    died_again_as: diedAgainAs ?? null,
    links: {
      self,
      ...(isOpen ? { repair: `${self}/repair`, redrive: `${self}/redrive` } : {}),
      ...(redriveOf === undefined ? {} : { redrive_of: deadLetterAddress(redriveOf) }),
      ...(diedAgainAs === undefined ? {} : { died_again_as: deadLetterAddress(diedAgainAs) }),
    },
  };
}
