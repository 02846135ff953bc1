/** The schema of a merge patch (RFC 7396) for events of one type: any of their fields, none of them required. */
import type { EventData } from '../family';
import type { JsonSchema } from '../json-schema';
import type { Violation } from '../violation';

/** As the schema of the data, but for what is required; lists are replaced whole, so that they stay as they are. */
export function patchSchemaOf({ required: _required, properties, ...schema }: JsonSchema): JsonSchema {
  if (!properties) return schema;
  const fields = Object.entries(properties).map(([name, field]) => [name, patchSchemaOf(field)] as const);
  return { ...schema, properties: Object.fromEntries(fields) };
}

/** What a patch sets, without the nulls that remove declared fields; and where it would remove a required one. */
export function withoutRemovals(
  patch: EventData,
  { properties = {}, required = [] }: JsonSchema,
  pointer: string,
): { readonly set: EventData; readonly violations: readonly Violation[] } {
  const set: [string, unknown][] = [];
  const violations: Violation[] = [];
  for (const [name, value] of Object.entries(patch)) {
    const field = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (field && value === null) {
      if (required.includes(name)) violations.push(requiredField(`${pointer}/${name}`, name));
    } else if (field?.properties && typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const inner = withoutRemovals(value as EventData, field, `${pointer}/${name}`);
      set.push([name, inner.set]);
      violations.push(...inner.violations);
    } else {
      set.push([name, value]);
    }
  }
  return { set: Object.fromEntries(set), violations };
}

function requiredField(pointer: string, name: string): Violation {
  return { pointer, code: 'required', message: `${name} cannot be removed: the event needs it. Correct it instead.` };
}
