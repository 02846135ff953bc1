/** GET /charts/…: what charts plot, in flat rows that a panel reads by name. */
import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type AwaitedReply, leftSignal } from '../client-left';
import type { RawParameters } from '../parameters';
import { type ArrivalsAnswer, GetArrivals } from './get-arrivals.handler';
import { COMPLAINT_GROUPS, type ComplaintCountsAnswer, GetComplaintCounts } from './get-complaint-counts.handler';
import { type ControlAnswer, GetControlChart } from './get-control-chart.handler';
import { type CoverageAnswer, GetCoverage } from './get-coverage.handler';
import { type FunnelAnswer, GetFunnel } from './get-funnel.handler';
import { GetLoad, type LoadAnswer } from './get-load.handler';
import { GetMatrix, type MatrixAnswer } from './get-matrix.handler';
import { GetPeers, type PeersAnswer } from './get-peers.handler';
import { GetSeries, type SeriesAnswer } from './get-series.handler';
import { GetWaits, type WaitsAnswer } from './get-waits.handler';

const GRAIN = { name: 'grain', required: false, enum: ['day', 'week', 'month', 'quarter', 'year'], description: 'week by default.' }; // prettier-ignore
const ID = { name: 'id', required: false, description: 'One id of the model; `overall` by default.' };
const FAULTS = { status: 400, description: 'Every fault of the parameters, as a problem document.' };

/** Beside their own parameters, all take from, to and the filters of GET /scores, unless they say otherwise. */
@ApiTags('charts')
@Controller('api/v1/charts')
export class ChartsController {
  constructor(private readonly queries: QueryBus) {}

  @Get('control')
  @ApiOperation({
    summary: 'Control chart of one id: values, centre, three-sigma limits and run-rule signals',
    description:
      'p or u limits for shares and rates (primed where periods spread more than chance), moving ranges for scores and other values. The limits rest on the first 20 points of the range, and are `trial` on fewer.',
  })
  @ApiQuery(ID)
  @ApiQuery(GRAIN)
  @ApiResponse(FAULTS)
  control(@Query() parameters: RawParameters, @Res({ passthrough: true }) reply: AwaitedReply): Promise<ControlAnswer> {
    return this.queries.execute(new GetControlChart(parameters, leftSignal(reply)));
  }

  @Get('series')
  @ApiOperation({ summary: 'One id period by period, for the twelve largest groups side by side' })
  @ApiQuery(ID)
  @ApiQuery(GRAIN)
  @ApiQuery({ name: 'by', required: false, description: 'A group of GET /scores but staff; none by default.' })
  @ApiResponse(FAULTS)
  series(@Query() parameters: RawParameters, @Res({ passthrough: true }) reply: AwaitedReply): Promise<SeriesAnswer> {
    return this.queries.execute(new GetSeries(parameters, leftSignal(reply)));
  }

  @Get('funnel')
  @ApiOperation({
    summary: 'Which groups are higher or lower than expected, at their size',
    description:
      'Limits with overdispersion (Spiegelhalter), verdicts at a false-discovery rate of 5 % over all groups. The worst first.',
  })
  @ApiQuery(ID)
  @ApiQuery({ name: 'by', required: false, enum: ['branch', 'region', 'channel', 'service_line', 'service_item'] })
  @ApiResponse(FAULTS)
  funnel(@Query() parameters: RawParameters, @Res({ passthrough: true }) reply: AwaitedReply): Promise<FunnelAnswer> {
    return this.queries.execute(new GetFunnel(parameters, leftSignal(reply)));
  }

  @Get('matrix')
  @ApiOperation({ summary: 'Scores as a table: a row per group, a column per dimension and indicator' })
  @ApiQuery({ name: 'by', required: false, enum: ['branch', 'region', 'channel', 'service_line', 'service_item'] })
  @ApiResponse(FAULTS)
  matrix(@Query() parameters: RawParameters, @Res({ passthrough: true }) reply: AwaitedReply): Promise<MatrixAnswer> {
    return this.queries.execute(new GetMatrix(parameters, leftSignal(reply)));
  }

  @Get('peers')
  @ApiOperation({ summary: 'One branch beside the quartiles of its peer group, with anchors and clauses of metrics' })
  @ApiQuery({ name: 'branch', required: true })
  @ApiQuery({ name: 'level', required: false, description: 'As in /scores; indicators by default.' })
  @ApiQuery({ ...ID, description: 'Comma-separated ids of the model.' })
  @ApiResponse(FAULTS)
  peers(@Query() parameters: RawParameters, @Res({ passthrough: true }) reply: AwaitedReply): Promise<PeersAnswer> {
    return this.queries.execute(new GetPeers(parameters, leftSignal(reply)));
  }

  @Get('waits')
  @ApiOperation({ summary: 'Percentiles of the onsite wait by period, Kaplan–Meier, with the served alone beside' })
  @ApiQuery(GRAIN)
  @ApiResponse(FAULTS)
  waits(@Query() parameters: RawParameters, @Res({ passthrough: true }) reply: AwaitedReply): Promise<WaitsAnswer> {
    return this.queries.execute(new GetWaits(parameters, leftSignal(reply)));
  }

  @Get('load')
  @ApiOperation({
    summary: 'Visits by local hour and weekday, per day on which anybody came (filters: branch, region)',
  })
  @ApiResponse(FAULTS)
  load(@Query() parameters: RawParameters, @Res({ passthrough: true }) reply: AwaitedReply): Promise<LoadAnswer> {
    return this.queries.execute(new GetLoad(parameters, leftSignal(reply)));
  }

  @Get('coverage')
  @ApiOperation({ summary: 'How much of the weight is scored, by method, and which metrics and clauses have no score' })
  @ApiResponse(FAULTS)
  coverage(
    @Query() parameters: RawParameters,
    @Res({ passthrough: true }) reply: AwaitedReply,
  ): Promise<CoverageAnswer> {
    return this.queries.execute(new GetCoverage(parameters, leftSignal(reply)));
  }

  @Get('arrivals')
  @ApiOperation({ summary: 'Events taken, late and in conflict, by day or family (parameters: from, to)' })
  @ApiQuery({ name: 'by', required: false, enum: ['day', 'family'] })
  @ApiResponse(FAULTS)
  arrivals(
    @Query() parameters: RawParameters,
    @Res({ passthrough: true }) reply: AwaitedReply,
  ): Promise<ArrivalsAnswer> {
    return this.queries.execute(new GetArrivals(parameters, leftSignal(reply)));
  }

  @Get('complaints')
  @ApiOperation({ summary: 'Complaints by kind, with both clocks (filters and as_of as in /complaints)' })
  @ApiQuery({ name: 'by', required: false, enum: [...COMPLAINT_GROUPS] })
  @ApiResponse(FAULTS)
  complaints(
    @Query() parameters: RawParameters,
    @Res({ passthrough: true }) reply: AwaitedReply,
  ): Promise<ComplaintCountsAnswer> {
    return this.queries.execute(new GetComplaintCounts(parameters, leftSignal(reply)));
  }
}
