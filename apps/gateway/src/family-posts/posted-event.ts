/** From what is posted to a family's address to the event that it stands for, and from that event's faults back to what was posted. */
import { type MainEvent, POSTED_ATTRIBUTES, type Violation } from '@plumbline/events';

export const KEY_HEADER = 'Idempotency-Key';

/** Attributes of the envelope under the names by which their senders know them. */
const NAMES: Readonly<Record<string, string>> = {
  id: KEY_HEADER,
  ...Object.fromEntries(Object.entries(POSTED_ATTRIBUTES).map(([posted, attribute]) => [attribute, posted])),
};

/** Where events of the address come from: with their ids, their identity. */
export function sourceOf({ collection }: Pick<MainEvent, 'collection'>): string {
  return `/api/v1/${collection}`;
}

/** The envelope around plain data. What the data has to be is left to the door. */
export function postedEvent(main: MainEvent, id: string, posted: Readonly<Record<string, unknown>>): object {
  const attributes: Record<string, unknown> = {};
  const data: Record<string, unknown> = { ...posted };
  for (const [name, attribute] of Object.entries(POSTED_ATTRIBUTES)) {
    attributes[attribute] = data[name];
    delete data[name];
  }
  return { specversion: '1.0', id, source: sourceOf(main), type: main.type, ...attributes, data };
}

/** The key as an id: RFC 8941 writes it in quotes, many clients do not. */
export function idOfKey(key: string): string {
  return /^"(.*)"$/.exec(key)?.[1] ?? key;
}

/** A fault of the event, told of what was posted. */
export function faultOfPosted({ pointer, code, message }: Violation): Violation {
  if (pointer === '/data' || pointer.startsWith('/data/'))
    return { pointer: pointer.slice('/data'.length), code, message };
  const attribute = pointer.slice(1);
  const name = NAMES[attribute];
  if (name === undefined) return { pointer, code, message };
  const own = message.startsWith(`${attribute} `) ? `${name}${message.slice(attribute.length)}` : message;
  return { pointer: name === KEY_HEADER ? name : `/${name}`, code, message: own };
}
