/** The gateway as a Nest module: give it the log, the door and the clock that stamps. */
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { EventLog } from '@plumbline/event-log';
import type { Door } from './accept-event';
import { EventsController } from './events.controller';
import { DOOR, EVENT_LOG, INGEST_CLOCK, INGEST_COUNTS } from './gateway.tokens';
import type { IngestClock } from './ingest-clock';
import type { IngestCounts } from './ingest-counts';
import { IngestEventsHandler } from './ingest-events.handler';

export interface GatewayOptions {
  readonly eventLog: EventLog;
  readonly door: Door;
  readonly clock: IngestClock;
  /** Counted up as events are answered. */
  readonly counts: IngestCounts;
}

@Module({})
export class GatewayModule {
  static with({ eventLog, door, clock, counts }: GatewayOptions): DynamicModule {
    return {
      module: GatewayModule,
      imports: [CqrsModule],
      controllers: [EventsController],
      providers: [
        IngestEventsHandler,
        { provide: EVENT_LOG, useValue: eventLog },
        { provide: DOOR, useValue: door },
        { provide: INGEST_CLOCK, useValue: clock },
        { provide: INGEST_COUNTS, useValue: counts },
      ],
    };
  }
}
