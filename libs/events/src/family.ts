/** What a family declares: its event types with their versions, which field names the case, and rules between fields. */
import type { Declaration } from './fields';
import type { Violation } from './violation';

/** Data of an event, of whatever type. */
export type EventData = Record<string, unknown>;

/** Case id from the data, or from the envelope's branch or partition key; undefined where the event does not say. */
export type CaseKey = (data: EventData, branchId: string | undefined, partitionKey?: string) => string | undefined;

interface VersionDeclaration {
  readonly data: Declaration;
  /**
   * Rules between fields, which a schema cannot say; pointers are from the root of the event. The data may not have passed
   * its schema: a rule then says nothing of the fields that are not what it expects.
   */
  readonly rules?: (data: EventData) => readonly Violation[];
}

interface OlderVersion extends VersionDeclaration {
  /** Data of this version as data of the next. */
  readonly upcast: (data: EventData) => EventData;
}

export interface EventDeclaration extends VersionDeclaration {
  /** The versions before the current one, from 1 on. */
  readonly older?: readonly OlderVersion[];
  /** True where the event concerns the whole bank and needs no `branchid`. */
  readonly bankWide?: true;
  /** Where it differs from the family's. */
  readonly caseKey?: CaseKey;
}

export interface FamilyDeclaration {
  readonly name: string;
  readonly caseKey: CaseKey;
  /** By event name, in lower snake case and without the family. */
  readonly events: Readonly<Record<string, EventDeclaration>>;
  /** The event that is posted to an address of its own, and that address, where they are not the first event and the family's plural. */
  readonly main?: { readonly event: string; readonly collection: string };
}

/** A family. It is a class so that the catalogue knows the families among all that their folders export. */
export class Family {
  constructor(readonly declaration: FamilyDeclaration) {}
}

/** A case key that is one field of the data. */
export function field(name: string): CaseKey {
  return (data) => (typeof data[name] === 'string' ? data[name] : undefined);
}
