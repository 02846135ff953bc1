/** From the schema validator's errors to reasons that a producer can act on. */
import type { ErrorObject } from 'ajv';
import { isForbiddenField } from './forbidden-fields';
import { isInstant } from './instant';
import type { JsonSchema } from './json-schema';
import { nearestName } from './nearest-name';
import { formOfPattern } from './text-forms';
import type { Violation } from './violation';

/** Field names that may be repeated in an answer; others could themselves be personal. */
const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_.-]{0,63}$/u;
const MANY_DIGITS = /\d(?:\D*\d){6}/;

type Translation = (error: ErrorObject, field: string) => { code: string; message: string; pointer?: string };

/** By the schema keyword that failed. `field` is the name of the place. */
const TRANSLATIONS: Readonly<Record<string, Translation>> = {
  required: ({ params, instancePath }) => {
    const missing = String(params['missingProperty']);
    return { pointer: `${instancePath}/${missing}`, code: 'required', message: `${missing} is missing.` };
  },
  additionalProperties: undeclaredField,
  type: ({ params, parentSchema }, field) => ({
    code: 'type',
    message: `${field} must be of type ${String(params['type'])}${choices(parentSchema as JsonSchema)}.`,
  }),
  enum: ({ parentSchema }, field) => ({
    code: 'enum',
    message: `${field} is not known${choices(parentSchema as JsonSchema)}.`,
  }),
  format: timeViolation,
  pattern: textViolation,
  minimum: ({ params }, field) => ({ code: 'range', message: `${field} must be at least ${String(params['limit'])}.` }),
  maximum: ({ params }, field) => ({ code: 'range', message: `${field} must be at most ${String(params['limit'])}.` }),
  maxItems: ({ params }, field) => ({
    code: 'too_long',
    message: `${field} has more than ${String(params['limit'])} items; send them in several events.`,
  }),
};

/** One violation a place, in the order of the pointers. */
export function violationsOf(errors: readonly ErrorObject[]): Violation[] {
  const byPointer = new Map<string, Violation>();
  for (const error of errors) {
    const field = error.instancePath.split('/').at(-1) || 'the event';
    const translate = TRANSLATIONS[error.keyword];
    if (!translate) throw new Error(`No words for the schema keyword ${error.keyword}`);
    const violation = { pointer: error.instancePath, ...translate(error, field) };
    if (!byPointer.has(violation.pointer)) byPointer.set(violation.pointer, violation);
  }
  return [...byPointer.values()].toSorted((a, b) => (a.pointer < b.pointer ? -1 : 1));
}

function choices({ enum: allowed }: JsonSchema): string {
  return allowed ? `; one of ${allowed.map((value) => JSON.stringify(value)).join(', ')}` : '';
}

function undeclaredField({ params, instancePath, parentSchema }: ErrorObject): ReturnType<Translation> {
  const name = String(params['additionalProperty']);
  if (!PLAIN_NAME.test(name) || MANY_DIGITS.test(name)) {
    return {
      code: 'unknown_field',
      message: 'A field here is not declared. It is not named, since its name may be personal; leave it out.',
    };
  }
  const pointer = `${instancePath}/${name}`;
  if (pointer === '/ingestedat') {
    return { pointer, code: 'reserved', message: 'ingestedat is set by the platform; leave it out.' };
  }
  if (isForbiddenField(name)) {
    return {
      pointer,
      code: 'forbidden_field',
      message: 'Personal data and secrets never enter an event; leave the field out.',
    };
  }
  const declared = Object.keys((parentSchema as JsonSchema).properties ?? {});
  const nearest = nearestName(name, declared);
  const hint = nearest === undefined ? `Declared here: ${declared.join(', ')}.` : `Did you mean ${nearest}?`;
  return { pointer, code: 'unknown_field', message: `The field is not declared; leave it out. ${hint}` };
}

function timeViolation({ params, data }: ErrorObject, field: string): ReturnType<Translation> {
  if (params['format'] === 'date') {
    return { code: 'format', message: `${field} must be a date from 1900 to 2299, e.g. 2026-03-01.` };
  }
  if (typeof data === 'string' && isInstant(`${data}Z`)) {
    return {
      code: 'time_without_offset',
      message: `${field} has no time zone offset; write it, e.g. 2026-03-01T09:00:00+08:00.`,
    };
  }
  const mend = `${field} must be an RFC 3339 instant with an offset, from 1900 to 2299, e.g. 2026-03-01T09:00:00+08:00.`;
  return { code: 'format', message: mend };
}

function textViolation({ params, data }: ErrorObject, field: string): ReturnType<Translation> {
  const form = formOfPattern(params['pattern']);
  if (!form) throw new Error(`No words for the pattern ${String(params['pattern'])}`);
  const isTooLong = typeof data === 'string' && data.length > form.longest;
  return { code: isTooLong ? 'too_long' : form.code, message: `${field} ${form.mend}.` };
}
