/** OpenAPI schemas of the ingest call. */
import type { OpenAPIObject } from '@nestjs/swagger';
import { eventJsonSchemas } from '@plumbline/events';

export type SchemaObject = Extract<
  NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string],
  { type?: unknown }
>;

/** Any event of the catalogue, in its current or an older version. */
export const EVENT_SCHEMA: SchemaObject = { oneOf: Object.values(eventJsonSchemas()) as SchemaObject[] };

export const PROBLEM_SCHEMA: SchemaObject = {
  type: 'object',
  description: 'RFC 9457 problem document',
  required: ['type', 'title', 'status', 'code', 'traceId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'message'],
        properties: { pointer: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
    traceId: { type: 'string' },
  },
};

export const INGEST_ANSWER_SCHEMA: SchemaObject = {
  type: 'object',
  required: ['accepted', 'duplicates', 'rejected', 'results'],
  properties: {
    accepted: { type: 'integer' },
    duplicates: { type: 'integer', description: 'Events the log held already, with the same content.' },
    rejected: { type: 'integer' },
    results: {
      type: 'array',
      items: {
        type: 'object',
        required: ['index', 'status'],
        properties: {
          index: { type: 'integer', description: 'Position in the request, from 0.' },
          id: { type: 'string' },
          status: { type: 'string', enum: ['accepted', 'duplicate', 'rejected'] },
          errors: {
            type: 'array',
            items: {
              type: 'object',
              properties: { pointer: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
            },
          },
        },
      },
    },
    truncated: { type: 'boolean', description: 'More than 1,000 events were not accepted; the first are listed.' },
  },
};
