/** POST /dead-letters/{id}/repair and /redrive: putting right what could not be projected (reading them is the query API's). */
import type { Readable } from 'node:stream';
import { Body, Controller, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { isStaffRef } from '@plumbline/events';
import { Problem } from '@plumbline/problem';
import { EVENT_SCHEMA, PROBLEM_SCHEMA } from '../gateway.openapi';
import { inflated } from '../read-body';
import { EVENT_MEDIA_TYPE, sentEvents } from '../sent-events';
import type { ActAnswer } from './act-answer';
import { ACT_SCHEMA } from './dead-letters.openapi';
import { RedriveDeadLetter } from './redrive-dead-letter.handler';
import { RepairDeadLetter } from './repair-dead-letter.handler';

const REQUESTED_BY = {
  name: 'requested_by',
  required: false,
  description: 'Pseudonym of whoever asks for it, e.g. s_9f2c41; it stands in the letter’s history.',
};

@ApiTags('dead letters')
@Controller('api/v1/dead-letters/:id')
export class DeadLettersController {
  constructor(private readonly commands: CommandBus) {}

  @Post('repair')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Give the event as it should have been',
    description:
      'It passes the same checks as any event, and is kept until it is driven again. Of several repairs the last counts.',
  })
  @ApiConsumes(EVENT_MEDIA_TYPE)
  @ApiBody({ schema: EVENT_SCHEMA })
  @ApiQuery(REQUESTED_BY)
  @ApiResponse({ status: 200, description: 'The repair is durable.', schema: ACT_SCHEMA })
  @ApiResponse({ status: 400, description: 'The body or a parameter cannot be read.', schema: PROBLEM_SCHEMA })
  @ApiResponse({ status: 404, description: 'There is no letter of this id.', schema: PROBLEM_SCHEMA })
  @ApiResponse({ status: 409, description: 'It was driven again already, or died again.', schema: PROBLEM_SCHEMA })
  @ApiResponse({ status: 413, description: 'The event is too large.', schema: PROBLEM_SCHEMA })
  @ApiResponse({ status: 415, description: 'The body is no application/cloudevents+json.', schema: PROBLEM_SCHEMA })
  @ApiResponse({ status: 422, description: 'The event would be refused; every reason.', schema: PROBLEM_SCHEMA })
  @ApiResponse({ status: 503, description: 'ClickHouse or the log does not answer.', schema: PROBLEM_SCHEMA })
  @ApiResponse({ status: 507, description: 'The log is full.', schema: PROBLEM_SCHEMA })
  async repair(
    @Param('id') id: string,
    @Body() body: Readable,
    @Headers('content-encoding') contentEncoding: string | undefined,
    @Query('requested_by') requestedBy: string | string[] | undefined,
  ): Promise<ActAnswer> {
    const by = pseudonym(requestedBy);
    if (body === undefined) throw noEvent();
    for await (const [sent] of sentEvents(EVENT_MEDIA_TYPE, inflated(body, contentEncoding))) {
      if (sent && 'event' in sent) return this.commands.execute(new RepairDeadLetter(id, sent.event, by));
    }
    throw noEvent();
  }

  @Post('redrive')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Send the event again, repaired or as it was',
    description:
      'It goes to the end of the log like any new event. A letter is driven again once: the second call gives the answer of the first. If the event dies again, a new letter names this one in `redrive_of`.',
  })
  @ApiQuery(REQUESTED_BY)
  @ApiResponse({ status: 200, description: 'The event is durable in the log.', schema: ACT_SCHEMA })
  @ApiResponse({ status: 400, description: 'A parameter is not valid.', schema: PROBLEM_SCHEMA })
  @ApiResponse({ status: 404, description: 'There is no letter of this id.', schema: PROBLEM_SCHEMA })
  @ApiResponse({ status: 409, description: 'It died again: another letter stands for it.', schema: PROBLEM_SCHEMA })
  @ApiResponse({ status: 422, description: 'The event is still refused; every reason.', schema: PROBLEM_SCHEMA })
  @ApiResponse({ status: 503, description: 'ClickHouse or the log does not answer.', schema: PROBLEM_SCHEMA })
  @ApiResponse({ status: 507, description: 'The log is full.', schema: PROBLEM_SCHEMA })
  redrive(
    @Param('id') id: string,
    @Query('requested_by') requestedBy: string | string[] | undefined,
  ): Promise<ActAnswer> {
    return this.commands.execute(new RedriveDeadLetter(id, pseudonym(requestedBy)));
  }
}

function pseudonym(requestedBy: string | string[] | undefined): string | undefined {
  if (requestedBy === undefined || isStaffRef(requestedBy)) return requestedBy;
  const message = 'requested_by must be one staff pseudonym, e.g. s_9f2c41; never a name.';
  throw new Problem({
    status: 400,
    code: 'invalid_parameter',
    title: 'A parameter is not valid',
    detail: message,
    errors: [{ pointer: 'requested_by', code: 'not_a_pseudonym', message }],
  });
}

function noEvent(): Problem {
  const message = 'The body has no event in it: send the repaired event as application/cloudevents+json.';
  return new Problem({
    status: 400,
    code: 'no_events',
    title: 'There is nothing to take',
    detail: message,
    errors: [{ pointer: '', code: 'no_events', message }],
  });
}
