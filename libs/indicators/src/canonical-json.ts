/** JSON in one form only, so that one value has one text and one hash. */

/**
 * Canonical JSON after RFC 8785: members sorted by name (UTF-16 code units), no white space, numbers and strings as ECMAScript
 * writes them. Members that are undefined are left out.
 * @param value what JSON can say: no functions, dates or cycles
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join()}}`;
}
