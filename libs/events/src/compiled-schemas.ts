/** Validators compiled from the schemas of the events, each when the first event of its type comes. */
import { Ajv, type CodeOptions, type ErrorObject, type ValidateFunction } from 'ajv';
import { currentTypeOf, type EventType } from './catalogue';
import { patchSchemaOf } from './corrections/patch-schema';
import { MEANING_KEYWORDS } from './fields';
import { isDate, isInstant } from './instant';
import { envelopeSchema, eventSchemaOf, type JsonSchema } from './json-schema';
import { IDENTIFIER, isIdentifier } from './text-forms';

/** What is known of the events of one type: how they are declared, and validators of their schema. */
export interface CompiledType {
  readonly eventType: EventType;
  readonly schema: JsonSchema;
  /** For every event: stops at the first error and tells none. */
  readonly holds: ValidateFunction;
  /** For a refused event: every error. */
  readonly errorsOf: (event: unknown) => readonly ErrorObject[];
}

/** Most of what is checked are identifiers: reading them by hand saves a quarter of what their pattern costs. */
const regExp: CodeOptions['regExp'] = Object.assign(
  (pattern: string, flags: string) =>
    pattern === IDENTIFIER.pattern.source
      ? { test: isIdentifier, toString: () => pattern }
      : new RegExp(pattern, flags),
  { code: 'new RegExp' },
);

const fast = withFormats(new Ajv({ strict: true, code: { regExp } }));
const thorough = withFormats(new Ajv({ strict: true, allErrors: true, verbose: true }));
const compiled = new Map<string, CompiledType>();
const patches = new Map<string, Omit<CompiledType, 'eventType'>>();
let envelope: CompiledType['errorsOf'] | undefined;

function withFormats(ajv: Ajv): Ajv {
  ajv.addFormat('date-time', isInstant).addFormat('date', isDate);
  return ajv.addVocabulary([...MEANING_KEYWORDS]);
}

/** Validators of a wire type; undefined where the catalogue does not know it. */
export function compiledTypeOf(type: string): CompiledType | undefined {
  return compiled.get(type) ?? compileType(type);
}

/** Every error of the envelope of an event whose type is not known. */
export function envelopeErrorsOf(event: unknown): readonly ErrorObject[] {
  envelope ??= errorsBy(envelopeSchema());
  return envelope(event);
}

function compileType(type: string): CompiledType | undefined {
  const eventType = currentTypeOf(type);
  if (!eventType) return undefined;
  const schema = eventSchemaOf(eventType);
  let errorsOf: CompiledType['errorsOf'] | undefined;
  const compiledType: CompiledType = {
    eventType,
    schema,
    holds: fast.compile(closedByNames(schema)),
    errorsOf: (event) => (errorsOf ??= errorsBy(schema))(event),
  };
  compiled.set(type, compiledType);
  return compiledType;
}

/** Validators of patches for the data of events of a type. */
export function compiledPatchOf({ type }: EventType): Omit<CompiledType, 'eventType'> {
  const known = patches.get(type);
  if (known) return known;
  const dataSchema = compiledTypeOf(type)?.schema.properties?.['data'] ?? {};
  const patchSchema = patchSchemaOf(dataSchema);
  const compiledPatch = {
    schema: dataSchema,
    holds: fast.compile(closedByNames(patchSchema)),
    errorsOf: errorsBy(patchSchema),
  };
  patches.set(type, compiledPatch);
  return compiledPatch;
}

function errorsBy(schema: JsonSchema): CompiledType['errorsOf'] {
  const validate = thorough.compile(schema);
  return (event) => (validate(event) ? [] : (validate.errors ?? []));
}

/**
 * The same schema with closed objects said as a list of names: Ajv compiles that to comparisons, where for
 * `additionalProperties` of more than eight fields it calls `hasOwnProperty` for each, which costs four times as much.
 */
function closedByNames({ additionalProperties, properties, items, ...schema }: JsonSchema): JsonSchema {
  const fields = Object.entries(properties ?? {}).map(([name, field]) => [name, closedByNames(field)] as const);
  return {
    ...schema,
    ...(properties && { properties: Object.fromEntries(fields) }),
    ...(items && { items: closedByNames(items) }),
    ...(additionalProperties === false && { propertyNames: { enum: Object.keys(properties ?? {}) } }),
  };
}
