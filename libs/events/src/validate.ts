/**
 * Whether an event may enter: its schema, compiled, decides on the hot path; only a refused event takes the slow path that
 * finds every reason. Rules between fields stand here too, since neither schema language can say them.
 */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { allEventTypes, currentTypeOf, type EventType } from './catalogue';
import { caseKeyOf, subjectOf } from './case-key';
import type { EventData } from './family';
import { DATE_RULE, INSTANT_RULE } from './fields';
import { isDate, isInstant } from './instant';
import { eventSchemaOf } from './json-schema';
import { nearestName } from './nearest-name';
import { violationsOf } from './schema-violations';
import type { Violation } from './violation';

const EARLIEST_MS = Date.UTC(1990, 0, 1);
const AHEAD_MS = 24 * 3_600_000;
const LONGEST_ID = 128;

interface Validators {
  readonly isValid: ValidateFunction;
  readonly explain: ValidateFunction;
}

const fast = ajv(false);
const thorough = ajv(true);
const VALIDATORS: ReadonlyMap<string, Validators> = new Map(
  allEventTypes().map((eventType) => {
    const schema = eventSchemaOf(eventType);
    return [eventType.type, { isValid: fast.compile(schema), explain: thorough.compile(schema) }];
  }),
);

function ajv(allErrors: boolean): Ajv {
  const instance = new Ajv({ allErrors, strict: true, strictRequired: false, strictTypes: false, verbose: allErrors });
  instance.addFormat(INSTANT_RULE, isInstant);
  instance.addFormat(DATE_RULE, isDate);
  return instance;
}

/**
 * Every reason why `event` is refused; none where it may enter.
 * @param nowMs the instant of entry in milliseconds since 1970: `time` may lie from 1990 to 24 hours after it
 */
export function validateEvent(event: unknown, nowMs: number): readonly Violation[] {
  if (!isObject(event)) return [{ pointer: '', code: 'type', message: 'An event is a JSON object.' }];
  const type = event['type'];
  const eventType = typeof type === 'string' ? currentTypeOf(type) : undefined;
  if (!eventType) return [unknownType(type)];
  const validators = VALIDATORS.get(eventType.type) as Validators;
  if (validators.isValid(event)) {
    return rulesBetweenFields(event as unknown as CheckedEvent, eventType, nowMs);
  }
  validators.explain(event);
  return violationsOf(validators.explain.errors as ErrorObject[], event);
}

/** An event whose schema held. */
interface CheckedEvent {
  readonly time: string;
  readonly branchid?: string;
  readonly partitionkey?: string;
  readonly subject?: string;
  readonly source: string;
  readonly id: string;
  readonly data: EventData;
}

const NONE: readonly Violation[] = [];

function rulesBetweenFields(event: CheckedEvent, eventType: EventType, nowMs: number): readonly Violation[] {
  const timeMs = Date.parse(event.time);
  const isTimely = timeMs >= EARLIEST_MS && timeMs <= nowMs + AHEAD_MS;
  const caseKey = caseKeyOf(event, eventType);
  const keyAgrees = event.partitionkey === undefined || event.partitionkey === caseKey;
  const subjectAgrees = event.subject === undefined || event.subject === subjectOf(event, eventType);
  const answers = event.data['answers'];
  if (isTimely && keyAgrees && subjectAgrees && caseKey !== undefined && answers === undefined) return NONE;

  const violations: Violation[] = [];
  if (!isTimely) {
    violations.push({
      pointer: '/time',
      code: 'time_out_of_range',
      message: 'time must lie between 1990-01-01 and 24 hours from now; check the clock and the year.',
    });
  }
  if (caseKey === undefined || caseKey.length > LONGEST_ID) {
    violations.push({
      pointer: '/partitionkey',
      code: 'no_case',
      message: 'The data names no case that this event belongs to.',
    });
  } else {
    if (!keyAgrees) violations.push(disagrees('/partitionkey', caseKey));
    if (!subjectAgrees) violations.push(disagrees('/subject', subjectOf(event, eventType)));
  }
  if (Array.isArray(answers)) violations.push(...answers.flatMap(answerViolations));
  return violations;
}

interface CheckedAnswer {
  readonly scale_min?: number;
  readonly scale_max?: number;
  readonly value?: number;
  readonly na?: boolean;
}

function answerViolations(answer: CheckedAnswer, index: number): Violation[] {
  const pointer = `/data/answers/${index}`;
  const violations: Violation[] = [];
  if ((answer.value === undefined) === (answer.na !== true)) {
    violations.push({ pointer, code: 'one_of', message: 'An answer has either a value, or "na": true.' });
  }
  if (answer.scale_min !== undefined && answer.scale_max !== undefined && answer.scale_min >= answer.scale_max) {
    violations.push({
      pointer: `${pointer}/scale_max`,
      code: 'range',
      message: 'scale_max must be greater than scale_min.',
    });
  }
  return violations;
}

function disagrees(pointer: string, expected: string): Violation {
  return {
    pointer,
    code: 'conflict',
    message: `The data says this is "${expected}". Leave the attribute out, or send that.`,
  };
}

function unknownType(type: unknown): Violation {
  const pointer = '/type';
  if (type === undefined)
    return { pointer, code: 'required', message: 'type is missing, e.g. "plumbline.visit.arrived.v1".' };
  if (typeof type !== 'string') return { pointer, code: 'type', message: 'type must be a string.' };
  const versions = allEventTypes().filter((known) => type.replace(/\.v\d+$/, '') === known.type.replace(/\.v\d+$/, ''));
  const latest = versions.at(-1);
  if (latest) {
    return {
      pointer,
      code: 'future_version',
      message: `This platform knows ${latest.type} at the latest. Update it, or send that version.`,
    };
  }
  const nearest = nearestName(
    type.slice(0, LONGEST_ID),
    allEventTypes().map((known) => known.type),
  );
  const hint = nearest === undefined ? 'GET /docs lists the types.' : `Did you mean "${nearest}"?`;
  return { pointer, code: 'unknown_type', message: `The event type is not known. ${hint}` };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
