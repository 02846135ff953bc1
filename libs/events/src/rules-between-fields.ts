/** Rules that stand between an event's fields, and between it and the clock: what no schema can say. */
import type { EventType } from './catalogue';
import type { EventData } from './family';
import { instantMs } from './instant';
import type { Violation } from './violation';

const EARLIEST_MS = Date.UTC(1990, 0, 1);
const FURTHEST_AHEAD_MS = 24 * 3_600_000;
const LONGEST_CASE_ID = 128;
const NONE: readonly Violation[] = [];

/**
 * @param event need not have passed its schema: of fields that are not what a rule expects, the rule says nothing
 * @param nowMs the instant of entry, in milliseconds since 1970
 */
export function rulesBetweenFields(event: EventData, eventType: EventType, nowMs: number): readonly Violation[] {
  const { data } = event;
  return joined(
    timeViolations(event['time'], nowMs),
    isObject(data) ? joined(caseViolations(event, data, eventType), eventType.rules?.(data) ?? NONE) : NONE,
  );
}

/** Far dates are typing errors, and every one of them would open a day of its own. */
export function timeViolations(time: unknown, nowMs: number): readonly Violation[] {
  const timeMs = typeof time === 'string' ? instantMs(time) : NaN;
  if (Number.isNaN(timeMs) || (timeMs >= EARLIEST_MS && timeMs <= nowMs + FURTHEST_AHEAD_MS)) return NONE;
  const message = 'time must lie between 1990-01-01 and 24 hours from now; check the clock and the year.';
  return [{ pointer: '/time', code: 'time_out_of_range', message }];
}

/** `partitionkey` and `subject`, where a producer sends them, name the case that the data names. */
function caseViolations(event: EventData, data: EventData, eventType: EventType): readonly Violation[] {
  const { branchid, partitionkey, subject } = event;
  const caseKey = eventType.caseKey(data, typeof branchid === 'string' ? branchid : undefined);
  if (caseKey === undefined) return NONE;
  if (caseKey.length > LONGEST_CASE_ID) {
    const message = `The case id that the data gives is longer than ${LONGEST_CASE_ID} characters; shorten it.`;
    return [{ pointer: '/data', code: 'too_long', message }];
  }
  return joined(
    partitionkey === undefined || partitionkey === caseKey ? NONE : [conflict('partitionkey', 'the case id')],
    subject === undefined || subject === `${eventType.family}/${caseKey}`
      ? NONE
      : [conflict('subject', `"${eventType.family}/" and the case id`)],
  );
}

function conflict(attribute: string, expected: string): Violation {
  return {
    pointer: `/${attribute}`,
    code: 'conflict',
    message: `${attribute} must be ${expected} that the data gives; leave it out, and it is filled in.`,
  };
}

function joined(some: readonly Violation[], others: readonly Violation[]): readonly Violation[] {
  if (others.length === 0) return some;
  return some.length === 0 ? others : [...some, ...others];
}

function isObject(value: unknown): value is EventData {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
