/** Inquiries: received → answered, or escalated → replied to by a promised time (clauses 5.3.1, 5.3.2). Case: inquiry_id. */
import { CommonFields } from '../../common-fields';
import { Family, field } from '../../family';
import { Clauses, Count, Flag, Identifier, Instant, Label, OneOf, Optional } from '../../fields';

class InquiryFields extends CommonFields {
  @Identifier() inquiry_id: string;
}

@Clauses('5.3.1')
export class InquiryReceived extends InquiryFields {
  /** What it is about: a later contact of the same customer with the same topic is a repeat. */
  @Optional() @Identifier() topic_code?: string;
  /** When the customer joined the queue, where that is not the receipt. */
  @Optional() @Instant() queue_entered_at?: string;
}

@Clauses('5.3.2')
export class InquiryAnswered extends InquiryFields {
  /** `immediate` closes the inquiry; `partial` leaves it open for a reply. */
  @OneOf(['immediate', 'partial']) kind: 'immediate' | 'partial';
  @Optional() @Flag() resolved?: boolean;
}

/** What cannot be answered on the spot goes to another team, and the customer is told by when a reply comes. */
@Clauses('5.3.2(3)')
export class InquiryEscalated extends InquiryFields {
  @Optional() @Label() to_team?: string;
  @Instant() promised_reply_by: string;
}

@Clauses('5.3.2(3)')
export class InquiryReplied extends InquiryFields {
  @Optional() @Flag() resolved?: boolean;
}

@Clauses('5.3.2(3)')
export class InquiryAbandoned extends InquiryFields {
  @Optional() @Count({ unit: 's' }) wait_s?: number;
}

export const inquiry = new Family({
  name: 'inquiry',
  caseKey: field('inquiry_id'),
  events: {
    received: { data: InquiryReceived },
    answered: { data: InquiryAnswered },
    escalated: { data: InquiryEscalated },
    replied: { data: InquiryReplied },
    abandoned: { data: InquiryAbandoned },
  },
});
