/** The gateway as a Nest module: give it the log and the pseudonymiser. */
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Pseudonymiser } from '@plumbline/access';
import type { EventLog } from '@plumbline/event-log';
import type { Door } from './accept-event';
import { EventsController } from './events.controller';
import { DOOR, EVENT_LOG, INGEST_COUNTS } from './gateway.tokens';
import type { IngestCounts } from './ingest-counts';
import { IngestEventsHandler } from './ingest-events.handler';
import { risingClock } from './rising-clock';

export interface GatewayOptions {
  readonly eventLog: EventLog;
  readonly pseudonymiser: Pseudonymiser;
  /** Counted up as events are answered. */
  readonly counts: IngestCounts;
}

@Module({})
export class GatewayModule {
  static with({ eventLog, pseudonymiser, counts }: GatewayOptions): DynamicModule {
    const door: Door = { pseudonymiser, now: risingClock() };
    return {
      module: GatewayModule,
      imports: [CqrsModule],
      controllers: [EventsController],
      providers: [
        IngestEventsHandler,
        { provide: EVENT_LOG, useValue: eventLog },
        { provide: DOOR, useValue: door },
        { provide: INGEST_COUNTS, useValue: counts },
      ],
    };
  }
}
