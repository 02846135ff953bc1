/** Visits: a customer comes to a branch, a telephone queue or an online service (clauses 2.1.3, 4.1, 4.2). Case: visit_id. */
import { CommonFields, PRIORITY_CLASSES, type PriorityClass } from '../../common-fields';
import { Family, field } from '../../family';
import { Clauses, Count, Flag, Identifier, Identifiers, Instant, Label, OneOf, Optional } from '../../fields';

class VisitFields extends CommonFields {
  @Identifier() visit_id: string;
}

@Clauses('4.1', '4.2')
export class VisitArrived extends VisitFields {
  @Optional() @Identifier() ticket_no?: string;
  @Optional() @OneOf(['machine', 'app', 'host']) via?: 'machine' | 'app' | 'host';
  /** Only what is declared or plainly operational; never a trait judged from looks (clause 4.2.1). */
  @Optional() @OneOf(PRIORITY_CLASSES) priority_class?: PriorityClass;
  /** When the customer joined the queue, where that is not the arrival. */
  @Optional() @Instant() queue_entered_at?: string;
  @Optional() @Identifier() appointment_id?: string;
}

@Clauses('4.1.1', '4.1.2')
export class VisitGreeted extends VisitFields {
  @Flag() need_recorded: boolean;
  @Optional() @Identifier() topic_code?: string;
}

@Clauses('4.1.3')
export class VisitRouted extends VisitFields {
  @Optional() @Label() from_zone?: string;
  @Label() to_zone: string;
  @OneOf(['initial', 'self_service', 'transfer', 'correction'])
  reason: 'initial' | 'self_service' | 'transfer' | 'correction';
}

@Clauses('2.1.3')
export class VisitCalled extends VisitFields {
  @Identifier() counter_id: string;
  @Optional() @Count({ unit: '1', least: 1 }) call_seq?: number;
}

@Clauses('4.1.4')
export class VisitServiceStarted extends VisitFields {
  @Optional() @Identifier() counter_id?: string;
}

@Clauses('4.1.4')
export class VisitServed extends VisitFields {
  @Optional() @Identifier() counter_id?: string;
  @Optional() @Flag() resolved?: boolean;
  @Optional() @Identifiers() txn_ids?: string[];
}

@Clauses('2.1.3')
export class VisitAbandoned extends VisitFields {
  @OneOf(['no_show', 'left', 'closed', 'unknown']) reason: 'no_show' | 'left' | 'closed' | 'unknown';
  @Optional() @Identifier() detected_by?: string;
}

export const visit = new Family({
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
});
