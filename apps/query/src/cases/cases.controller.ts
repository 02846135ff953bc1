/** GET /cases/{family}/{case_id}: one case with everything that is known of it. */
import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiParam, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CASE_FAMILIES } from '@plumbline/warehouse';
import { AS_OF, NOT_SETTLED } from '../as-of.openapi';
import type { RawParameters } from '../parameters';
import { CASE_SCHEMA } from './case.openapi';
import { type CaseAnswer, GetCase } from './get-case.handler';

@ApiTags('evidence')
@Controller('api/v1')
export class CasesController {
  constructor(private readonly queries: QueryBus) {}

  @Get('cases/:family/:case_id')
  @ApiOperation({
    summary: 'One case: raw events with both clocks and their place in the log, facts, and the metrics it counts in',
    description:
      'Facts and metrics are folded from the events as they are asked for, by the fold that the scores come from. Staff and customers are pseudonyms; free text is never kept, only references to a vault.',
  })
  @ApiParam({ name: 'family', enum: CASE_FAMILIES })
  @ApiParam({ name: 'case_id', description: 'As in the rows of /evidence.' })
  @ApiResponse({ status: 200, description: 'The case.', schema: CASE_SCHEMA })
  @ApiQuery(AS_OF)
  @ApiResponse(NOT_SETTLED)
  @ApiResponse({ status: 404, description: 'No such family, or no event names the case.' })
  @ApiResponse({ status: 503, description: 'ClickHouse does not answer.' })
  case(
    @Param('family') family: string,
    @Param('case_id') caseId: string,
    @Query() parameters: RawParameters,
  ): Promise<CaseAnswer> {
    return this.queries.execute(new GetCase(family, caseId, parameters));
  }
}
