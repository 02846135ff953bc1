/** From the schema validator's errors to reasons that a producer can act on. */
import type { ErrorObject } from 'ajv';
import { isForbiddenField } from './forbidden-fields';
import { lacksOffset } from './instant';
import { nearestName } from './nearest-name';
import type { Violation } from './violation';

type Translate = (
  error: ErrorObject,
  value: unknown,
  name: string,
) => Pick<Violation, 'code' | 'message'> & { pointer?: string };

const TRANSLATIONS: Readonly<Record<string, Translate>> = {
  required: ({ params, instancePath }) => ({
    pointer: `${instancePath}/${String(params['missingProperty'])}`,
    code: 'required',
    message: `${String(params['missingProperty'])} is missing.`,
  }),
  additionalProperties: ({ params, instancePath, parentSchema }) =>
    unknownField(instancePath, String(params['additionalProperty']), parentSchema),
  enum: ({ params }, _value, name) => ({
    code: 'enum',
    message: `${name} must be one of: ${(params['allowedValues'] as unknown[]).join(', ')}.`,
  }),
  const: (_error, _value, name) => ({ code: 'enum', message: `${name} has another value here.` }),
  type: ({ params }, _value, name) => ({ code: 'type', message: `${name} must be of type ${String(params['type'])}.` }),
  format: ({ params }, value, name) => formatViolation(String(params['format']), value, name),
  pattern: (_error, _value, name) => patternViolation(name),
  minimum: ({ params }, _value, name) => ({
    code: 'range',
    message: `${name} must be at least ${String(params['limit'])}.`,
  }),
  maximum: ({ params }, _value, name) => ({
    code: 'range',
    message: `${name} must be at most ${String(params['limit'])}.`,
  }),
  minLength: (_error, _value, name) => ({ code: 'too_short', message: `${name} must not be empty.` }),
  maxLength: ({ params }, _value, name) => ({
    code: 'too_long',
    message: `${name} is longer than ${String(params['limit'])} characters; longer text stays in a vault and travels as a reference.`,
  }),
  maxItems: ({ params }, _value, name) => ({
    code: 'too_long',
    message: `${name} has more than ${String(params['limit'])} items.`,
  }),
};

/** One violation per place and code, in the order of the pointers. */
export function violationsOf(errors: readonly ErrorObject[], event: unknown): Violation[] {
  const found = new Map<string, Violation>();
  for (const error of errors) {
    const name = error.instancePath.split('/').at(-1) || 'the event';
    const translate = TRANSLATIONS[error.keyword];
    const {
      pointer = error.instancePath,
      code,
      message,
    } = translate
      ? translate(error, valueAt(event, error.instancePath), name)
      : { code: 'invalid', message: `${name} ${error.message ?? 'is not valid'}.` };
    found.set(`${pointer} ${code}`, { pointer, code, message });
  }
  return [...found.values()].toSorted((a, b) => (a.pointer < b.pointer ? -1 : a.pointer > b.pointer ? 1 : 0));
}

function unknownField(instancePath: string, name: string, parentSchema: unknown): ReturnType<Translate> {
  const pointer = `${instancePath}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
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
  const known = Object.keys((parentSchema as { properties?: object } | undefined)?.properties ?? {});
  const nearest = nearestName(name, known);
  const hint = nearest === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean ${nearest}?`;
  return { pointer, code: 'unknown_field', message: `The field is not declared. ${hint}` };
}

function formatViolation(format: string, value: unknown, name: string): ReturnType<Translate> {
  if (format === 'date_only') return { code: 'format', message: `${name} must be a date such as 2026-03-01.` };
  if (lacksOffset(value)) {
    return {
      code: 'time_without_offset',
      message: `${name} has no time zone offset; write it, e.g. 2026-03-01T09:00:00+08:00.`,
    };
  }
  return {
    code: 'format',
    message: `${name} must be an RFC 3339 instant with an offset, e.g. 2026-03-01T09:00:00+08:00.`,
  };
}

function patternViolation(name: string): ReturnType<Translate> {
  if (name === 'customer_ref') {
    return {
      code: 'not_a_pseudonym',
      message:
        'customer_ref must be a keyed pseudonym of 128 bits or more; send customer_id instead, and the gateway makes it one.',
    };
  }
  if (name === 'scale') return { code: 'pattern', message: 'scale must be two whole numbers, e.g. "1-5".' };
  return { code: 'pattern', message: `${name} must be 1 to 128 letters, digits or . _ : / - without spaces.` };
}

function valueAt(event: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, step) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined,
      event,
    );
}
