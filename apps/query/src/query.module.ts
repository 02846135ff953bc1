/** The read API as a Nest module: give it the warehouse, the time zone and the pipeline's state. */
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { WarehouseClient } from '@plumbline/warehouse';
import { DeadLettersController } from './dead-letters/dead-letters.controller';
import { GetDeadLetterHandler } from './dead-letters/get-dead-letter.handler';
import { GetDeadLettersHandler } from './dead-letters/get-dead-letters.handler';
import { GetBranchesHandler } from './get-branches.handler';
import { GetIndicatorsHandler } from './get-indicators.handler';
import { GetScoresHandler } from './get-scores.handler';
import { GetStatusHandler } from './get-status.handler';
import { HomeController } from './home.controller';
import type { Pipeline } from './pipeline';
import { PIPELINE, TIME_ZONE, WAREHOUSE } from './query.tokens';
import { ScoresController } from './scores.controller';
import { StatusController } from './status.controller';

export interface QueryOptions {
  readonly warehouse: WarehouseClient;
  readonly timeZone: string;
  readonly pipeline: Pipeline;
}

@Module({})
export class QueryModule {
  static with({ warehouse, timeZone, pipeline }: QueryOptions): DynamicModule {
    return {
      module: QueryModule,
      imports: [CqrsModule],
      controllers: [ScoresController, DeadLettersController, StatusController, HomeController],
      providers: [
        GetBranchesHandler,
        GetDeadLetterHandler,
        GetDeadLettersHandler,
        GetIndicatorsHandler,
        GetScoresHandler,
        GetStatusHandler,
        { provide: WAREHOUSE, useValue: warehouse },
        { provide: TIME_ZONE, useValue: timeZone },
        { provide: PIPELINE, useValue: pipeline },
      ],
    };
  }
}
