/** POST /visits, /transactions …: an address for the main event of each family, made from the families' declarations. */
import type { Readable } from 'node:stream';
import { Body, Controller, Headers, HttpCode, Post, type Type } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  currentTypeOf,
  type EventType,
  exampleEvent,
  type MainEvent,
  mainEvents,
  postedSchema,
} from '@plumbline/events';
import { PROBLEM_SCHEMA, type SchemaObject } from '../gateway.openapi';
import { inflated } from '../read-body';
import { MAX_EVENT_BYTES, readJson } from '../sent-events';
import { JSON_MEDIA_TYPE } from '../taken-bodies';
import { type PostedAnswer, PostMainEvent } from './post-main-event.handler';
import { KEY_HEADER, sourceOf } from './posted-event';

export function familyPostControllers(): Type[] {
  return mainEvents().map(controllerOf);
}

function controllerOf(main: MainEvent): Type {
  const eventType = currentTypeOf(main.type) as EventType;

  @ApiTags('ingest')
  @Controller(`api/v1/${main.collection}`)
  class FamilyPostsController {
    constructor(private readonly commands: CommandBus) {}

    @Post()
    @HttpCode(202)
    @ApiOperation({
      summary: `Send one ${eventType.family}: the data of ${main.type}, without an envelope`,
      description: 'A key makes it safe to send again: the same key gives the same event and the same answer.',
    })
    @ApiConsumes(JSON_MEDIA_TYPE)
    @ApiHeader({
      name: KEY_HEADER,
      required: false,
      description: 'Becomes the event’s id; without one, each request is an event of its own.',
      schema: { type: 'string' },
    })
    @ApiBody({ schema: { ...postedSchema(eventType), example: postedExample(eventType) } as SchemaObject })
    @ApiResponse({ status: 202, description: 'The event is durable.', schema: answerSchema(main, eventType) })
    @ApiResponse({ status: 400, description: 'Every fault of the data, with its place.', schema: PROBLEM_SCHEMA })
    @ApiResponse({ status: 413, description: 'The body is too large.', schema: PROBLEM_SCHEMA })
    @ApiResponse({ status: 415, description: 'The body is no application/json.', schema: PROBLEM_SCHEMA })
    @ApiResponse({
      status: 503,
      description: 'The log cannot take it now; Retry-After says when.',
      schema: PROBLEM_SCHEMA,
    })
    @ApiResponse({ status: 507, description: 'The log is full.', schema: PROBLEM_SCHEMA })
    async post(
      @Body() body: Readable | undefined,
      @Headers('content-encoding') contentEncoding: string | undefined,
      @Headers(KEY_HEADER.toLowerCase()) idempotencyKey: string | undefined,
    ): Promise<PostedAnswer> {
      const posted = await readJson(body && inflated(body, contentEncoding), MAX_EVENT_BYTES);
      return this.commands.execute(new PostMainEvent(main, posted, idempotencyKey));
    }
  }
  // OpenAPI names operations by their class.
  Object.defineProperty(FamilyPostsController, 'name', { value: `${main.collection}PostsController` });
  return FamilyPostsController;
}

function postedExample(eventType: EventType): object | undefined {
  const example = exampleEvent(eventType);
  return example && { occurred_at: example.time, branch_id: example.branchid, ...example.data };
}

function answerSchema(main: MainEvent, eventType: EventType): SchemaObject {
  return {
    type: 'object',
    required: ['status', 'id', 'source', 'type', 'case_id'],
    properties: {
      status: { type: 'string', enum: ['accepted'] },
      id: { type: 'string', description: `The ${KEY_HEADER}, else a new id.` },
      source: { type: 'string', enum: [sourceOf(main)] },
      type: { type: 'string', enum: [main.type] },
      case_id: { type: 'string', description: `The ${eventType.family} that the event is about.` },
    },
  };
}
