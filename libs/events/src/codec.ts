/** The one place where stored events become current ones: parse, then upcast version by version. */
import { currentTypeOf, type EventType, wireType } from './catalogue';
import type { EventData } from './family';

type Upcast = NonNullable<EventType['upcast']>;

/** An event as it stands in the log, in the current version of its type. */
export interface StoredEvent {
  readonly type: string;
  readonly data: EventData;
  readonly [attribute: string]: unknown;
}

/**
 * The event in the current version of its type. `dataschema` goes with an upcast: it named the schema of the older data.
 * @param stored one event as UTF-8 JSON, or parsed already
 * @throws Error where it is no event, or its type is not known; the message repeats nothing of the event
 */
export function decode(stored: Uint8Array | object): StoredEvent {
  let event = stored instanceof Uint8Array ? parse(stored) : (stored as StoredEvent);
  for (;;) {
    const known = typeof event?.type === 'string' ? currentTypeOf(event.type) : undefined;
    if (!known) throw new Error('The type of the event is not known.');
    if (!known.upcast) return event;
    event = upcast(event, known, known.upcast);
  }
}

function upcast(event: StoredEvent, { family, event: name, version }: EventType, toNext: Upcast): StoredEvent {
  const next: StoredEvent & { dataschema?: unknown } = {
    ...event,
    type: wireType(family, name, version + 1),
    data: toNext(event.data),
  };
  delete next.dataschema;
  return next;
}

function parse(bytes: Uint8Array): StoredEvent {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')) as StoredEvent;
  } catch {
    throw new Error('The bytes are no JSON.');
  }
}
