/** GET /dead-letters: what could not be projected, and one of them whole. */
import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { RawParameters } from '../parameters';
import { DEAD_LETTER_SCHEMA, DEAD_LETTERS_SCHEMA } from './dead-letters.openapi';
import { type DeadLetterAnswer, GetDeadLetter } from './get-dead-letter.handler';
import { type DeadLettersAnswer, GetDeadLetters } from './get-dead-letters.handler';

@ApiTags('dead letters')
@Controller('api/v1/dead-letters')
export class DeadLettersController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ApiOperation({
    summary: 'Records that could not be projected',
    description: 'In the order of their originals. A letter is never deleted; `status` says what became of it.',
  })
  @ApiQuery({ name: 'status', required: false, description: 'Comma-separated: open, repaired, redriven, dead_again.' })
  @ApiQuery({ name: 'reason', required: false, description: 'Comma-separated codes, e.g. unknown_type.' })
  @ApiQuery({ name: 'limit', required: false, description: 'Letters a page, 1 to 1,000; 100 by default.' })
  @ApiQuery({ name: 'cursor', required: false, description: 'From `links.next`; stable while letters arrive.' })
  @ApiResponse({ status: 200, description: 'A page of letters.', schema: DEAD_LETTERS_SCHEMA })
  @ApiResponse({ status: 400, description: 'Every fault of the parameters, as a problem document.' })
  @ApiResponse({ status: 503, description: 'ClickHouse does not answer.' })
  deadLetters(@Query() parameters: RawParameters): Promise<DeadLettersAnswer> {
    return this.queries.execute(new GetDeadLetters(parameters));
  }

  @Get(':id')
  @ApiOperation({
    summary: 'One dead letter: original bytes, reasons with their places, repair, history',
    description: 'The bytes are shown as they came and may hold what the gateway would have refused.',
  })
  @ApiResponse({ status: 200, description: 'The letter.', schema: DEAD_LETTER_SCHEMA })
  @ApiResponse({ status: 404, description: 'There is no letter of this id.' })
  @ApiResponse({ status: 503, description: 'ClickHouse does not answer.' })
  deadLetter(@Param('id') id: string): Promise<DeadLetterAnswer> {
    return this.queries.execute(new GetDeadLetter(id));
  }
}
