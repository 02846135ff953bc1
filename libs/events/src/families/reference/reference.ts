/** Reference data: branches, service items, calendars, time limits (clauses 2.1, 5.1.1, 5.3.2, 6.2.1, 6.3.3). */
import { SERVICE_LINES } from '../../common-fields';
import { type Family, field } from '../../family';
import { Count, DateOnly, Identifier, Instant, NestedList, OneOf, Optional, Text, Texts } from '../../fields';

/** The branch is the envelope's `branchid`. */
export class BranchRegistered {
  @Text() name: string;
  @Optional() @Identifier() region?: string;
  @Optional() @Identifier() peer_group?: string;
  @Optional() @Texts() zones?: string[];
  @Optional() @Texts() open_hours?: string[];
  @Optional() @Identifier() hygiene_owner?: string;
}

export class HoursChanged {
  @Texts() open_hours: string[];
}

export class ServiceItemDefined {
  @Identifier() service_item_code: string;
  @OneOf(SERVICE_LINES) service_line: (typeof SERVICE_LINES)[number];
  @Text() name_zh: string;
  @Text() name_en: string;
  @Optional() @Count() std_minutes?: number;
  @Optional() @Instant() valid_from?: string;
}

export class CalendarDay {
  @DateOnly() date: string;
  @OneOf(['work', 'rest', 'makeup']) kind: 'work' | 'rest' | 'makeup';
}

/** Replaces the whole year: days that are not listed are Monday to Friday. */
export class CalendarPublished {
  @Optional() @Identifier() calendar_id?: string;
  @Count(1990, 2100) year: number;
  @NestedList(() => CalendarDay, 366) days: CalendarDay[];
  @Optional() @Instant() valid_through?: string;
  @Optional() @Identifier() authority_ref?: string;
}

/** How long something may take. The most specific service item wins, then the latest valid_from, then the later event. */
export class TimeLimitSet {
  @Identifier() clause: string;
  @Optional() @Identifier() service_item_code?: string;
  @Count(0, 10_000) duration_n: number;
  @OneOf(['min', 'h', 'working_day', 'calendar_day']) unit: 'min' | 'h' | 'working_day' | 'calendar_day';
  /** Type without prefix and version, e.g. `transaction.submitted`. */
  @Identifier() start_event: string;
  @Identifier() end_event: string;
  @Optional() @Identifier() calendar_id?: string;
  @Instant() valid_from: string;
  @Optional() @Identifier('S') approved_by?: string;
}

export const reference: Family = {
  name: 'reference',
  caseKey: (_data, branchId) => branchId,
  events: {
    branch_registered: { data: BranchRegistered },
    hours_changed: { data: HoursChanged },
    service_item_defined: { data: ServiceItemDefined, bankWide: true, caseKey: field('service_item_code') },
    calendar_published: {
      data: CalendarPublished,
      bankWide: true,
      caseKey: (data) => `calendar/${String(data['year'])}`,
    },
    time_limit_set: { data: TimeLimitSet, bankWide: true, caseKey: field('clause') },
  },
};
