/** Complaints: registered → assigned → investigated → handled → replied (clauses 6.1 to 6.3). Case: complaint_id. */
import { CommonFields } from '../../common-fields';
import { Family, field } from '../../family';
import {
  Clauses,
  Flag,
  Identifier,
  Identifiers,
  Instant,
  Label,
  Nested,
  OneOf,
  Optional,
  StaffRef,
  VaultRef,
} from '../../fields';

const CATEGORIES = ['service', 'business', 'technical', 'other'] as const;
const FINDINGS = ['substantiated', 'partly', 'unsubstantiated', 'undetermined'] as const;

class ComplaintFields extends CommonFields {
  @Identifier() complaint_id: string;
}

/** Which of the four items of the register are filled in (clause 6.2.1). */
export class RegisterFields {
  @Flag() complainant: boolean;
  @Flag() time: boolean;
  @Flag() content: boolean;
  @Flag() channel: boolean;
}

/** Which parts a reply gave (clause 6.3.2). */
export class ReplyContent {
  @Flag() matter: boolean;
  @Flag() result: boolean;
  @Flag() basis: boolean;
  @Flag() follow_up: boolean;
}

@Clauses('6.1', '6.2.1')
export class ComplaintRegistered extends ComplaintFields {
  @Optional() @Instant() received_at?: string;
  @OneOf(CATEGORIES) category: (typeof CATEGORIES)[number];
  /** `attitude` is the code that metrics read. */
  @Optional() @Identifier() cause_code?: string;
  @Nested(() => RegisterFields) fields_complete: RegisterFields;
  @Optional() @Identifier() repeat_of?: string;
  @Optional() @Identifier() zone_id?: string;
  @Optional() @VaultRef() text_ref?: string;
}

@Clauses('6.1.2')
export class ComplaintReclassified extends ComplaintFields {
  @OneOf(CATEGORIES) from: (typeof CATEGORIES)[number];
  @OneOf(CATEGORIES) to: (typeof CATEGORIES)[number];
  @Optional() @Identifier() reason?: string;
}

@Clauses('6.2.2')
export class ComplaintAssigned extends ComplaintFields {
  @Optional() @Label() to_team?: string;
  @Optional() @StaffRef() handler_ref?: string;
  @Optional() @Flag() handler_qualified?: boolean;
  @Optional() @Flag() conflict_free?: boolean;
}

@Clauses('6.2.3')
export class ComplaintInvestigated extends ComplaintFields {
  @OneOf(FINDINGS) finding: (typeof FINDINGS)[number];
  @Optional() @Identifier() root_cause_code?: string;
}

/** The handling ends at the event's `time`. */
@Clauses('6.2.4')
export class ComplaintHandled extends ComplaintFields {
  @Optional() @Identifiers() measure_codes?: string[];
}

@Clauses('6.2.5', '6.3')
export class ComplaintReplied extends ComplaintFields {
  @Optional() @Identifier() reply_channel?: string;
  @Nested(() => ReplyContent) content: ReplyContent;
  @Flag() follow_up_required: boolean;
  @Optional() @Flag() remedies_told?: boolean;
}

@Clauses('6.3.3')
export class ComplaintExtended extends ComplaintFields {
  @OneOf(['handling', 'reply']) kind: 'handling' | 'reply';
  @Optional() @Instant() old_due?: string;
  @Instant() new_due: string;
  @Optional() @Identifier() reason_code?: string;
  /** Without it the extension was not approved and moves nothing. */
  @Optional() @Identifier('S') approved_by?: string;
  @Optional() @Flag() customer_told?: boolean;
}

@Clauses('6.3.2(4)')
export class ComplaintReopened extends ComplaintFields {
  @Optional() @Identifier() reason_code?: string;
}

@Clauses('6.3.2(4)')
export class ComplaintWithdrawn extends ComplaintFields {
  /** `mistaken` is the code that metrics read. */
  @Optional() @Identifier() reason_code?: string;
}

@Clauses('6.3.2(4)')
export class ComplaintReviewRequested extends ComplaintFields {
  @Optional() @Identifier() reason_code?: string;
}

@Clauses('6.3.2(4)')
export class ComplaintFollowUpCompleted extends ComplaintFields {
  @Optional() @Identifier() reason_code?: string;
}

export const complaint = new Family({
  name: 'complaint',
  caseKey: field('complaint_id'),
  events: {
    registered: { data: ComplaintRegistered },
    reclassified: { data: ComplaintReclassified },
    assigned: { data: ComplaintAssigned },
    investigated: { data: ComplaintInvestigated },
    handled: { data: ComplaintHandled },
    replied: { data: ComplaintReplied },
    extended: { data: ComplaintExtended },
    reopened: { data: ComplaintReopened },
    withdrawn: { data: ComplaintWithdrawn },
    review_requested: { data: ComplaintReviewRequested },
    follow_up_completed: { data: ComplaintFollowUpCompleted },
  },
});
