/** Surveys: invitations and answers (clauses 4.1.5, 8.2.1(1)). Case: invitation_id, else response_id. */
import { CommonFields, PRIORITY_CLASSES, SERVICE_LINES } from '../../common-fields';
import { type Family, field } from '../../family';
import { Count, Flag, Identifier, NestedList, OneOf, Optional, Quantity, Text, Texts } from '../../fields';
import { SurveyResponseSubmittedV1, upcastResponseV1 } from './survey-response-v1';

export const CONSTRUCTS = [
  'overall',
  'recommend',
  'ease',
  'wayfinding',
  'comfort',
  'disclosure',
  'knowledge',
  'courtesy',
  'complaint_resolution',
] as const;

const WIDEST_SCALE = 1_000;

class InvitationFields extends CommonFields {
  @Identifier() invitation_id: string;
}

export class SurveyInvited extends InvitationFields {
  @Identifier() survey_id: string;
  @Optional() @Identifier() survey_version?: string;
  @Optional() @OneOf(['visit', 'txn', 'complaint', 'inquiry']) about?: 'visit' | 'txn' | 'complaint' | 'inquiry';
  @Optional() @Identifier() about_id?: string;
  @Optional() @Identifier() mode?: string;
  @Optional() @OneOf(['census', 'random', 'targeted']) sampling?: 'census' | 'random' | 'targeted';
  @Optional() @Quantity(0, 1) p_select?: number;
  @Optional() @OneOf(['system', 'staff']) invited_by?: 'system' | 'staff';
}

export class SurveyDeliveryFailed extends InvitationFields {
  @Optional() @Identifier() reason?: string;
}

export class SurveyDeclined extends InvitationFields {
  @Optional() @Identifier() reason?: string;
}

export class SurveyExpired extends InvitationFields {
  @Optional() @Identifier() reason?: string;
}

/** One answer: a value on its scale, or `na`. */
export class SurveyAnswer {
  @Identifier() question_id: string;
  @OneOf(CONSTRUCTS) construct: (typeof CONSTRUCTS)[number];
  @Quantity(-WIDEST_SCALE, WIDEST_SCALE) scale_min: number;
  @Quantity(-WIDEST_SCALE, WIDEST_SCALE) scale_max: number;
  @Optional() @Quantity(-WIDEST_SCALE, WIDEST_SCALE) value?: number;
  @Optional() @Flag() na?: boolean;
}

/** `channel` and `service_item_code` are those of the contact that the response is about. */
export class SurveyResponseSubmitted extends CommonFields {
  @Identifier() response_id: string;
  @Optional() @Identifier() invitation_id?: string;
  @Optional() @OneOf(SERVICE_LINES) service_line?: (typeof SERVICE_LINES)[number];
  @Optional() @OneOf(PRIORITY_CLASSES) priority_class?: (typeof PRIORITY_CLASSES)[number];
  @NestedList(() => SurveyAnswer, 100) answers: SurveyAnswer[];
  @Optional() @Flag() partial?: boolean;
  @Optional() @Count() duration_s?: number;
  @Optional() @Flag() staff_present?: boolean;
  @Optional() @Identifier() device_hash?: string;
  @Optional() @Identifier('F') comment_ref?: string;
}

export class FeedbackDigestIssued extends CommonFields {
  @Identifier() period: string;
  @Optional() @Texts() topics?: string[];
  @Optional() @Text() to_team?: string;
}

export const survey: Family = {
  name: 'survey',
  caseKey: (data) => field('invitation_id')(data) ?? field('response_id')(data),
  events: {
    invited: { data: SurveyInvited },
    delivery_failed: { data: SurveyDeliveryFailed },
    declined: { data: SurveyDeclined },
    expired: { data: SurveyExpired },
    response_submitted: {
      version: 2,
      data: SurveyResponseSubmitted,
      older: { 1: { data: SurveyResponseSubmittedV1, upcast: upcastResponseV1 } },
    },
    feedback_digest_issued: { data: FeedbackDigestIssued, caseKey: (data) => `digest/${field('period')(data) ?? ''}` },
  },
};
