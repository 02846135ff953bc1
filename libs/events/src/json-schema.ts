/** JSON Schemas of all event types, made from the class-validator declarations; closed, so that nothing undeclared gets in. */
import 'reflect-metadata';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { allEventTypes, type EventType } from './catalogue';
import { Envelope } from './envelope';
import { DATE_RULE, INSTANT_RULE } from './fields';

export type JsonSchema = Readonly<Record<string, unknown>>;

const CONVERTERS = {
  [INSTANT_RULE]: { type: 'string', format: INSTANT_RULE } as const,
  [DATE_RULE]: { type: 'string', format: DATE_RULE } as const,
  plain_object: { type: 'object' } as const,
};

const DECLARED = closed(
  validationMetadatasToSchemas({
    classTransformerMetadataStorage: defaultMetadataStorage as never,
    additionalConverters: CONVERTERS,
    refPointerPrefix: '#/definitions/',
  }) as Record<string, JsonSchema>,
);

function closed(schemas: Readonly<Record<string, JsonSchema>>): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, { ...schema, additionalProperties: false }]),
  );
}

/** The schema of one event type: envelope and data. */
export function eventSchemaOf({ type, data, bankWide }: EventType): JsonSchema {
  const envelope = DECLARED[Envelope.name] as { properties: Record<string, unknown>; required: string[] };
  return {
    title: type,
    type: 'object',
    properties: { ...envelope.properties, type: { const: type }, data: { $ref: `#/definitions/${data.name}` } },
    required: [...envelope.required, 'data', ...(bankWide ? [] : ['branchid'])],
    additionalProperties: false,
    definitions: definitionsOf(data.name),
  };
}

/** Schemas of all event types by wire type. */
export function eventJsonSchemas(): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(allEventTypes().map((eventType) => [eventType.type, eventSchemaOf(eventType)]));
}

/** A class's schema and those it refers to. */
function definitionsOf(name: string): Record<string, JsonSchema> {
  const schema = DECLARED[name];
  if (!schema) throw new Error(`No declaration is named ${name}`);
  const referred = [...JSON.stringify(schema).matchAll(/#\/definitions\/(\w+)/g)].flatMap(([, other]) =>
    other ? [other] : [],
  );
  return Object.assign({ [name]: schema }, ...referred.map(definitionsOf)) as Record<string, JsonSchema>;
}
