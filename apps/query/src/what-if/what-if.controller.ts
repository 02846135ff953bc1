/** POST /what-if: corrections and voids as a dry run. */
import {
  BadRequestException,
  Body,
  Controller,
  HttpCode,
  PayloadTooLargeException,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type AwaitedReply, leftSignal } from '../client-left';
import type { RawParameters } from '../parameters';
import { GetWhatIf, type WhatIfAnswer } from './get-what-if.handler';

const MOST_BYTES = 1_048_576;

@ApiTags('scores')
@Controller('api/v1')
export class WhatIfController {
  constructor(private readonly queries: QueryBus) {}

  @Post('what-if')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Which scores corrections and voids would move, and by how much',
    description:
      'Takes up to 100 events as POST /events would, all of them corrections or voids, and writes nothing. Parameters are those of /scores; `rows` has the rows that would say something else.',
  })
  @ApiConsumes('application/cloudevents-batch+json', 'application/cloudevents+json')
  @ApiBody({ required: true, schema: { type: 'array', items: { type: 'object', additionalProperties: true } } })
  @ApiQuery({ name: 'from', required: false, description: 'As in /scores, like all that follow.' })
  @ApiQuery({ name: 'to', required: false })
  @ApiQuery({ name: 'grain', required: false })
  @ApiQuery({ name: 'by', required: false })
  @ApiQuery({ name: 'level', required: false })
  @ApiQuery({ name: 'id', required: false })
  @ApiQuery({ name: 'branch', required: false })
  @ApiQuery({ name: 'region', required: false })
  @ApiResponse({ status: 200, description: 'The rows that would move.' })
  @ApiResponse({ status: 400, description: 'Every fault of the parameters or of the drafts, as a problem document.' })
  @ApiResponse({ status: 503, description: 'ClickHouse does not answer.' })
  async whatIf(
    @Query() parameters: RawParameters,
    @Body() body: AsyncIterable<Buffer>,
    @Res({ passthrough: true }) reply: AwaitedReply,
  ): Promise<WhatIfAnswer> {
    return this.queries.execute(new GetWhatIf(parameters, await parsed(body), leftSignal(reply)));
  }
}

async function parsed(body: AsyncIterable<Buffer>): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new PayloadTooLargeException(`The drafts are larger than ${MOST_BYTES} bytes.`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString()) as unknown;
  } catch {
    throw new BadRequestException('The body is not JSON: send a list of corrections and voids.');
  }
}
