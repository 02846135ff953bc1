import path from 'node:path';
import { readFileSync } from 'node:fs';
import { TOPICS } from '@plumbline/event-log';
import { allEventTypes } from '@plumbline/events';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { asyncApiDocument } from './asyncapi-document';

const SCHEMA_FILE = path.join(path.dirname(require.resolve('@asyncapi/specs/package.json')), 'schemas/3.0.0.json');

interface Message {
  readonly headers: object;
  readonly payload: object;
  readonly examples?: readonly { readonly headers: object; readonly payload: object }[];
}

describe('the AsyncAPI document', () => {
  const document = asyncApiDocument('1.2.3');
  const messages = (document['components'] as { messages: Record<string, Message> }).messages;

  it('given the official schema of AsyncAPI 3, then the document is valid', () => {
    // The schema brings its own copy of JSON Schema's.
    const options = { strict: false, allErrors: true, meta: false, validateSchema: false, logger: false } as const;
    const ajv = addFormats(new Ajv(options), ['uri', 'uri-reference', 'email', 'regex']);
    const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')) as object);
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
    // And the schema does look: a channel whose address is a number does not pass.
    expect(validate({ ...document, channels: { events: { address: 1 } } })).toBe(false);
  });

  it('given the topics of the log, then each is a channel', () => {
    expect(Object.values(document.channels).map(({ address }) => address)).toEqual(TOPICS);
  });

  it('given the catalogue, then the topic of events has a message for every version of every type', () => {
    expect(Object.keys(document.channels['events']?.messages ?? {})).toEqual(
      allEventTypes().map(({ type }) => type.replaceAll('.', '_')),
    );
  });

  it('given every reference, then it leads somewhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, place]) => place ?? '');
    expect(references.length).toBeGreaterThan(allEventTypes().length);
    const lost = references.filter(
      (place) =>
        place
          .split('/')
          .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document) === undefined,
    );
    expect(lost).toEqual([]);
  });

  it('given the examples, then each is valid by the schemas of its own message', () => {
    const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
    for (const { headers, payload, examples = [] } of Object.values(messages)) {
      for (const example of examples) {
        expect([ajv.validate(headers, example.headers), ajv.errors]).toEqual([true, null]);
        expect([ajv.validate(payload, example.payload), ajv.errors]).toEqual([true, null]);
      }
    }
  });
});
