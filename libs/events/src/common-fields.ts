/** Fields that any event's data may carry (events.md, common fields). */
import { CustomerRef, Identifier, OneOf, Optional } from './fields';

export const CHANNELS = ['onsite', 'phone', 'online', 'app', 'email', 'letter', 'regulator'] as const;
export const SERVICE_LINES = ['personal', 'corporate', 'special'] as const;
export const PRIORITY_CLASSES = ['none', 'elderly', 'disabled', 'pregnant', 'other'] as const;

export class CommonFields {
  @Optional() @OneOf(CHANNELS) channel?: (typeof CHANNELS)[number];
  @Optional() @Identifier() service_item_code?: string;
  @Optional() @Identifier('S') staff_ref?: string;
  @Optional() @CustomerRef() customer_ref?: string;
}
