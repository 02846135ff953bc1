/** The catalogue by wire type: `plumbline.<family>.<event>.v<N>` → what is declared for it. */
import { CORRECTION_EVENTS } from './corrections/declarations';
import * as declared from './families';
import { type CaseKey, type EventData, Family } from './family';
import type { Declaration } from './fields';
import type { Violation } from './violation';

export interface EventType {
  /** On the wire, e.g. `plumbline.visit.arrived.v1`. */
  readonly type: string;
  readonly family: string;
  readonly event: string;
  readonly version: number;
  /** Whether this is the version that folds read. */
  readonly current: boolean;
  readonly data: Declaration;
  readonly rules?: (data: EventData) => readonly Violation[];
  readonly bankWide: boolean;
  /** Whether it corrects or voids another event, whose case `partitionkey` then names. */
  readonly corrects: boolean;
  readonly caseKey: CaseKey;
  /** To the data of the next version; absent on the current one. */
  readonly upcast?: (data: EventData) => EventData;
}

export function wireType(family: string, event: string, version: number): string {
  return `plumbline.${family}.${event}.v${version}`;
}

const CATALOGUE: ReadonlyMap<string, EventType> = new Map(
  Object.values(declared)
    .filter((exported) => exported instanceof Family)
    .flatMap(eventTypesOf)
    .map((eventType) => [eventType.type, eventType] as const),
);

function eventTypesOf({ declaration: family }: Family): EventType[] {
  const isBankWide = Object.values(family.events).some(({ bankWide }) => bankWide);
  return Object.entries({ ...family.events, ...CORRECTION_EVENTS }).flatMap(([event, declaration]) => {
    const corrects = event in CORRECTION_EVENTS;
    const older = declaration.older ?? [];
    return [...older, { data: declaration.data, rules: declaration.rules }].map((versionDeclaration, index) => ({
      ...versionDeclaration,
      type: wireType(family.name, event, index + 1),
      family: family.name,
      event,
      version: index + 1,
      current: index === older.length,
      bankWide: declaration.bankWide ?? (corrects && isBankWide),
      corrects,
      caseKey: declaration.caseKey ?? family.caseKey,
    }));
  });
}

/** What the catalogue says of a wire type, whatever its version; undefined where it knows none. */
export function currentTypeOf(type: string): EventType | undefined {
  return CATALOGUE.get(type);
}

/** Every version of every event type. */
export function allEventTypes(): readonly EventType[] {
  return [...CATALOGUE.values()];
}
