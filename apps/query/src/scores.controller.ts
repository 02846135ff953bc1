/** The read API: indicators, scores, branches (api.md, Reading). */
import type { Readable } from 'node:stream';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { csvStream, jsonStream, LOT } from './answer-stream';
import { type AwaitedReply, leftSignal } from './client-left';
import { type Branch, GetBranches } from './get-branches.handler';
import { GetIndicators, type IndicatorsAnswer } from './get-indicators.handler';
import { GetScores, type ScoresAnswer } from './get-scores.handler';
import type { RawParameters } from './parameters';
import { scoresCsv } from './scores-csv';

@ApiTags('scores')
@Controller('api/v1')
export class ScoresController {
  constructor(private readonly queries: QueryBus) {}

  @Get('indicators')
  @ApiOperation({
    summary: 'The scheme in force: dimensions, indicators, metrics with formula, anchors, weight, clause',
  })
  indicators(): Promise<IndicatorsAnswer> {
    return this.queries.execute(new GetIndicators());
  }

  @Get('scores')
  @ApiOperation({
    summary: 'Scores with interval, n, coverage and status',
    description: 'Rows ascend by time, then group, then model order. Numbers are not rounded.',
  })
  @ApiQuery({ name: 'from', required: false, description: 'First local day; 90 days before `to` by default.' })
  @ApiQuery({ name: 'to', required: false, description: 'Day after the last; tomorrow by default.' })
  @ApiQuery({ name: 'grain', required: false, enum: ['none', 'day', 'week', 'month', 'quarter', 'year'] })
  @ApiQuery({
    name: 'by',
    required: false,
    description:
      'Comma-separated: region, branch, channel, service_line, service_item, priority_class, staff; none by default.',
  })
  @ApiQuery({ name: 'level', required: false, description: 'Comma-separated: overall, dimension, indicator, metric.' })
  @ApiQuery({ name: 'id', required: false, description: 'Comma-separated ids of the model, e.g. p1 or c1-nps.' })
  @ApiQuery({ name: 'branch', required: false })
  @ApiQuery({ name: 'region', required: false })
  @ApiQuery({ name: 'channel', required: false })
  @ApiQuery({ name: 'service_line', required: false })
  @ApiQuery({ name: 'format', required: false, enum: ['json', 'csv'] })
  @ApiResponse({ status: 200, description: 'Rows.' })
  @ApiResponse({ status: 400, description: 'Every fault of the parameters, as a problem document.' })
  @ApiResponse({ status: 413, description: 'More rows than one answer may have.' })
  @ApiResponse({ status: 503, description: 'ClickHouse does not answer.' })
  async scores(
    @Query() parameters: RawParameters,
    @Res({ passthrough: true }) reply: AwaitedReply,
  ): Promise<ScoresAnswer | string | Readable> {
    const answer = await this.queries.execute(new GetScores(parameters, leftSignal(reply)));
    const isLarge = answer.rows.length > LOT;
    if (parameters['format'] === 'csv') {
      reply.type('text/csv; charset=utf-8');
      return isLarge ? csvStream(answer) : scoresCsv(answer.rows, answer.meta.by);
    }
    if (!isLarge) return answer;
    reply.type('application/json; charset=utf-8');
    return jsonStream(answer);
  }

  @Get('branches')
  @ApiOperation({ summary: 'Branches with region and peer group, as last registered' })
  branches(): Promise<readonly Branch[]> {
    return this.queries.execute(new GetBranches());
  }

  @Get('branches/:branch')
  @ApiOperation({ summary: 'One branch' })
  async branch(@Param('branch') branch: string): Promise<Branch | undefined> {
    const [found] = await this.queries.execute(new GetBranches(branch));
    return found;
  }
}
