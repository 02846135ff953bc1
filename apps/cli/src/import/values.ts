/** Computes the values and conditions of a mapping for one row. */
import { DateTime } from 'luxon';
import type { Condition, ObjectSpec, TextSpec, TimeSpec, ValueSpec } from './mapping';

/** Text that a value could not be made from; `what` is a code that is counted. */
export class UnreadableValue extends Error {
  constructor(readonly what: string) {
    super(what);
  }
}

export interface RowContext {
  /** Text of a column or of a computed value; undefined where there is none. */
  readonly text: (name: string) => string | undefined;
  /** Zone of times without an offset. */
  readonly timeZone: string;
  /** Pseudonym of a member of staff. */
  readonly staffRef: (name: string) => string;
}

const NAME = /\{([^{}]+)\}/g;
const WHOLE_NAME = /^\{([^{}]+)\}$/;
const HALF_DAY_MS = 12 * 3_600_000;
const DAY_MS = 24 * 3_600_000;
const LONGEST_SLUG = 64;

/** Fills a template; empty text where a name stands alone and has no value. */
export function fill(template: string, context: RowContext): string {
  return template.replace(NAME, (_, name: string) => context.text(name) ?? '');
}

/**
 * The value of a spec, or undefined where there is none.
 * @throws UnreadableValue where text is there and cannot be read
 */
export function valueOf(spec: ValueSpec, context: RowContext): unknown {
  if (typeof spec === 'number' || typeof spec === 'boolean') return spec;
  if (typeof spec === 'string') return absentIfEmpty(fill(spec, context));
  if ('text' in spec) return mapped(absentIfEmpty(fill(spec.text, context)), spec);
  if ('first' in spec) return spec.first.map((choice) => valueOf(choice, context)).find((value) => value !== undefined);
  if ('number' in spec) return numberOf(fill(spec.number, context), spec.number);
  if ('flag' in spec) return holds(spec.flag, context);
  if ('constant' in spec) return spec.constant;
  if ('slug' in spec) return slugOf(fill(spec.slug, context));
  if ('staff' in spec) {
    const name = absentIfEmpty(fill(spec.staff, context));
    return name === undefined ? undefined : context.staffRef(name);
  }
  if ('time' in spec) return timeOf(spec, context);
  if ('list' in spec) return spec.list.map((item) => objectOf(item, context));
  return objectOf(spec.object, context);
}

/** Fields whose value is there. */
export function objectOf(spec: ObjectSpec, context: RowContext): Record<string, unknown> {
  const fields = Object.entries(spec).map(([field, value]) => [field, valueOf(value, context)] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

export function holds(condition: Condition, context: RowContext): boolean {
  if ('all' in condition) return condition.all.every((inner) => holds(inner, context));
  if ('any' in condition) return condition.any.some((inner) => holds(inner, context));
  if ('not' in condition) return !holds(condition.not, context);
  const text = fill(condition.value, context);
  if ('equals' in condition) return text === condition.equals;
  if ('in' in condition) return condition.in.includes(text);
  if ('matches' in condition) return new RegExp(condition.matches, 'u').test(text);
  if ('empty' in condition) return (text === '') === condition.empty;
  return Number(text) > condition.greaterThan;
}

function absentIfEmpty(text: string): string | undefined {
  return text === '' ? undefined : text;
}

function mapped(text: string | undefined, spec: TextSpec): string | undefined {
  const present = text !== undefined && !spec.absent?.includes(text) ? text : undefined;
  if (spec.map === undefined) return present ?? spec.otherwise;
  const found = (present === undefined ? undefined : spec.map[present]) ?? spec.otherwise;
  if (found === undefined && present !== undefined) throw new UnreadableValue(`unknown_value_of ${namesIn(spec.text)}`);
  return absentIfEmpty(found ?? '');
}

function numberOf(text: string, template: string): number | undefined {
  if (text === '') return undefined;
  const number = Number(text);
  if (Number.isNaN(number)) throw new UnreadableValue(`no_number_in ${namesIn(template)}`);
  return number;
}

/** A code from text: lower case, words joined by hyphens. */
function slugOf(text: string): string | undefined {
  const slug = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, LONGEST_SLUG);
  return absentIfEmpty(slug);
}

/** RFC 3339 with the zone's offset. */
function timeOf(spec: TimeSpec, context: RowContext): string | undefined {
  const text = fill(spec.time, context).trim();
  if (text === '') return undefined;
  const { timeZone: zone } = context;
  let time =
    spec.format === undefined
      ? DateTime.fromISO(text, { zone, setZone: true })
      : DateTime.fromFormat(text, spec.format, { zone, locale: 'en' });
  if (!time.isValid) throw new UnreadableValue(`no_time_in ${namesIn(spec.time)}`);
  if (spec.plusSeconds !== undefined)
    time = time.plus({ seconds: numberOf(fill(spec.plusSeconds, context), spec.plusSeconds) ?? 0 });
  const earlier = spec.notBefore === undefined ? undefined : context.text(spec.notBefore);
  if (earlier !== undefined && Date.parse(earlier) - time.toMillis() > HALF_DAY_MS) time = time.plus(DAY_MS);
  return time.toISO({ suppressMilliseconds: true }) ?? undefined;
}

function namesIn(template: string): string {
  const whole = WHOLE_NAME.exec(template)?.[1];
  return whole ?? [...template.matchAll(NAME)].map(([, name]) => name).join('+');
}
