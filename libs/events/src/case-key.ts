/** The case of an event: partition key of the log, and subject of the envelope. */
import { currentTypeOf, type EventType } from './catalogue';
import type { EventData } from './family';

interface CaseEvent {
  readonly type?: unknown;
  readonly branchid?: unknown;
  readonly data: EventData;
}

/** Case id of an event whose schema held, e.g. its `visit_id`. */
export function caseKeyOf(event: CaseEvent, eventType = declaredType(event)): string | undefined {
  return eventType.caseKey(event.data, typeof event.branchid === 'string' ? event.branchid : undefined);
}

/** CloudEvents subject, e.g. `visit/01J…`. */
export function subjectOf(event: CaseEvent, eventType = declaredType(event)): string {
  return `${eventType.family}/${caseKeyOf(event, eventType) ?? ''}`;
}

function declaredType({ type }: CaseEvent): EventType {
  const eventType = typeof type === 'string' ? currentTypeOf(type) : undefined;
  if (!eventType) throw new Error('The event was not validated');
  return eventType;
}
