/** Parts of OpenAPI schemas, so that an answer's schema reads like the answer. */
import type { OpenAPIObject } from '@nestjs/swagger';

export type SchemaObject = Extract<
  NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string],
  { type?: unknown }
>;
type Properties = NonNullable<SchemaObject['properties']>;

export const LABEL = objectOf({ zh: { type: 'string' }, en: { type: 'string' } });

/** An object that has every one of its properties. */
export function objectOf(properties: Properties): SchemaObject {
  return { type: 'object', required: Object.keys(properties), properties };
}

export function listOf(items: SchemaObject): SchemaObject {
  return { type: 'array', items };
}

/** An object with names that are not known beforehand. */
export function mapOf(additionalProperties: SchemaObject, description: string): SchemaObject {
  return { type: 'object', additionalProperties, description };
}

export function text(description: string): SchemaObject {
  return { type: 'string', description };
}

export function textOrNull(description: string): SchemaObject {
  return { type: 'string', nullable: true, description };
}

export function numberOrNull(description: string): SchemaObject {
  return { type: 'number', nullable: true, description };
}
