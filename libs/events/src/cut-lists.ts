/** Cuts what a hostile event has too much of, so that explaining it costs little more than explaining a clumsy one. */

/** More than any declared list holds, so that a list cut here is still seen to be too long. */
const MOST_LIST_ITEMS = 400;
/** Deeper than any declared event. */
const DEEPEST = 8;

export function withListsCut(value: unknown, depth = 0): unknown {
  if (depth === DEEPEST || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.slice(0, MOST_LIST_ITEMS).map((item) => withListsCut(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withListsCut(item, depth + 1)]));
}
