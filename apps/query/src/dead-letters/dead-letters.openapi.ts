/** OpenAPI schemas of the answers about dead letters. */
import { DEAD_LETTER_STATUSES } from '@plumbline/warehouse';
import { listOf, mapOf, objectOf, type SchemaObject, text, textOrNull } from '../openapi-schemas';

const ROW = {
  id: text('Topic, partition and offset of the original, e.g. events-0-1234.'),
  status: {
    type: 'string',
    enum: [...DEAD_LETTER_STATUSES],
    description: 'dead_again: it was driven again, and the letter died_again_as is about the same event now.',
  },
  reason: text('Stable code: unknown_type, undecodable, invalid, rejected_by_warehouse.'),
  message: text('Why, in words.'),
  errors: listOf(
    objectOf({ pointer: text('JSON pointer.'), code: text('Stable code.'), message: text('What to do.') }),
  ),
  topic: { type: 'string' },
  partition: { type: 'integer' },
  offset: { type: 'integer' },
  key: { type: 'string' },
  type: textOrNull('Event type as the record says it.'),
  bytes: { type: 'integer', description: 'Length of the original.' },
  appended_at: { type: 'string', format: 'date-time', description: 'When the log took the original.' },
  redrive_of: textOrNull('The letter whose re-driven event this is.'),
  died_again_as: textOrNull('The letter that stands for the event since it died again.'),
  links: mapOf({ type: 'string' }, 'self; repair and redrive while either is possible; redrive_of, died_again_as.'),
} satisfies Readonly<Record<string, SchemaObject>>;

export const DEAD_LETTERS_SCHEMA: SchemaObject = objectOf({
  dead_letters: listOf(objectOf(ROW)),
  links: {
    type: 'object',
    required: ['self'],
    properties: { self: { type: 'string' }, next: text('The next page; absent on the last.') },
  },
});

export const DEAD_LETTER_SCHEMA: SchemaObject = objectOf({
  ...ROW,
  headers: mapOf({ type: 'string' }, 'Of the original record.'),
  content: objectOf({
    encoding: { type: 'string', enum: ['utf-8', 'base64'] },
    text: text('The original bytes, in base64 where they are not UTF-8.'),
  }),
  repair: { type: 'object', nullable: true, description: 'The event that a re-drive sends.' },
  history: listOf(
    objectOf({
      act: { type: 'string', enum: ['repaired', 'redriven'] },
      at: { type: 'string', format: 'date-time' },
      requested_by: textOrNull('Pseudonym.'),
    }),
  ),
});
