/** Transactions: the five steps submitted → reviewed → processed → confirmed → fed back (clauses 5.1, 5.2). Case: txn_id. */
import { CommonFields, SERVICE_LINES } from '../../common-fields';
import { type Family, field } from '../../family';
import { Flag, Identifier, Instant, OneOf, Optional } from '../../fields';

class TransactionFields extends CommonFields {
  @Identifier() txn_id: string;
}

export class TransactionSubmitted extends TransactionFields {
  @Optional() @Identifier() visit_id?: string;
  @OneOf(SERVICE_LINES) service_line: (typeof SERVICE_LINES)[number];
  @Optional() @Flag() doc_set_complete?: boolean;
}

export class TransactionReviewed extends TransactionFields {
  @OneOf(['accepted', 'rejected', 'more_docs']) outcome: 'accepted' | 'rejected' | 'more_docs';
}

export class TransactionProcessed extends TransactionFields {
  @Optional() @Identifier() system_code?: string;
}

export class TransactionConfirmed extends TransactionFields {
  @OneOf(['customer', 'checker', 'system']) confirmed_by: 'customer' | 'checker' | 'system';
}

export class TransactionFedBack extends TransactionFields {
  @Optional() @Identifier() feedback_channel?: string;
}

export class TransactionRejected extends TransactionFields {
  @OneOf(['submitted', 'reviewed', 'processed']) stage: 'submitted' | 'reviewed' | 'processed';
  @Optional() @Identifier() reason_code?: string;
}

export class TransactionReworked extends TransactionFields {
  @Optional() @Identifier() stage?: string;
  @Optional() @Identifier() error_code?: string;
  @Optional() @OneOf(['minor', 'major', 'critical']) severity?: 'minor' | 'major' | 'critical';
  @OneOf(['staff', 'system', 'customer']) caused_by: 'staff' | 'system' | 'customer';
}

export class TransactionProgressNotified extends TransactionFields {
  @Optional() @Identifier() notice_channel?: string;
}

export class AnomalyReported extends TransactionFields {
  @Identifier() kind: string;
  @Instant() detected_at: string;
  @Optional() @Identifier() reported_to?: string;
}

export const transaction: Family = {
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
};
