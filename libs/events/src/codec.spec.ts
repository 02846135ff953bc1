/** Decoding: every event that was ever accepted, in the current version of its type. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { allEventTypes, type EventType } from './catalogue';
import { decode } from './codec';
import { eventSchemaOf, type JsonSchema } from './json-schema';
import { validateEvent } from './validate';

/** Frozen: the events as they came in, one for each version of each type. A file here is never changed or removed. */
const FIXTURES = path.join(__dirname, '../../../test/fixtures/events');
const NOW_MS = Date.UTC(2026, 4, 1);
const TYPES = allEventTypes().map((eventType) => [eventType.type, eventType] as const);

function fixture({ family, event, version }: EventType, suffix = ''): string {
  return path.join(FIXTURES, family, `${event}.v${version}${suffix}.json`);
}

function parsed(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}

/** Names of all fields in a value, lists looked through: `answers.value`. */
function fieldsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(fieldsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => [name, ...fieldsOf(item).map((field) => `${name}.${field}`)]);
}

function declaredFields(schema: JsonSchema | undefined): string[] {
  const { properties, items } = schema ?? {};
  if (items) return declaredFields(items);
  return Object.entries(properties ?? {}).flatMap(([name, field]) => [
    name,
    ...declaredFields(field).map((inner) => `${name}.${inner}`),
  ]);
}

describe.each(TYPES)('the frozen event of %s', (_type, eventType) => {
  it('given its file, when it comes to the door, then it is still accepted', () => {
    expect(validateEvent(parsed(fixture(eventType)), NOW_MS)).toEqual([]);
  });

  it('given its file, when its fields are listed, then every declared field of the data is among them', () => {
    // What stands in a merge patch is declared by the target.
    const fields = new Set(
      fieldsOf(parsed(fixture(eventType))['data']).filter((name) => !name.startsWith('patch.data.')),
    );
    expect([...fields].toSorted()).toEqual(declaredFields(eventSchemaOf(eventType).properties?.['data']).toSorted());
  });

  it('given its bytes, when they are decoded, then the result is the committed one', () => {
    const expected = parsed(fixture(eventType, eventType.current ? '' : '.decoded'));
    expect(decode(readFileSync(fixture(eventType)))).toEqual(expected);
    expect(decode(parsed(fixture(eventType)))).toEqual(expected);
    expect(validateEvent(expected, NOW_MS)).toEqual([]);
  });
});

describe('decode', () => {
  it('given the current types, when their fixtures are looked for, then none has a decoded form of its own', () => {
    const current = allEventTypes().filter((eventType) => eventType.current);
    expect(current.filter((eventType) => existsSync(fixture(eventType, '.decoded')))).toEqual([]);
  });

  it('given a response of version 1, when it is decoded, then its scale has two ends and what it came with is untouched', () => {
    const sent = {
      type: 'plumbline.survey.response_submitted.v1',
      id: 'r-1',
      dataschema: 'https://schemas.bank.example/response/1',
      ingestedat: '2026-03-02T04:00:01.000Z',
      data: { response_id: 'r-1', answers: [{ question_id: 'q1', construct: 'recommend', scale: '0-10', value: 9 }] },
    };
    const before = structuredClone(sent);
    expect(decode(sent)).toEqual({
      type: 'plumbline.survey.response_submitted.v2',
      id: 'r-1',
      ingestedat: '2026-03-02T04:00:01.000Z',
      data: {
        response_id: 'r-1',
        answers: [{ question_id: 'q1', construct: 'recommend', scale_min: 0, scale_max: 10, value: 9 }],
      },
    });
    expect(sent).toEqual(before);
  });

  it.each([
    ['no JSON', '{"type":'],
    ['null', 'null'],
    ['a number', '1'],
    ['a list', '[]'],
    ['no type', '{"data":{}}'],
    ['an unknown type', '{"type":"plumbline.weather.changed.v1","data":{}}'],
    ['a version of the future', '{"type":"plumbline.visit.arrived.v2","data":{}}'],
  ])('given %s, when it is decoded, then it is an error that repeats nothing of it', (_kind, text) => {
    expect(() => decode(Buffer.from(text))).toThrow(/^The (?:bytes are no JSON|type of the event is not known)\.$/);
  });
});
