/** POST /api/v1/rebuilds: rebuild projections while reads go on; answers when the new tables are in place. */
import { Controller, HttpCode, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type RebuildAnswer, RebuildFamilies } from './rebuild-families.handler';

@ApiTags('operations')
@Controller('api/v1/rebuilds')
export class RebuildsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary: 'Rebuild facts and daily sums from the stored events',
    description:
      'Reads go on meanwhile, projection waits. Progress stands in GET /status. The rebuild goes on if the caller leaves.',
  })
  @ApiQuery({ name: 'family', required: false, description: 'Comma-separated families; all when left out.' })
  @ApiResponse({ status: 200, description: 'The new tables are in place.' })
  rebuild(@Query('family') family: string | undefined): Promise<RebuildAnswer> {
    const names = family === undefined || family === '' ? [] : family.split(',');
    return this.commands.execute(new RebuildFamilies(names));
  }
}
