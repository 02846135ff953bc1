/** Observations of process and staff on site, by mystery customers and in recordings (clause 8.2.1(2)). Case: observation_id. */
import { CommonFields } from '../../common-fields';
import { Family, field } from '../../family';
import { Clauses, Identifier, Instant, NestedList, OneOf, Optional, Quantity, StaffRef, VaultRef } from '../../fields';
import { observationRules } from './item-rules';

const MODES = ['onsite', 'mystery', 'video', 'self'] as const;
const RESULTS = ['pass', 'fail', 'na', 'score'] as const;
const SEVERITIES = ['normal', 'critical', 'fatal'] as const;
const SCORE_POINTS = { unit: 'points', least: -1_000, most: 1_000 };

class ObservationFields extends CommonFields {
  @Identifier() observation_id: string;
}

/** One item of the form, as it was found. */
export class ObservedItem {
  /** Names the item of the form in all observations: agreement between observers is judged by it. */
  @Identifier() item_id: string;
  /** Clause of the handbook that the item shows, with its parts after points, e.g. `2.3.2.1`. */
  @Identifier() clause: string;
  /** `answer_accuracy` is the code that metrics read. */
  @Optional() @Identifier() construct?: string;
  @OneOf(RESULTS) result: (typeof RESULTS)[number];
  /** Points of the item's own scale, with the result `score`. */
  @Optional() @Quantity(SCORE_POINTS) value?: number;
  /** Without it, `normal`. */
  @Optional() @OneOf(SEVERITIES) severity?: (typeof SEVERITIES)[number];
  @Optional() @VaultRef() evidence_ref?: string;
}

/** Two observers who judge one session on their own give their observations one `pair_id`. */
@Clauses('8.2.1(2)')
export class ObservationRecorded extends ObservationFields {
  @Identifier() form_id: string;
  @Optional() @Identifier() form_version?: string;
  @OneOf(MODES) mode: (typeof MODES)[number];
  @StaffRef() observer_ref: string;
  @Optional() @StaffRef() subject_staff_ref?: string;
  @Optional() @Instant() started_at?: string;
  @Optional() @Instant() ended_at?: string;
  @NestedList(() => ObservedItem) items: ObservedItem[];
  @Optional() @Identifier() pair_id?: string;
}

@Clauses('8.1.1')
export class ObservationDisputed extends ObservationFields {
  @Identifier() item_id: string;
}

@Clauses('8.1.1')
export class ObservationResolved extends ObservationFields {
  @Identifier() item_id: string;
  /** `upheld`: the result stands. `overturned`: it is the other one. */
  @OneOf(['upheld', 'overturned']) outcome: 'upheld' | 'overturned';
}

export const observation = new Family({
  name: 'observation',
  caseKey: field('observation_id'),
  events: {
    recorded: { data: ObservationRecorded, rules: observationRules },
    disputed: { data: ObservationDisputed },
    resolved: { data: ObservationResolved },
  },
});
