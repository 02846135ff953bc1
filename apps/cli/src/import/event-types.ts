/** Event types as a mapping names them, family and event: the version is the catalogue's current one. */
import { allEventTypes } from '@plumbline/events';

const CURRENT: ReadonlyMap<string, string> = new Map(
  allEventTypes()
    .filter(({ current }) => current)
    .map(({ family, event, type }) => [`${family}.${event}`, type]),
);

export function isEventName(name: string): boolean {
  return CURRENT.has(name);
}

export function eventNames(): readonly string[] {
  return [...CURRENT.keys()];
}

/** The type on the wire, e.g. `plumbline.visit.arrived.v1`, of one that the mapping was checked to name. */
export function currentWireType(name: string): string {
  const type = CURRENT.get(name);
  if (type === undefined) throw new Error(`"${name}" is no event of the catalogue`);
  return type;
}
