/** A mapping: how the rows of a file become events. Read from YAML, checked against mapping.schema.json, faults told with their place. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import { LineCounter, parseDocument } from 'yaml';
import { CliError, EXIT } from '../cli-error';
import { type Fault, faultsOf } from './mapping-faults';

/** A text with `{name}` in it: names of columns, of values, or `row` for the row's number. */
export type Template = string;

/** How a value comes from a row. A plain string is a template. Empty text is no value. */
export type ValueSpec =
  | Template
  | number
  | boolean
  | TextSpec
  /** The first that has a value. */
  | { readonly first: readonly ValueSpec[] }
  | { readonly number: Template }
  | { readonly flag: Condition }
  | { readonly constant: unknown }
  | { readonly slug: Template }
  | { readonly staff: Template }
  | TimeSpec
  | { readonly list: readonly ObjectSpec[] }
  | { readonly object: ObjectSpec };

export interface TextSpec {
  readonly text: Template;
  /** Texts that stand for no value. */
  readonly absent?: readonly string[];
  /** What each text becomes; one that is not listed is unreadable, unless `otherwise` says what it becomes. */
  readonly map?: Readonly<Record<string, string>>;
  readonly otherwise?: string;
}

export interface TimeSpec {
  readonly time: Template;
  /** Luxon tokens, e.g. `yyMMdd H:mm:ss`; RFC 3339 where left out. */
  readonly format?: string;
  readonly plusSeconds?: Template;
  /** Name of another time: where this one lies more than 12 hours before it, it is of the next day. */
  readonly notBefore?: string;
}

export type ObjectSpec = Readonly<Record<string, ValueSpec>>;

export type Condition =
  | { readonly value: Template; readonly equals: string }
  | { readonly value: Template; readonly in: readonly string[] }
  | { readonly value: Template; readonly matches: string }
  | { readonly value: Template; readonly empty: boolean }
  | { readonly value: Template; readonly greaterThan: number }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

export interface EventSpec {
  /** Family and event, e.g. `visit.arrived`. */
  readonly type: string;
  readonly when?: Condition;
  readonly id: Template;
  readonly time: ValueSpec;
  readonly branch: ValueSpec;
  readonly data: ObjectSpec;
}

export interface Mapping {
  readonly title: string;
  readonly source: string;
  readonly file: {
    readonly format: 'csv' | 'tsv' | 'ndjson';
    readonly encoding?: string;
    readonly delimiter?: string;
    readonly quote?: string | null;
    /** Zone of times without an offset. */
    readonly timeZone?: string;
  };
  /** Values computed once a row, in this order; later ones and events name them like columns. */
  readonly values?: Readonly<Record<string, ValueSpec>>;
  /** Rows that give no event, by the first reason that fits. */
  readonly skip?: readonly { readonly reason: string; readonly when: Condition }[];
  /** Rows counted beside, whatever becomes of them. */
  readonly count?: Readonly<Record<string, Condition>>;
  readonly events: readonly EventSpec[];
}

const validate = new Ajv({ allErrors: true, allowUnionTypes: true, strict: true }).compile<Mapping>(
  JSON.parse(readFileSync(path.join(__dirname, 'mapping.schema.json'), 'utf8')) as object,
);

/**
 * Reads a mapping.
 * @param text YAML @param name what to call it in messages
 * @throws CliError with every fault: its line, its place in the mapping, and what would be right
 */
export function parseMapping(text: string, name: string): Mapping {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    throw new CliError(
      `${name} is not YAML:\n${document.errors.map(({ message }) => `  ${message}`).join('\n')}`,
      EXIT.usage,
    );
  }
  const mapping: unknown = document.toJS();
  const faults = validate(mapping) ? faultsOf(mapping) : schemaFaults(validate.errors ?? []);
  if (faults.length === 0) return mapping as Mapping;
  const told = faults.map(({ steps, message }) => {
    const node = document.getIn(steps, true) as { range?: [number, number, number] } | undefined;
    const line = node?.range ? lines.linePos(node.range[0]).line : 1;
    return `  line ${line}: ${steps.join('.') || 'mapping'} ${message}`;
  });
  throw new CliError(
    `${name} does not fit the mapping format (infra/mappings/README.md):\n${[...new Set(told)].join('\n')}`,
    EXIT.usage,
  );
}

function schemaFaults(errors: readonly ErrorObject[]): Fault[] {
  return errors
    .filter(({ keyword }) => !['oneOf', 'anyOf', 'if'].includes(keyword))
    .map((error) => {
      const steps = error.instancePath
        .split('/')
        .slice(1)
        .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
      return { steps, message: describe(error) };
    });
}

function describe({ keyword, params, message = 'is not valid' }: ErrorObject): string {
  if (keyword === 'additionalProperties') return `has no key "${String(params['additionalProperty'])}"`;
  if (keyword === 'required') return `lacks the key "${String(params['missingProperty'])}"`;
  if (keyword === 'enum') return `must be one of ${(params['allowedValues'] as unknown[]).join(', ')}`;
  return message;
}

/** All names that a mapping reads and does not compute: columns that the file must have. */
export function columnsOf(mapping: Mapping): string[] {
  const computed = new Set([...Object.keys(mapping.values ?? {}), 'row']);
  const names = new Set<string>();
  collectNames(mapping.values, names);
  collectNames(mapping.skip, names);
  collectNames(mapping.count, names);
  collectNames(mapping.events, names);
  return [...names].filter((name) => !computed.has(name));
}

/** Whether any value is a pseudonym of staff. */
export function namesStaff({ values, events }: Mapping): boolean {
  return [
    ...Object.values(values ?? {}),
    ...events.flatMap(({ time, branch, data }) => [time, branch, ...Object.values(data)]),
  ].some(isOfStaff);
}

function isOfStaff(spec: ValueSpec): boolean {
  if (typeof spec !== 'object') return false;
  if ('first' in spec) return spec.first.some(isOfStaff);
  if ('list' in spec) return spec.list.flatMap((item) => Object.values(item)).some(isOfStaff);
  if ('object' in spec) return Object.values(spec.object).some(isOfStaff);
  return 'staff' in spec;
}

const NAME = /\{([^{}]+)\}/g;

function collectNames(part: unknown, names: Set<string>): void {
  if (typeof part === 'string') for (const [, name] of part.matchAll(NAME)) names.add(name as string);
  else if (typeof part === 'object' && part !== null)
    for (const inner of Object.values(part)) collectNames(inner, names);
}
