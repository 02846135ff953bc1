/**
 * What can be said of a correction at the door, where its target is not at hand: whether such an event may be corrected, and whether
 * each field of the patch is one that the target may have. Rules between a patched field and one that it leaves alone are not
 * checked; folds read every field for itself.
 */
import { currentTypeOf, type EventType } from '../catalogue';
import { compiledPatchOf } from '../compiled-schemas';
import { withListsCut } from '../cut-lists';
import type { EventData } from '../family';
import { instantMs } from '../instant';
import { violationsOf } from '../schema-violations';
import { timeViolations } from '../time-violations';
import { MOST_VIOLATIONS, type Violation } from '../violation';
import { EVENT_CORRECTED, EVENT_VOIDED } from './declarations';
import { withoutRemovals } from './patch-schema';

const TARGET_TYPE = '/data/target/type';
const PATCH = '/data/patch';

/**
 * @param correction an event of a correction or void that need not have passed its schema: of fields that are not what is expected,
 * nothing is said
 */
export function correctionViolations(correction: EventData, correcting: EventType): readonly Violation[] {
  const data = correction['data'] as EventData;
  const targetType = objectIn(data['target'])?.['type'];
  if (typeof targetType !== 'string') return [];
  const target = currentTypeOf(targetType);
  const misdirected = targetViolation(target, correcting);
  if (misdirected) return [misdirected];
  const patch = objectIn(data['patch']);
  return target && patch && correcting.event === EVENT_CORRECTED
    ? patchViolations(patch, target, correction['time'])
    : [];
}

function targetViolation(target: EventType | undefined, correcting: EventType): Violation | undefined {
  const violation = (code: string, message: string): Violation => ({ pointer: TARGET_TYPE, code, message });
  if (!target) return violation('unknown_type', 'The type of the target is not known; give it as the event had it.');
  if (target.family !== correcting.family) {
    return violation(
      'conflict',
      `The target is of another family; send plumbline.${target.family}.${correcting.event}.v1 instead.`,
    );
  }
  if (target.event === EVENT_VOIDED) {
    return violation('final', 'A void is final; send the event that was voided anew instead.');
  }
  if (correcting.event === EVENT_VOIDED) return undefined;
  if (target.event === EVENT_CORRECTED) {
    return violation('final', 'A correction is not corrected; void it, and send another.');
  }
  if (!target.current) {
    return violation('older_version', 'A patch speaks of the current version; give the current type, and its fields.');
  }
  return undefined;
}

function patchViolations(patch: EventData, target: EventType, correctedAt: unknown): readonly Violation[] {
  const { time, data } = patch;
  if (time === undefined && data === undefined) {
    return [{ pointer: PATCH, code: 'empty', message: 'A patch changes the time or the data; give one of them.' }];
  }
  const changed = objectIn(data);
  return [...timePatchViolations(time, correctedAt), ...(changed ? dataPatchViolations(changed, target) : [])];
}

/** Nothing is known to have happened later than the knowing; and so a correction that counts never moves its target ahead. */
function timePatchViolations(time: unknown, correctedAt: unknown): readonly Violation[] {
  if (typeof time !== 'string' || typeof correctedAt !== 'string') return [];
  const correctedAtMs = instantMs(correctedAt);
  const outOfRange = timeViolations(time, correctedAtMs);
  if (outOfRange.length > 0) return outOfRange.map((violation) => ({ ...violation, pointer: `${PATCH}/time` }));
  if (!(instantMs(time) > correctedAtMs)) return [];
  const message = 'The corrected time may not be later than the time of the correction itself; check both.';
  return [{ pointer: `${PATCH}/time`, code: 'time_out_of_range', message }];
}

function dataPatchViolations(data: EventData, target: EventType): readonly Violation[] {
  const { schema, holds, errorsOf } = compiledPatchOf(target);
  const { set, violations } = withoutRemovals(data, schema, `${PATCH}/data`);
  const errors = holds(set) ? [] : errorsOf(withListsCut(set)).slice(0, MOST_VIOLATIONS);
  return [
    ...caseViolations(data, target),
    ...violations,
    ...violationsOf(errors).map((violation) => ({ ...violation, pointer: `${PATCH}/data${violation.pointer}` })),
    ...(target.rules?.(set) ?? []).map((violation) => ({ ...violation, pointer: `${PATCH}${violation.pointer}` })),
  ];
}

/** Fields that name the case: an event cannot be moved to another. */
function caseViolations(data: EventData, target: EventType): readonly Violation[] {
  return Object.keys(data)
    .filter((name) => target.caseKey({ [name]: 'x' }, undefined) !== undefined)
    .map((name) => ({
      pointer: `${PATCH}/data/${name}`,
      code: 'names_the_case',
      message: `${name} names the case, which a correction cannot change; void the event, and send it anew.`,
    }));
}

function objectIn(value: unknown): EventData | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as EventData) : undefined;
}
