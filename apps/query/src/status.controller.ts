/** GET /status: how the platform is. */
import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { GetStatus, type StatusAnswer } from './get-status.handler';

@ApiTags('operations')
@Controller(['', 'api/v1'])
export class StatusController {
  constructor(private readonly queries: QueryBus) {}

  @Get('status')
  @ApiOperation({ summary: 'Log ends, projectors, lag, freshness, counts, versions' })
  status(): Promise<StatusAnswer> {
    return this.queries.execute(new GetStatus());
  }
}
