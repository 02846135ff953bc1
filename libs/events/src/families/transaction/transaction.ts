/** Transactions: the five steps submitted → reviewed → processed → confirmed → fed back (clauses 5.1, 5.2). Case: txn_id. */
import { CommonFields, SERVICE_LINES, type ServiceLine } from '../../common-fields';
import { Family, field } from '../../family';
import { Clauses, Flag, Identifier, Instant, OneOf, Optional } from '../../fields';

class TransactionFields extends CommonFields {
  @Identifier() txn_id: string;
}

@Clauses('5.1.1', '5.1.2')
export class TransactionSubmitted extends TransactionFields {
  @Optional() @Identifier() visit_id?: string;
  @OneOf(SERVICE_LINES) service_line: ServiceLine;
  @Optional() @Flag() doc_set_complete?: boolean;
}

@Clauses('5.2.2(2)')
export class TransactionReviewed extends TransactionFields {
  @OneOf(['accepted', 'rejected', 'more_docs']) outcome: 'accepted' | 'rejected' | 'more_docs';
}

@Clauses('5.1.2')
export class TransactionProcessed extends TransactionFields {
  @Optional() @Identifier() system_code?: string;
}

@Clauses('5.1.2')
export class TransactionConfirmed extends TransactionFields {
  @OneOf(['customer', 'checker', 'system']) confirmed_by: 'customer' | 'checker' | 'system';
}

@Clauses('5.1.2')
export class TransactionFedBack extends TransactionFields {
  @Optional() @Identifier() feedback_channel?: string;
}

@Clauses('5.2.2')
export class TransactionRejected extends TransactionFields {
  @OneOf(['submitted', 'reviewed', 'processed']) stage: 'submitted' | 'reviewed' | 'processed';
  @Optional() @Identifier() reason_code?: string;
}

@Clauses('5.2.1')
export class TransactionReworked extends TransactionFields {
  @Optional() @Identifier() stage?: string;
  @Optional() @Identifier() error_code?: string;
  @Optional() @OneOf(['minor', 'major', 'critical']) severity?: 'minor' | 'major' | 'critical';
  @OneOf(['staff', 'system', 'customer']) caused_by: 'staff' | 'system' | 'customer';
}

@Clauses('5.1.2')
export class TransactionProgressNotified extends TransactionFields {
  @Optional() @Identifier() notice_channel?: string;
}

@Clauses('5.2.2(4)')
export class AnomalyReported extends TransactionFields {
  @Identifier() kind: string;
  @Instant() detected_at: string;
  @Optional() @Identifier() reported_to?: string;
}

export const transaction = new Family({
  name: 'transaction',
  caseKey: field('txn_id'),
  events: {
    submitted: { data: TransactionSubmitted },
    reviewed: { data: TransactionReviewed },
    processed: { data: TransactionProcessed },
    confirmed: { data: TransactionConfirmed },
    fed_back: { data: TransactionFedBack },
    rejected: { data: TransactionRejected },
    reworked: { data: TransactionReworked },
    progress_notified: { data: TransactionProgressNotified },
    anomaly_reported: { data: AnomalyReported },
  },
});
