/** GET /scores/explain: one score opened. */
import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AS_OF, NOT_SETTLED } from '../as-of.openapi';
import { type AwaitedReply, leftSignal } from '../client-left';
import type { RawParameters } from '../parameters';
import { EXPLANATION_SCHEMA } from './explain.openapi';
import type { Explanation } from './explanation';
import { type ExplanationTable, GetExplanation } from './get-explanation.handler';

@ApiTags('scores')
@Controller('api/v1')
export class ExplainController {
  constructor(private readonly queries: QueryBus) {}

  @Get('scores/explain')
  @ApiOperation({
    summary: 'One score opened: contributions, raw sums, exclusions, and its change since the period before',
    description:
      'The change is split exactly into performance (the same kinds of cases went better or worse), mix (there were more of some kinds and fewer of others), scheme (weights or anchors changed) and coverage (metrics came or went). `links` lead on: to the parts, the whole, the period before, the row, and for a metric the cases.',
  })
  @ApiQuery({ name: 'id', required: false, description: 'One id of the model, e.g. p1; `overall` by default.' })
  @ApiQuery({ name: 'from', required: false, description: 'First local day; 90 days before `to` by default.' })
  @ApiQuery({ name: 'to', required: false, description: 'Day after the last; tomorrow by default.' })
  @ApiQuery({
    name: 'grain',
    required: false,
    enum: ['none', 'day', 'week', 'month', 'quarter', 'year'],
    description: 'The period before is the previous one of the grain; without it, as many days just before `from`.',
  })
  @ApiQuery({ name: 'time', required: false, description: 'Of a range of several periods: the `time` of a row.' })
  @ApiQuery({ name: 'branch', required: false, description: 'As in /scores, like the other groups.' })
  @ApiQuery({ name: 'region', required: false })
  @ApiQuery({ name: 'channel', required: false })
  @ApiQuery({ name: 'service_line', required: false })
  @ApiQuery({ name: 'service_item', required: false })
  @ApiQuery({ name: 'priority_class', required: false })
  @ApiQuery({ name: 'staff', required: false })
  @ApiQuery(AS_OF)
  @ApiQuery({
    name: 'format',
    required: false,
    enum: ['json', 'rows'],
    description:
      '`rows`: the same in flat rows for charts, each with its `section` (contributions, parts, change_by_part, change_by_child, movers, strata).',
  })
  @ApiQuery({ name: 'section', required: false, description: 'Of `rows`: only these sections, comma-separated.' })
  @ApiResponse({ status: 200, description: 'The explanation.', schema: EXPLANATION_SCHEMA })
  @ApiResponse({ status: 400, description: 'Every fault of the parameters, as a problem document.' })
  @ApiResponse(NOT_SETTLED)
  @ApiResponse({ status: 503, description: 'ClickHouse does not answer.' })
  explain(
    @Query() parameters: RawParameters,
    @Res({ passthrough: true }) reply: AwaitedReply,
  ): Promise<Explanation | ExplanationTable> {
    return this.queries.execute(new GetExplanation(parameters, leftSignal(reply)));
  }
}
