/** What a family declares: its event types with their versions, and which data field names the case. */

export type EventData = Record<string, unknown>;
export type DataClass = new () => object;

export interface OlderVersion {
  readonly data: DataClass;
  /** Data of this version as data of the next. */
  readonly upcast: (data: EventData) => EventData;
}

export interface EventDeclaration {
  /** Declaration of the current version's data. */
  readonly data: DataClass;
  /** Number of the current version; 1 where left out. */
  readonly version?: number;
  /** Older versions by number, each upcast to the next. */
  readonly older?: Readonly<Record<number, OlderVersion>>;
  /** True where the event concerns the whole bank and needs no `branchid`. */
  readonly bankWide?: boolean;
  /** Case id from the data (or the branch), where it differs from the family's rule. */
  readonly caseKey?: (data: EventData, branchId: string | undefined) => string | undefined;
}

export interface Family {
  readonly name: string;
  /** Case id from the data: the partition key of the event. */
  readonly caseKey: (data: EventData, branchId: string | undefined) => string | undefined;
  readonly events: Readonly<Record<string, EventDeclaration>>;
}

/** A case key that is one field of the data. */
export function field(name: string): (data: EventData) => string | undefined {
  return (data) => (typeof data[name] === 'string' ? data[name] : undefined);
}
