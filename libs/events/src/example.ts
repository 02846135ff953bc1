/**
 * Examples of events for documentation, made from the declarations: as many fields as the rules between them let stand together,
 * each with a value of its form.
 */
import type { EventType } from './catalogue';
import { dataSchemaOf, type JsonSchema } from './json-schema';
import { validateEvent } from './validate';

export interface ExampleEvent {
  readonly time: string;
  readonly branchid?: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly [attribute: string]: unknown;
}

const TIME = '2026-03-02T09:00:00+08:00';
const ID = '0195554e-5d80-7c3b-9d2f-1a2b3c4d5e6f';
/** Ascending where a scale has two ends, then within it. */
const NUMBERS = [1, 5, 4, 3, 2];
const TEXTS = ['s_9f2c41', 'c_3f1c9a7be02d4586a1b7c4e90d52f6aa', '1-5'];

/** A valid event of the type; undefined where its rules ask for more than a field left out. */
export function exampleEvent(eventType: EventType): ExampleEvent | undefined {
  const schema = dataSchemaOf(eventType.data);
  const optional = [...optionalNames(schema)];
  // Of two fields that exclude each other the one declared first stays.
  const choices = [[], ...optional.toReversed().map((name) => [name]), optional];
  for (const leftOut of choices) {
    const event: ExampleEvent = {
      specversion: '1.0',
      id: ID,
      source: '/example',
      type: eventType.type,
      time: TIME,
      ...(eventType.bankWide ? {} : { branchid: 'B012' }),
      data: objectOf(schema, new Set(leftOut)),
    };
    if (validateEvent(event, Date.parse(TIME)).length === 0) return event;
  }
  return undefined;
}

function objectOf(
  { properties = {}, required = [] }: JsonSchema,
  leftOut: ReadonlySet<string>,
): Record<string, unknown> {
  let numbers = 0;
  const values = Object.entries(properties)
    .filter(([name]) => required.includes(name) || !leftOut.has(name))
    .toSorted(([a], [b]) => Number(required.includes(b)) - Number(required.includes(a)))
    .map(([name, schema]) => {
      const isNumber = schema.type === 'number' || schema.type === 'integer';
      return [name, isNumber ? numberOf(schema, numbers++) : valueOf(name, schema, leftOut)];
    });
  return Object.fromEntries(values) as Record<string, unknown>;
}

function valueOf(name: string, schema: JsonSchema, leftOut: ReadonlySet<string>): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema.items) return [valueOf(name, schema.items, leftOut)];
  if (schema.type === 'boolean') return true;
  if (schema.type === 'object') return objectOf(schema, leftOut);
  if (schema['format'] === 'date-time') return TIME;
  if (schema['format'] === 'date') return TIME.slice(0, 10);
  return textOf(name, schema.pattern);
}

function textOf(name: string, pattern = ''): string | undefined {
  const own = `${name.replace(/_(id|ids|code|codes|no|ref)$/, '')}-1`;
  return [own, ...TEXTS].find((text) => new RegExp(pattern, 'u').test(text));
}

function numberOf({ minimum, maximum }: JsonSchema, position: number): number {
  const number = NUMBERS[position % NUMBERS.length] ?? 1;
  return Math.min(Math.max(number, Number(minimum ?? number)), Number(maximum ?? number));
}

function* optionalNames({ properties = {}, required = [], items }: JsonSchema): Generator<string> {
  if (items) yield* optionalNames(items);
  for (const [name, schema] of Object.entries(properties)) {
    if (!required.includes(name)) yield name;
    yield* optionalNames(schema);
  }
}
