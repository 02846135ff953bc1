/** Rules that stand between an event's fields, and between it and the clock: what no schema can say. */
import type { EventType } from './catalogue';
import { correctionViolations } from './corrections/correction-violations';
import type { EventData } from './family';
import { timeViolations } from './time-violations';
import type { Violation } from './violation';

const LONGEST_CASE_ID = 128;
const NONE: readonly Violation[] = [];

/**
 * @param event need not have passed its schema: of fields that are not what a rule expects, the rule says nothing
 * @param nowMs the instant of entry, in milliseconds since 1970
 */
export function rulesBetweenFields(event: EventData, eventType: EventType, nowMs: number): readonly Violation[] {
  const { data } = event;
  const ofTime = timeViolations(event['time'], nowMs);
  if (!isObject(data)) return ofTime;
  const ofData = joined(caseViolations(event, data, eventType), eventType.rules?.(data) ?? NONE);
  const ofCorrection = eventType.corrects ? correctionViolations(event, eventType) : NONE;
  return joined(ofTime, joined(ofData, ofCorrection));
}

/** `partitionkey` and `subject`, where a producer sends them, name the case that the data names. */
function caseViolations(event: EventData, data: EventData, eventType: EventType): readonly Violation[] {
  const { branchid, partitionkey, subject } = event;
  const [branch, key] = [branchid, partitionkey].map((value) => (typeof value === 'string' ? value : undefined));
  const caseKey = eventType.caseKey(data, branch, key);
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
