/** POST /api/v1/events: producers send events here (api.md, Ingest). */
import { Body, Controller, Headers, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Problem } from '@plumbline/problem';
import type { Readable } from 'node:stream';
import { EVENT_SCHEMA, INGEST_ANSWER_SCHEMA, PROBLEM_SCHEMA } from './gateway.openapi';
import type { IngestAnswer } from './ingest-answer';
import { IngestEvents } from './ingest-events.handler';
import { inflated } from './read-body';
import { BATCH_MEDIA_TYPE, EVENT_MEDIA_TYPE, sentEvents, STREAM_MEDIA_TYPE } from './sent-events';

/** The part of a reply that sets its status. */
interface StatusReply {
  status(code: number): unknown;
}

@ApiTags('ingest')
@Controller('api/v1/events')
export class EventsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({
    summary: 'Send events: one, a batch, or a stream of any length',
    description:
      'Each event is answered for itself: a bad one never costs the good ones beside it. "Accepted" means durable.',
  })
  @ApiConsumes(EVENT_MEDIA_TYPE, BATCH_MEDIA_TYPE, STREAM_MEDIA_TYPE)
  @ApiHeader({ name: 'Content-Encoding', required: false, schema: { type: 'string', enum: ['gzip'] } })
  @ApiQuery({
    name: 'results',
    required: false,
    enum: ['all'],
    description: 'List accepted events too (not for streams).',
  })
  @ApiBody({ schema: EVENT_SCHEMA })
  @ApiResponse({
    status: 202,
    description: 'At least one event was accepted or was a duplicate.',
    schema: INGEST_ANSWER_SCHEMA,
  })
  @ApiResponse({ status: 400, description: 'No event was accepted; `results` says why.', schema: INGEST_ANSWER_SCHEMA })
  @ApiResponse({ status: 413, description: 'A body or line over its limit.', schema: PROBLEM_SCHEMA })
  @ApiResponse({
    status: 507,
    description: 'The log is full; Retry-After says when to try again.',
    schema: PROBLEM_SCHEMA,
  })
  async ingest(
    @Body() body: Readable,
    @Headers('content-type') contentType: string,
    @Headers('content-encoding') contentEncoding: string | undefined,
    @Query('results') results: string | undefined,
    @Res({ passthrough: true }) reply: StatusReply,
  ): Promise<IngestAnswer> {
    const mediaType = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
    const listAll = wantsAllResults(results, mediaType);
    const sent = sentEvents(mediaType, inflated(body, contentEncoding));
    const answer = await this.commands.execute(new IngestEvents(sent, listAll));
    if (answer.accepted + answer.duplicates + answer.rejected === 0) throw noEvents();
    reply.status(answer.accepted + answer.duplicates > 0 ? 202 : 400);
    return answer;
  }
}

function noEvents(): Problem {
  const message = 'The body has no event in it.';
  return new Problem({
    status: 400,
    code: 'no_events',
    title: 'There is nothing to take',
    detail: message,
    errors: [{ pointer: '', code: 'no_events', message }],
  });
}

function wantsAllResults(results: string | undefined, mediaType: string): boolean {
  if (results === undefined) return false;
  if (results === 'all' && mediaType !== STREAM_MEDIA_TYPE) return true;
  const message =
    results === 'all'
      ? 'A stream lists only what was not accepted; send a batch.'
      : 'The only value of "results" is "all".';
  throw new Problem({
    status: 400,
    code: 'invalid_parameter',
    title: 'A parameter is not valid',
    detail: message,
    errors: [{ pointer: 'results', code: 'enum', message }],
  });
}
