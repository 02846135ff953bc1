/** Visits: a customer comes to a branch, a telephone queue or an online service (clauses 2.1.3, 4.1, 4.2). Case: visit_id. */
import { CommonFields, PRIORITY_CLASSES } from '../../common-fields';
import { type Family, field } from '../../family';
import { Count, Flag, Identifier, Identifiers, Instant, OneOf, Optional } from '../../fields';

class VisitFields extends CommonFields {
  @Identifier() visit_id: string;
}

export class VisitArrived extends VisitFields {
  @Optional() @Identifier() ticket_no?: string;
  @Optional() @OneOf(['machine', 'app', 'host']) via?: 'machine' | 'app' | 'host';
  @Optional() @OneOf(PRIORITY_CLASSES) priority_class?: (typeof PRIORITY_CLASSES)[number];
  /** When the customer joined the queue, where that is not the arrival. */
  @Optional() @Instant() queue_entered_at?: string;
  @Optional() @Identifier() appointment_id?: string;
}

export class VisitGreeted extends VisitFields {
  @Flag() need_recorded: boolean;
  @Optional() @Identifier() topic_code?: string;
}

export class VisitRouted extends VisitFields {
  @Optional() @Identifier() from_zone?: string;
  @Identifier() to_zone: string;
  @OneOf(['initial', 'self_service', 'transfer', 'correction']) reason:
    'initial' | 'self_service' | 'transfer' | 'correction';
}

export class VisitCalled extends VisitFields {
  @Identifier() counter_id: string;
  @Optional() @Count(1) call_seq?: number;
}

export class VisitServiceStarted extends VisitFields {
  @Optional() @Identifier() counter_id?: string;
}

export class VisitServed extends VisitFields {
  @Optional() @Identifier() counter_id?: string;
  @Optional() @Flag() resolved?: boolean;
  @Optional() @Identifiers() txn_ids?: string[];
}

export class VisitAbandoned extends VisitFields {
  @OneOf(['no_show', 'left', 'closed', 'unknown']) reason: 'no_show' | 'left' | 'closed' | 'unknown';
  @Optional() @Identifier() detected_by?: string;
}

export const visit: Family = {
  name: 'visit',
  caseKey: field('visit_id'),
  events: {
    arrived: { data: VisitArrived },
    greeted: { data: VisitGreeted },
    routed: { data: VisitRouted },
    called: { data: VisitCalled },
    service_started: { data: VisitServiceStarted },
    served: { data: VisitServed },
    abandoned: { data: VisitAbandoned },
  },
};
