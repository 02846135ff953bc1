/** Which places of an event hold identifiers: a long number there is an id, and no personal data by itself. */
import { compiledTypeOf } from './compiled-schemas';
import type { JsonSchema } from './json-schema';
import { formOfPattern } from './text-forms';

/**
 * @param path names and indexes from the root of the event, e.g. ['data', 'txn_ids', '0']
 * @param event the event, whose type says what is declared; nothing is where its type is not known
 */
export function isIdentifierPointer(path: readonly string[], event: unknown): boolean {
  const type = (event as { type?: unknown } | null)?.type;
  let place: JsonSchema | undefined = typeof type === 'string' ? compiledTypeOf(type)?.schema : undefined;
  for (const step of path) place = place?.items ?? ownProperty(place?.properties, step);
  return formOfPattern(place?.pattern)?.isIdentifier ?? false;
}

function ownProperty(properties: JsonSchema['properties'], name: string): JsonSchema | undefined {
  return properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
}
