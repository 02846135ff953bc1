/** The gateway as a Nest module: give it the log and the pseudonymiser. */
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Pseudonymiser } from '@plumbline/access';
import type { EventLog } from '@plumbline/event-log';
import type { Door } from './accept-event';
import { EventsController } from './events.controller';
import { DOOR, EVENT_LOG } from './gateway.tokens';
import { IngestEventsHandler } from './ingest-events.handler';
import { risingClock } from './rising-clock';

export interface GatewayOptions {
  readonly eventLog: EventLog;
  readonly pseudonymiser: Pseudonymiser;
}

@Module({})
export class GatewayModule {
  static with({ eventLog, pseudonymiser }: GatewayOptions): DynamicModule {
    const door: Door = { pseudonymiser, now: risingClock() };
    return {
      module: GatewayModule,
      imports: [CqrsModule],
      controllers: [EventsController],
      providers: [IngestEventsHandler, { provide: EVENT_LOG, useValue: eventLog }, { provide: DOOR, useValue: door }],
    };
  }
}
