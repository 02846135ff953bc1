/** Fields that any event's data may carry (events.md, common fields). */
import { CustomerRef, Identifier, OneOf, Optional, StaffRef } from './fields';

export const CHANNELS = ['onsite', 'phone', 'online', 'app', 'email', 'letter', 'regulator'] as const;
export const SERVICE_LINES = ['personal', 'corporate', 'special'] as const;
export const PRIORITY_CLASSES = ['none', 'elderly', 'disabled', 'pregnant', 'other'] as const;

export type Channel = (typeof CHANNELS)[number];
export type ServiceLine = (typeof SERVICE_LINES)[number];
export type PriorityClass = (typeof PRIORITY_CLASSES)[number];

export class CommonFields {
  @Optional() @OneOf(CHANNELS) channel?: Channel;
  @Optional() @Identifier() service_item_code?: string;
  @Optional() @StaffRef() staff_ref?: string;
  @Optional() @CustomerRef() customer_ref?: string;
}
