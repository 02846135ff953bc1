/** Reference data: branches, service items, calendars, time limits (clauses 2.1, 5.1.1, 5.3.2, 6.2.1, 6.3.3). */
import { SERVICE_LINES, type ServiceLine } from '../../common-fields';
import { Family, field } from '../../family';
import {
  Clauses,
  Count,
  DateOnly,
  Identifier,
  Instant,
  Label,
  Labels,
  NestedList,
  OneOf,
  Optional,
  Quantity,
} from '../../fields';

/** The branch is the envelope's `branchid`. */
@Clauses('2.1', '2.3.3')
export class BranchRegistered {
  @Label() name: string;
  @Optional() @Label() region?: string;
  @Optional() @Label() peer_group?: string;
  @Optional() @Labels() zones?: string[];
  @Optional() @Labels() open_hours?: string[];
  @Optional() @Label() hygiene_owner?: string;
}

/** The branch is the envelope's `branchid`. */
@Clauses('2.1', '2.3.3')
export class HoursChanged {
  @Labels() open_hours: string[];
}

@Clauses('5.1.1')
export class ServiceItemDefined {
  @Identifier() service_item_code: string;
  @OneOf(SERVICE_LINES) service_line: ServiceLine;
  @Label() name_zh: string;
  @Label() name_en: string;
  @Optional() @Quantity({ unit: 'min' }) std_minutes?: number;
  @Optional() @Instant() valid_from?: string;
}

export class CalendarDay {
  @DateOnly() date: string;
  @OneOf(['work', 'rest', 'makeup']) kind: 'work' | 'rest' | 'makeup';
}

/** Replaces the whole year: days that are not listed are Monday to Friday. */
@Clauses('6.3.3')
export class CalendarPublished {
  @Identifier() calendar_id: string;
  @Count({ unit: 'year', least: 1990, most: 2200 }) year: number;
  @NestedList(() => CalendarDay, 366) days: CalendarDay[];
  @Optional() @Instant() valid_through?: string;
  @Optional() @Identifier() authority_ref?: string;
}

/** How long something may take. The most specific service item wins, then the latest valid_from, then the later event. */
@Clauses('5.3.2', '6.2.1', '6.3.3')
export class TimeLimitSet {
  @Identifier() clause: string;
  @Optional() @Identifier() service_item_code?: string;
  /** In the unit that `unit` names. */
  @Count({ unit: 'unit', most: 10_000 }) duration_n: number;
  @OneOf(['min', 'h', 'working_day', 'calendar_day']) unit: 'min' | 'h' | 'working_day' | 'calendar_day';
  /** Type without prefix and version, e.g. `transaction.submitted`. */
  @Identifier() start_event: string;
  @Identifier() end_event: string;
  @Optional() @Identifier() calendar_id?: string;
  @Instant() valid_from: string;
  @Optional() @Identifier('S') approved_by?: string;
}

export const reference = new Family({
  name: 'reference',
  caseKey: (_data, branchId) => branchId,
  events: {
    branch_registered: { data: BranchRegistered },
    hours_changed: { data: HoursChanged },
    service_item_defined: { data: ServiceItemDefined, bankWide: true, caseKey: field('service_item_code') },
    calendar_published: { data: CalendarPublished, bankWide: true, caseKey: field('calendar_id') },
    time_limit_set: { data: TimeLimitSet, bankWide: true, caseKey: field('clause') },
  },
});
