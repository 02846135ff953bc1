/** The raw events of a case in the order of occurrence: both clocks, the content as it stands, its place in the log, and what targets it. */
import { decode } from '@plumbline/events';
import type { CaseAppend, StandingEvent } from '@plumbline/warehouse';

/** A correction or a void, by what it names. */
interface Target {
  readonly source: string;
  readonly id: string;
}

export interface RawEvent {
  readonly source: string;
  readonly id: string;
  /** In its current version. */
  readonly type: string;
  /** When it happened. */
  readonly time: string;
  /** When the platform took it. */
  readonly ingestedat: string;
  /** When the producer recorded it; null where it did not say, as the next ones. */
  readonly recordedtime: string | null;
  readonly branchid: string | null;
  readonly correlationid: string | null;
  readonly causationid: string | null;
  readonly sequence: string | null;
  readonly simulated: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** `taken` into the facts; `conflicting`: its source and id came before with other content; `not_yet`: its time has not come. */
  readonly status: CaseAppend['status'];
  /** What the event says in the end; null for corrections and voids themselves, and for what is not `taken`. */
  readonly standing: {
    /** Corrected, as the next one. */
    readonly time: string;
    readonly data: Readonly<Record<string, unknown>>;
    readonly voided: boolean;
  } | null;
  /** Record of the log; null where the event was landed before positions were kept. */
  readonly position: { readonly topic: 'events'; readonly partition: number; readonly offset: number } | null;
  /** The event that this one corrects or voids; null where it is no such event. */
  readonly target: Target | null;
  /** The corrections and voids of the case that name this event. */
  readonly targeted_by: readonly (Target & { readonly type: string })[];
}

export function rawEvents(appends: readonly CaseAppend[], standing: readonly StandingEvent[]): RawEvent[] {
  const byIdentity = new Map(standing.map((event) => [identityOf(event), event]));
  const events = appends.map((append) => rawEvent(append, byIdentity.get(identityOf(append))));
  return events.map((event) => ({
    ...event,
    targeted_by: events
      .filter(({ target }) => target !== null && target.source === event.source && target.id === event.id)
      .map(({ source, id, type }) => ({ source, id, type })),
  }));
}

function identityOf({ source, id }: Target): string {
  return JSON.stringify([source, id]);
}

function rawEvent(append: CaseAppend, standing: StandingEvent | undefined): Omit<RawEvent, 'targeted_by'> {
  const { type, data } = current(append);
  return {
    source: append.source,
    id: append.id,
    type,
    time: append.time,
    ingestedat: append.ingestedAt,
    recordedtime: append.recordedTime,
    branchid: orNull(append.branch),
    correlationid: orNull(append.correlationId),
    causationid: orNull(append.causationId),
    sequence: orNull(append.sequence),
    simulated: orNull(append.simulated),
    data,
    status: append.status,
    standing:
      standing && append.status === 'taken'
        ? { time: standing.time, data: current({ ...append, data: standing.data }).data, voided: standing.voided }
        : null,
    position: append.position && { topic: 'events', ...append.position, offset: Number(append.position.offset) },
    target: targetOf(data),
  };
}

/** Landed in the version that was current then, shown in the one that is current now. */
function current({ type, data }: CaseAppend): Pick<RawEvent, 'type' | 'data'> {
  return decode({ type, data: JSON.parse(data) as RawEvent['data'] });
}

function targetOf({ target }: RawEvent['data']): Target | null {
  if (typeof target !== 'object' || target === null || !('source' in target) || !('id' in target)) return null;
  return { source: String(target.source), id: String(target.id) };
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
