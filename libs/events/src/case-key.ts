/** The case of an event: partition key of the log, and subject of the envelope. */
import { currentTypeOf, type EventType } from './catalogue';
import type { EventData } from './family';

/** What of an event names its case. */
interface CaseEvent {
  readonly type?: unknown;
  readonly branchid?: unknown;
  readonly partitionkey?: unknown;
  readonly data: object;
}

/**
 * Case id of an event that passed `validateEvent`, e.g. its `visit_id`.
 * @throws Error where the event was not validated
 */
export function caseKeyOf(event: CaseEvent): string {
  return keyBy(declaredType(event), event);
}

/**
 * CloudEvents subject of an event that passed `validateEvent`, e.g. `visit/01J…`.
 * @throws Error where the event was not validated
 */
export function subjectOf(event: CaseEvent): string {
  const eventType = declaredType(event);
  return `${eventType.family}/${keyBy(eventType, event)}`;
}

function declaredType({ type }: CaseEvent): EventType {
  const eventType = typeof type === 'string' ? currentTypeOf(type) : undefined;
  if (!eventType) throw new Error('The type of the event is not known: it was not validated.');
  return eventType;
}

function keyBy(eventType: EventType, { branchid, partitionkey, data }: CaseEvent): string {
  const caseKey = eventType.caseKey(data as EventData, textIn(branchid), textIn(partitionkey));
  if (caseKey === undefined) throw new Error('The event names no case: it was not validated.');
  return caseKey;
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
