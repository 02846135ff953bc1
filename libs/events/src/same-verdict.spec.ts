/**
 * One declaration, two validators: class-validator on the declared classes, and the schema compiled from them. They must give the
 * same verdict on every event, or the published schema says something else than the declaration.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { allEventTypes, type EventType } from './catalogue';
import { compiledTypeOf } from './compiled-schemas';
import { Envelope } from './envelope';
import type { Declaration } from './fields';
import { eventSchemaOf, type JsonSchema } from './json-schema';
import { CUSTOMER_PSEUDONYM, LABEL } from './text-forms';

type Json = Record<string, unknown>;

function classValidatorTakes(declaration: Declaration, plain: unknown): boolean {
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) return false;
  const instance = plainToInstance(declaration, plain);
  return validateSync(instance, { whitelist: true, forbidNonWhitelisted: true }).length === 0;
}

/** The verdict of class-validator on a whole event: envelope, data, and what stands between the two. */
function verdictOfClasses(eventType: EventType, { data, ...attributes }: Json): boolean {
  return (
    classValidatorTakes(Envelope, attributes) &&
    attributes['type'] === eventType.type &&
    (eventType.bankWide || attributes['branchid'] !== undefined) &&
    (!eventType.corrects || attributes['partitionkey'] !== undefined) &&
    classValidatorTakes(eventType.data, data)
  );
}

function verdictOfSchema(eventType: EventType, event: Json): boolean {
  return compiledTypeOf(eventType.type)?.holds(event) ?? false;
}

/** Events that fit a schema. */
function fitting(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object': {
      if (schema['x-merge-patch'] !== undefined) return fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 });
      const properties = schema.properties ?? {};
      const required = schema.required ?? [];
      const fields = Object.entries(properties).map(([name, field]) => [name, fitting(field)] as const);
      return fc.record(Object.fromEntries(fields), { requiredKeys: [...required], noNullPrototype: true });
    }
    case 'array':
      return fc.array(fitting(schema.items ?? {}), { maxLength: 3 });
    case 'string':
      return fittingText(schema);
    case 'integer':
      return fc.integer({ min: Number(schema['minimum']), max: Number(schema['maximum']) });
    case 'number':
      return fc.double({ min: Number(schema['minimum']), max: Number(schema['maximum']), noNaN: true });
    case 'boolean':
      return fc.boolean();
    default:
      throw new Error(`No arbitrary for ${JSON.stringify(schema)}`);
  }
}

function fittingText({ format, pattern }: JsonSchema): fc.Arbitrary<string> {
  const instant = fc
    .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2200-01-01T00:00:00Z'), noInvalidDate: true })
    .map((date) => date.toISOString());
  if (format === 'date-time') return instant;
  if (format === 'date') return instant.map((text) => text.slice(0, 10));
  if (pattern === LABEL.pattern.source) return fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
  if (pattern === CUSTOMER_PSEUDONYM.pattern.source) return fc.stringMatching(/^c_[A-Za-z0-9_-]{32,86}$/);
  return fc.stringMatching(new RegExp(pattern ?? ''));
}

const WRONG_VALUES: readonly unknown[] = [
  null, '', ' ', 'x', 'x y', 'x'.repeat(129), 'é'.repeat(256), 'é'.repeat(257), '😀'.repeat(256), '😀'.repeat(257), '\u0000', '\ud800',
  0, -1, 1, 0.5, 1e9, 1e9 + 1, 1e300, -1e300, true, false, {}, [], [[]], [{}], ['x'], [1], [[{}]], { x: 1 },
  '2026-02-30T00:00:00Z', '2026-03-01T09:00:00', '2026-03-01T09:00:00+08:00', '2026-03-01', '2026-02-29', '1-5', '5',
  new Array(201).fill('x'), new Array(101).fill({}),
]; // prettier-ignore

interface Mutation {
  /** Which of the event's places, as a share of them. */
  readonly at: number;
  readonly change: 'drop' | 'replace' | 'add';
  readonly value: unknown;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.double({ min: 0, max: 0.999, noNaN: true }),
  change: fc.constantFrom('drop', 'replace', 'add'),
  value: fc.constantFrom(...WRONG_VALUES),
});

function mutated(event: Json, { at, change, value }: Mutation): Json {
  const copy = structuredClone(event);
  const places = placesOf(copy);
  const place = places[Math.floor(at * places.length + 1e-9)];
  if (!place) return copy;
  const [owner, key] = place;
  if (Array.isArray(owner)) owner.splice(Number(key), change === 'add' ? 0 : 1, ...(change === 'drop' ? [] : [value]));
  else if (change === 'drop') delete owner[key];
  else owner[change === 'add' ? 'undeclared' : key] = value;
  return copy;
}

function frozenEvent({ family, event, version }: EventType): Json {
  const file = path.join(__dirname, '../../../test/fixtures/events', family, `${event}.v${version}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Json;
}

/** Every (object or list, key) of a JSON value. */
function placesOf(value: unknown): [Json, string][] {
  if (typeof value !== 'object' || value === null) return [];
  const owner = value as Json;
  return Object.keys(owner).flatMap((key) => [[owner, key] as [Json, string], ...placesOf(owner[key])]);
}

describe.each(allEventTypes().map((eventType) => [eventType.type, eventType] as const))('%s', (_type, eventType) => {
  const events = fitting(eventSchemaOf(eventType)) as fc.Arbitrary<Json>;

  it('given events that fit, when both validators judge, then both take them', () => {
    fc.assert(
      fc.property(events, (event) => {
        expect([verdictOfSchema(eventType, event), verdictOfClasses(eventType, event)]).toEqual([true, true]);
      }),
      { numRuns: 30 },
    );
  });

  it('given an event changed in one to three places, when both validators judge, then they agree', () => {
    fc.assert(
      fc.property(events, fc.array(mutation, { minLength: 1, maxLength: 3 }), (event, mutations) => {
        const changed = mutations.reduce(mutated, event);
        expect(verdictOfSchema(eventType, changed)).toBe(verdictOfClasses(eventType, changed));
      }),
      { numRuns: 100 },
    );
  });

  it('given the frozen event, when any one of its places holds any wrong value, then both validators agree', () => {
    const frozen = frozenEvent(eventType);
    const placeCount = placesOf(frozen).length;
    for (const value of WRONG_VALUES) {
      for (let place = 0; place < placeCount; place += 1) {
        const changed = mutated(frozen, { at: place / placeCount, change: 'replace', value });
        const verdicts = [verdictOfSchema(eventType, changed), verdictOfClasses(eventType, changed)];
        if (verdicts[0] !== verdicts[1]) expect([changed, ...verdicts]).toEqual([changed, verdicts[0], verdicts[0]]);
      }
    }
  });
});
