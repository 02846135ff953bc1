/** OpenAPI schema of the answer to a repair and to a re-drive. */
import type { SchemaObject } from '../gateway.openapi';

export const ACT_SCHEMA: SchemaObject = {
  type: 'object',
  required: ['id', 'status', 'at', 'requested_by', 'event', 'links'],
  properties: {
    id: { type: 'string', description: 'Of the letter.' },
    status: { type: 'string', enum: ['repaired', 'redriven'] },
    at: { type: 'string', format: 'date-time' },
    requested_by: { type: 'string', nullable: true, description: 'Pseudonym.' },
    event: {
      type: 'object',
      required: ['id', 'source', 'type', 'case_id'],
      properties: {
        id: { type: 'string' },
        source: { type: 'string' },
        type: { type: 'string' },
        case_id: { type: 'string' },
      },
    },
    links: {
      type: 'object',
      required: ['self'],
      properties: { self: { type: 'string' }, redrive: { type: 'string' } },
    },
  },
};
