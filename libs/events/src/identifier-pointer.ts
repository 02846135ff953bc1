/** Which places of an event hold identifiers: a long number there is an id, and no personal data by itself. */
import { currentTypeOf } from './catalogue';
import { Envelope } from './envelope';
import { isIdentifierField } from './fields';

/**
 * @param type wire type of the event
 * @param path names and indexes from the root, e.g. ['data', 'txn_ids', '0']
 */
export function isIdentifierPointer(type: string, path: readonly string[]): boolean {
  const [first, ...rest] = path;
  if (first !== 'data') return first !== undefined && isIdentifierField(Envelope.prototype as object, first);
  const declared = currentTypeOf(type)?.data;
  const field = rest.find((step) => !/^\d+$/.test(step));
  return declared !== undefined && field !== undefined && isIdentifierField(declared.prototype as object, field);
}
