/** The gateway as a Nest module: give it the log, the door and the clock that stamps. */
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { EventLog } from '@plumbline/event-log';
import type { WarehouseClient } from '@plumbline/warehouse';
import type { Door } from './accept-event';
import { AsyncApiController } from './asyncapi/asyncapi.controller';
import { DeadLettersController } from './dead-letters/dead-letters.controller';
import { RedriveDeadLetterHandler } from './dead-letters/redrive-dead-letter.handler';
import { RepairDeadLetterHandler } from './dead-letters/repair-dead-letter.handler';
import { EventsController } from './events.controller';
import { familyPostControllers } from './family-posts/family-posts.controller';
import { PostMainEventHandler } from './family-posts/post-main-event.handler';
import { DOOR, EVENT_LOG, INGEST_CLOCK, INGEST_COUNTS, WAREHOUSE } from './gateway.tokens';
import type { IngestClock } from './ingest-clock';
import type { IngestCounts } from './ingest-counts';
import { IngestEventsHandler } from './ingest-events.handler';

export interface GatewayOptions {
  readonly eventLog: EventLog;
  readonly door: Door;
  readonly clock: IngestClock;
  /** Counted up as events are answered. */
  readonly counts: IngestCounts;
  /** Where dead letters are read that are repaired and driven again; without it only events are taken. */
  readonly warehouse?: WarehouseClient | undefined;
}

@Module({})
export class GatewayModule {
  static with({ eventLog, door, clock, counts, warehouse }: GatewayOptions): DynamicModule {
    return {
      module: GatewayModule,
      imports: [CqrsModule],
      controllers: [
        EventsController,
        ...familyPostControllers(),
        AsyncApiController,
        ...(warehouse ? [DeadLettersController] : []),
      ],
      providers: [
        IngestEventsHandler,
        PostMainEventHandler,
        { provide: EVENT_LOG, useValue: eventLog },
        { provide: DOOR, useValue: door },
        { provide: INGEST_CLOCK, useValue: clock },
        { provide: INGEST_COUNTS, useValue: counts },
        ...(warehouse
          ? [RedriveDeadLetterHandler, RepairDeadLetterHandler, { provide: WAREHOUSE, useValue: warehouse }]
          : []),
      ],
    };
  }
}
