/** The one place where stored bytes become current events: parse, then upcast version by version. */
import { currentTypeOf, wireType } from './catalogue';
import type { EventData } from './family';

export interface StoredEvent {
  readonly type: string;
  readonly data: EventData;
  readonly [attribute: string]: unknown;
}

/**
 * The event in the current version of its type.
 * @throws Error where the bytes are no event, or its type is not known
 */
export function decode(bytes: Uint8Array): StoredEvent {
  let event = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')) as StoredEvent;
  for (;;) {
    const known = currentTypeOf(event.type);
    if (!known) throw new Error(`The event type "${event.type}" is not known.`);
    if (!known.upcast) return event;
    const type = wireType(known.family, known.event, known.version + 1);
    event = { ...event, type, data: known.upcast(event.data) };
  }
}
