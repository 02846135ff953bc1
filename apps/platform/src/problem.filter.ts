/** Turns whatever an HTTP handler throws into a problem document; what nobody foresaw is logged, and told without its insides. */
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { Problem, PROBLEM_MEDIA_TYPE, type ProblemDetails, problemDocument } from '@plumbline/problem';
import { WarehouseError } from '@plumbline/warehouse';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TAKEN_BODIES } from '../../gateway/src/taken-bodies';

@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const details = forRoute(detailsOf(error), request.routeOptions.url);
    if (details.status >= 500 && !(error instanceof Problem)) {
      this.logger.error(`${request.id} ${request.method} ${request.routeOptions.url ?? ''}: ${describe(error)}`);
    }
    sendProblem(reply, details, request.id);
  }
}

export function sendProblem(reply: FastifyReply, details: ProblemDetails, traceId: string): void {
  if (details.retryAfterSeconds !== undefined) void reply.header('Retry-After', details.retryAfterSeconds);
  void reply
    .status(details.status)
    .header('Content-Type', PROBLEM_MEDIA_TYPE)
    .send(JSON.stringify(problemDocument(details, traceId)));
}

/** Fastify's own refusals carry a status and a code; anything else is a fault of ours. */
export function detailsOf(error: unknown): ProblemDetails {
  if (error instanceof Problem) return error.details;
  if (error instanceof WarehouseError) return warehouseAway(error);
  if (error instanceof HttpException) return clientError(error.getStatus(), error.message);
  if (
    error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number' &&
    error.statusCode < 500
  ) {
    return clientError(error.statusCode, error.message);
  }
  return {
    status: 500,
    code: 'internal_error',
    title: 'Something went wrong inside the platform',
    detail: 'The platform log has the cause under this traceId.',
  };
}

const TITLES: Readonly<Record<number, readonly [code: string, title: string, mend?: string]>> = {
  400: ['bad_request', 'The request is not valid'],
  404: ['not_found', 'There is nothing at this address', 'GET /docs lists what there is.'],
  405: ['method_not_allowed', 'This address does not take the method'],
  408: ['request_timeout', 'The request took too long'],
  413: ['body_too_large', 'The body is too large'],
  415: ['unsupported_media_type', 'This media type is not taken'],
  431: ['headers_too_large', 'The headers are too large'],
};

/** Which media types an address takes is its own affair; most take no body at all. */
function forRoute(details: ProblemDetails, address: string | undefined): ProblemDetails {
  if (details.status !== 415) return details;
  const taken = TAKEN_BODIES.get(address ?? '');
  if (!taken)
    return { ...details, detail: 'This address takes no body: send it without one and without Content-Type.' };
  const forms = taken.map(({ mediaType, what }) => `${mediaType} (${what})`);
  return { ...details, detail: `This address takes ${forms.join(', ')}: send that as Content-Type.` };
}

function warehouseAway({ message }: WarehouseError): ProblemDetails {
  const title = 'ClickHouse does not answer as it should';
  return { status: 503, code: 'clickhouse_away', title, detail: message, retryAfterSeconds: 2 };
}

export function clientError(status: number, detail: string): ProblemDetails {
  const [code, title, mend = ''] = TITLES[status] ?? ['refused', 'The request was refused'];
  return { status, code, title, detail: `${detail}. ${mend}`.trim() };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
