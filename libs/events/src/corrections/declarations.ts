/**
 * Corrections and voids, which every family has: they name the event that they are about, and travel under its family and case
 * (clause 4.3.2). What they say of its data is checked in patch-violations.ts.
 */
import type { EventDeclaration } from '../family';
import { Clauses, Identifier, Instant, MergePatch, Nested, OneOf, Optional } from '../fields';

export const EVENT_CORRECTED = 'event_corrected';
export const EVENT_VOIDED = 'event_voided';

/** The event that is meant, by its identity; its type says what may stand in a patch. */
export class CorrectionTarget {
  @Identifier() source: string;
  @Identifier() id: string;
  @Identifier() type: string;
}

/** What changes: the time, or some fields of the data, or both. */
export class CorrectionPatch {
  /** Not later than the correction's own time. */
  @Optional() @Instant() time?: string;
  @Optional() @MergePatch() data?: Record<string, unknown>;
}

@Clauses('4.3.2')
export class EventCorrected {
  @Nested(() => CorrectionTarget) target: CorrectionTarget;
  @Nested(() => CorrectionPatch) patch: CorrectionPatch;
  @Identifier() reason_code: string;
  @Optional() @Identifier('S') requested_by?: string;
  @Optional() @Identifier('S') approved_by?: string;
}

@Clauses('4.3.2')
export class EventVoided {
  /** An event or a correction; never a void. */
  @Nested(() => CorrectionTarget) target: CorrectionTarget;
  @OneOf(['duplicate', 'test', 'wrong_entity', 'fraud']) reason_code: 'duplicate' | 'test' | 'wrong_entity' | 'fraud';
  @Optional() @Identifier('S') approved_by?: string;
}

/** The case is the target's, which the data does not tell: `partitionkey` names it. */
const ofTheTargetsCase = { caseKey: (_data: unknown, _branchId: unknown, partitionKey?: string) => partitionKey };

export const CORRECTION_EVENTS: Readonly<Record<string, EventDeclaration>> = {
  [EVENT_CORRECTED]: { data: EventCorrected, ...ofTheTargetsCase },
  [EVENT_VOIDED]: { data: EventVoided, ...ofTheTargetsCase },
};
