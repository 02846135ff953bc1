/**
 * Whether an event may enter. Its compiled schema decides for every event; only a refused one takes the slow path that finds
 * every reason.
 */
import { type CompiledType, compiledTypeOf, envelopeErrorsOf } from './compiled-schemas';
import { withListsCut } from './cut-lists';
import type { EventData } from './family';
import { rulesBetweenFields } from './rules-between-fields';
import { violationsOf } from './schema-violations';
import { timeViolations } from './time-violations';
import { unknownTypeViolation } from './unknown-type';
import { MOST_VIOLATIONS, type Violation } from './violation';

/**
 * Every reason why `event` is refused; none where it may enter. The first hundred of an event that has more.
 * @param nowMs the instant of entry in milliseconds since 1970: `time` may lie from 1990 to 24 hours after it
 */
export function validateEvent(event: unknown, nowMs: number): readonly Violation[] {
  if (!isObject(event)) return [{ pointer: '', code: 'type', message: 'An event must be a JSON object.' }];
  const { type } = event;
  const compiledType = typeof type === 'string' ? compiledTypeOf(type) : undefined;
  if (!compiledType) return violationsOfUnknownType(event, nowMs);
  const betweenFields = rulesBetweenFields(event, compiledType.eventType, nowMs);
  if (compiledType.holds(event)) return betweenFields;
  return violationsOfSchema(event, compiledType, betweenFields);
}

function violationsOfSchema(event: EventData, { errorsOf }: CompiledType, others: readonly Violation[]): Violation[] {
  const errors = errorsOf(withListsCut(event)).slice(0, MOST_VIOLATIONS);
  return [...violationsOf(errors), ...others].slice(0, MOST_VIOLATIONS);
}

function violationsOfUnknownType(event: EventData, nowMs: number): Violation[] {
  const unknownType = unknownTypeViolation(event['type']);
  const errors = envelopeErrorsOf(event).slice(0, MOST_VIOLATIONS);
  const violations = [...violationsOf(errors), ...timeViolations(event['time'], nowMs)];
  if (!unknownType) return violations;
  return [unknownType, ...violations.filter(({ pointer }) => pointer !== unknownType.pointer)];
}

function isObject(value: unknown): value is EventData {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
