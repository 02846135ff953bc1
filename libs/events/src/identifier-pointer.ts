/** Which places of an event hold identifiers: a long number there is an id, and no personal data by itself. */
import { currentTypeOf } from './catalogue';
import { compiledTypeOf } from './compiled-schemas';
import type { JsonSchema } from './json-schema';
import { formOfPattern } from './text-forms';

/**
 * @param path names and indexes from the root of the event, e.g. ['data', 'txn_ids', '0']
 * @param event the event, whose type says what is declared; nothing is where its type is not known
 */
export function isIdentifierPointer(path: readonly string[], event: unknown): boolean {
  const { type, data } = (event ?? {}) as { type?: unknown; data?: { target?: { type?: unknown } } };
  const patched = PATCHED_DATA.every((step, index) => path[index] === step) && isCorrection(type);
  const [declaredBy, steps] = patched ? [data?.target?.type, path.slice(PATCHED_DATA.length - 1)] : [type, path];
  let place: JsonSchema | undefined = typeof declaredBy === 'string' ? compiledTypeOf(declaredBy)?.schema : undefined;
  for (const step of steps) place = place?.items ?? ownProperty(place?.properties, step);
  return formOfPattern(place?.pattern)?.isIdentifier ?? false;
}

/** Where a correction holds data of its target. */
const PATCHED_DATA = ['data', 'patch', 'data'];

function isCorrection(type: unknown): boolean {
  return typeof type === 'string' && (currentTypeOf(type)?.corrects ?? false);
}

function ownProperty(properties: JsonSchema['properties'], name: string): JsonSchema | undefined {
  return properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
}
