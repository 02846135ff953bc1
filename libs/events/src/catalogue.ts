/** The catalogue by wire type: `plumbline.<family>.<event>.v<N>` → what is declared for it. */
import { FAMILIES } from './families';
import type { DataClass, EventData, EventDeclaration, Family } from './family';

export interface EventType {
  readonly type: string;
  readonly family: string;
  readonly event: string;
  readonly version: number;
  /** Whether this is the version that folds read. */
  readonly current: boolean;
  readonly data: DataClass;
  readonly bankWide: boolean;
  readonly caseKey: (data: EventData, branchId: string | undefined) => string | undefined;
  /** To the data of the next version; absent on the current one. */
  readonly upcast?: (data: EventData) => EventData;
}

export function wireType(family: string, event: string, version: number): string {
  return `plumbline.${family}.${event}.v${version}`;
}

const CATALOGUE: ReadonlyMap<string, EventType> = new Map(
  FAMILIES.flatMap((family) =>
    Object.entries(family.events).flatMap(([event, declaration]) =>
      versionsOf(family, event, declaration).map((eventType) => [eventType.type, eventType] as const),
    ),
  ),
);

function versionsOf(family: Family, event: string, declaration: EventDeclaration): EventType[] {
  const currentVersion = declaration.version ?? 1;
  const shared = {
    family: family.name,
    event,
    bankWide: declaration.bankWide ?? false,
    caseKey: declaration.caseKey ?? family.caseKey,
  };
  const older = Object.entries(declaration.older ?? {}).map(([number, { data, upcast }]) => {
    const version = Number(number);
    return { ...shared, type: wireType(family.name, event, version), version, current: false, data, upcast };
  });
  const type = wireType(family.name, event, currentVersion);
  return [...older, { ...shared, type, version: currentVersion, current: true, data: declaration.data }];
}

/** What the catalogue says of a wire type; undefined where it knows none. */
export function currentTypeOf(type: string): EventType | undefined {
  return CATALOGUE.get(type);
}

export function allEventTypes(): readonly EventType[] {
  return [...CATALOGUE.values()];
}
