/** JSON Schemas of all event types, made from the declarations; closed, so that nothing undeclared gets in. */
import { ValidationTypes } from 'class-validator';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import { allEventTypes, type EventType } from './catalogue';
import { Envelope } from './envelope';
import { DATE_RULE, type Declaration, INSTANT_RULE, OBJECT_RULE } from './fields';

/** A JSON Schema, as far as the platform reads it. Its keywords are those of draft 7 and OpenAPI 3 alike. */
export interface JsonSchema {
  readonly type?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly [keyword: string]: unknown;
}

/** The rules that class-validator does not have, in JSON Schema; objects of another class are written out in place. */
const RULES_IN_JSON_SCHEMA = {
  [INSTANT_RULE]: { type: 'string', format: 'date-time' },
  [DATE_RULE]: { type: 'string', format: 'date' },
  [OBJECT_RULE]: ({ constraints }: { constraints: [() => Declaration] }) => dataSchemaOf(constraints[0]()),
  [ValidationTypes.NESTED_VALIDATION]: {},
};

/** Schema of a declared class. */
export function dataSchemaOf(declaration: Declaration): JsonSchema {
  const schema = targetConstructorToSchema(declaration, { additionalConverters: RULES_IN_JSON_SCHEMA as never });
  return { ...(schema as JsonSchema), additionalProperties: false };
}

/** Schema of an envelope around data of any kind: what can be said of an event whose type is not known. */
export function envelopeSchema(): JsonSchema {
  const { properties, required = [], ...rest } = dataSchemaOf(Envelope);
  return { ...rest, properties: { ...properties, data: { type: 'object' } }, required: [...required, 'data'] };
}

/** Schema of one event type: envelope and data. */
export function eventSchemaOf({ type, data, bankWide, corrects, current }: EventType): JsonSchema {
  const { properties, required = [], ...rest } = envelopeSchema();
  return {
    title: type,
    ...(current ? {} : { deprecated: true }),
    ...rest,
    properties: { ...properties, type: { type: 'string', enum: [type] }, data: dataSchemaOf(data) },
    required: [...required, ...(bankWide ? [] : ['branchid']), ...(corrects ? ['partitionkey'] : [])],
  };
}

/** Schemas of all event types by wire type, each whole in itself. */
export function eventJsonSchemas(): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(allEventTypes().map((eventType) => [eventType.type, eventSchemaOf(eventType)]));
}
