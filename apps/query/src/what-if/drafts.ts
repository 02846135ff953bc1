/** The drafts of a what-if: corrections and voids as they would be posted, held to what the door would say, and told as landed events. */
import { caseKeyOf, currentTypeOf, validateEvent } from '@plumbline/events';
import { Problem, type ProblemCause } from '@plumbline/problem';
import { CASE_FAMILIES, type Draft } from '@plumbline/warehouse';

const MOST_DRAFTS = 100;

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * @param sent the body: a list of events, or one
 * @param nowMs instant at which the drafts would have been taken
 * @throws Problem 400 with every fault of every draft
 */
export function readDrafts(sent: unknown, nowMs: number): Draft[] {
  const events = Array.isArray(sent) ? (sent as unknown[]) : [sent];
  if (events.length === 0 || events.length > MOST_DRAFTS) {
    throw refused([{ pointer: '', code: 'range', message: `Send 1 to ${MOST_DRAFTS} corrections and voids.` }]);
  }
  const faults = events.flatMap((event, index) =>
    [...validateEvent(event, nowMs), ...notDrafted(event)].map((fault) => ({
      ...fault,
      pointer: `/${index}${fault.pointer}`,
    })),
  );
  if (faults.length > 0) throw refused(faults);
  return events.map((event) => draftOf(event as JsonObject & { readonly type: string; readonly data: object }, nowMs));
}

function draftOf(event: JsonObject & { readonly type: string; readonly data: object }, nowMs: number): Draft {
  const caseId = caseKeyOf(event);
  const line = JSON.stringify({ ...event, partitionkey: caseId, ingestedat: new Date(nowMs).toISOString() });
  const patch = (event.data as { readonly patch?: { readonly data?: JsonObject } }).patch?.data ?? {};
  const names = Object.entries(patch).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return {
    family: currentTypeOf(event.type)?.family ?? '',
    caseId,
    names: Object.fromEntries(names),
    line: Buffer.from(line),
  };
}

function notDrafted(event: unknown): ProblemCause[] {
  const type = typeof event === 'object' && event !== null ? (event as JsonObject)['type'] : undefined;
  const known = typeof type === 'string' ? currentTypeOf(type) : undefined;
  if (!known || (known.corrects && (CASE_FAMILIES as readonly string[]).includes(known.family))) return [];
  const message = `A what-if takes corrections and voids of ${CASE_FAMILIES.join(', ')}: event_corrected and event_voided.`;
  return [{ pointer: '/type', code: 'enum', message }];
}

function refused(errors: readonly ProblemCause[]): Problem {
  return new Problem({
    status: 400,
    code: 'invalid_draft',
    title: 'A draft would be refused',
    detail: errors.map(({ message }) => message).join(' '),
    errors: [...errors],
  });
}
