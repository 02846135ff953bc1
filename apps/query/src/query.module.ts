/** The read API as a Nest module: give it the warehouse, the time zone and the pipeline's state. */
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { WarehouseClient } from '@plumbline/warehouse';
import { CasesController } from './cases/cases.controller';
import { GetCaseHandler } from './cases/get-case.handler';
import { ChartsController } from './charts/charts.controller';
import { CHART_HANDLERS } from './charts/charts.providers';
import { ComplaintsController } from './complaints/complaints.controller';
import { GetComplaintHandler } from './complaints/get-complaint.handler';
import { GetComplaintsHandler } from './complaints/get-complaints.handler';
import { DeadLettersController } from './dead-letters/dead-letters.controller';
import { GetDeadLetterHandler } from './dead-letters/get-dead-letter.handler';
import { GetDeadLettersHandler } from './dead-letters/get-dead-letters.handler';
import { EvidenceController } from './evidence/evidence.controller';
import { GetEvidenceHandler } from './evidence/get-evidence.handler';
import { ExplainController } from './explain/explain.controller';
import { GetExplanationHandler } from './explain/get-explanation.handler';
import { GetBranchesHandler } from './get-branches.handler';
import { GetIndicatorsHandler } from './get-indicators.handler';
import { GetScoresHandler } from './get-scores.handler';
import { GetStatusHandler } from './get-status.handler';
import type { Pipeline } from './pipeline';
import { PIPELINE, TIME_ZONE, WAREHOUSE } from './query.tokens';
import { ScoresController } from './scores.controller';
import { GetWhatIfHandler } from './what-if/get-what-if.handler';
import { WhatIfController } from './what-if/what-if.controller';
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
      controllers: [
        ScoresController,
        ExplainController,
        EvidenceController,
        CasesController,
        ComplaintsController,
        ChartsController,
        WhatIfController,
        DeadLettersController,
        StatusController,
      ],
      providers: [
        GetBranchesHandler,
        GetCaseHandler,
        GetComplaintHandler,
        GetComplaintsHandler,
        GetDeadLetterHandler,
        GetDeadLettersHandler,
        GetEvidenceHandler,
        GetExplanationHandler,
        GetIndicatorsHandler,
        GetScoresHandler,
        GetStatusHandler,
        ...CHART_HANDLERS,
        GetWhatIfHandler,
        { provide: WAREHOUSE, useValue: warehouse },
        { provide: TIME_ZONE, useValue: timeZone },
        { provide: PIPELINE, useValue: pipeline },
      ],
    };
  }
}
