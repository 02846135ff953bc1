/** Surveys: invitations and answers (clauses 4.1.5, 8.2.1(1)). Case: invitation_id, else response_id. */
import { CommonFields } from '../../common-fields';
import { Family, field } from '../../family';
import { Clauses, Flag, Identifier, Label, Labels, NestedList, OneOf, Optional, Quantity } from '../../fields';
import { type Construct, CONSTRUCTS, MOST_ANSWERS, SCALE_POINTS, SurveyResponseFields } from './response-fields';
import { answerRules, scaleRule } from './answer-rules';
import { responseV1Rules, SurveyResponseSubmittedV1, upcastResponseV1 } from './survey-response-v1';

export { type Construct, CONSTRUCTS } from './response-fields';

class InvitationFields extends CommonFields {
  @Identifier() invitation_id: string;
}

@Clauses('4.1.5', '8.2.1(1)')
export class SurveyInvited extends InvitationFields {
  @Identifier() survey_id: string;
  @Optional() @Identifier() survey_version?: string;
  @Optional() @OneOf(['visit', 'txn', 'complaint', 'inquiry']) about?: 'visit' | 'txn' | 'complaint' | 'inquiry';
  @Optional() @Identifier() about_id?: string;
  @Optional() @Identifier() mode?: string;
  @Optional() @OneOf(['census', 'random', 'targeted']) sampling?: 'census' | 'random' | 'targeted';
  /** Chance of selection, for weights. */
  @Optional() @Quantity({ unit: '1', most: 1 }) p_select?: number;
  @Optional() @OneOf(['system', 'staff']) invited_by?: 'system' | 'staff';
}

@Clauses('8.2.1(1)')
export class SurveyDeliveryFailed extends InvitationFields {
  @Optional() @Identifier() reason?: string;
}

@Clauses('8.2.1(1)')
export class SurveyDeclined extends InvitationFields {
  @Optional() @Identifier() reason?: string;
}

@Clauses('8.2.1(1)')
export class SurveyExpired extends InvitationFields {
  @Optional() @Identifier() reason?: string;
}

/** One answer: a value on its scale, or `na`. */
export class SurveyAnswer {
  @Identifier() question_id: string;
  @OneOf(CONSTRUCTS) construct: Construct;
  @Quantity(SCALE_POINTS) scale_min: number;
  @Quantity(SCALE_POINTS) scale_max: number;
  @Optional() @Quantity(SCALE_POINTS) value?: number;
  @Optional() @Flag() na?: boolean;
}

@Clauses('8.2.1(1)')
export class SurveyResponseSubmitted extends SurveyResponseFields {
  @NestedList(() => SurveyAnswer, MOST_ANSWERS) answers: SurveyAnswer[];
}

@Clauses('4.3.3')
export class FeedbackDigestIssued extends CommonFields {
  /** What the digest covers, e.g. `2026-03` or `2026-03-01/2026-03-31`. */
  @Identifier() period: string;
  @Optional() @Labels() topics?: string[];
  @Optional() @Label() to_team?: string;
}

export const survey = new Family({
  name: 'survey',
  caseKey: (data, branchId) => field('invitation_id')(data, branchId) ?? field('response_id')(data, branchId),
  main: { event: 'response_submitted', collection: 'survey-responses' },
  events: {
    invited: { data: SurveyInvited },
    delivery_failed: { data: SurveyDeliveryFailed },
    declined: { data: SurveyDeclined },
    expired: { data: SurveyExpired },
    response_submitted: {
      data: SurveyResponseSubmitted,
      rules: (data) => answerRules(data, scaleRule),
      older: [{ data: SurveyResponseSubmittedV1, rules: responseV1Rules, upcast: upcastResponseV1 }],
    },
    feedback_digest_issued: {
      data: FeedbackDigestIssued,
      caseKey: ({ period }) => (typeof period === 'string' ? `digest/${period}` : undefined),
    },
  },
});
