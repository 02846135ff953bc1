/** What the HTTP server refuses before a handler sees it, as problem documents: unknown addresses, wrong methods, broken requests. */
import type { Socket } from 'node:net';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { PROBLEM_MEDIA_TYPE, type ProblemDetails, problemDocument } from '@plumbline/problem';
import { v7 as uuidv7 } from 'uuid';
import { clientError, sendProblem } from './problem.filter';

/** Call it before routes are added. */
export function refuseUnrouted(adapter: FastifyAdapter): void {
  const routes: { readonly methods: readonly string[]; readonly address: RegExp }[] = [];
  const server = adapter.getInstance();
  server.addHook('onRoute', ({ method, url }) => {
    routes.push({ methods: [method].flat(), address: addressOf(url) });
  });
  server.addHook('onRequest', async (request, reply) => {
    const [path = '', query = ''] = request.url.split('?', 2);
    if (!isEscapedWell(query)) {
      sendProblem(reply, clientError(400, `The query has a broken percent escape`), request.id);
      return reply;
    }
    if (!request.is404) return;
    const methods = new Set(routes.filter(({ address }) => address.test(path)).flatMap((route) => route.methods));
    if (methods.size === 0) {
      sendProblem(reply, clientError(404, `Cannot ${request.method} ${path}`), request.id);
      return reply;
    }
    const allowed = [...methods].sort().join(', ');
    void reply.header('Allow', allowed);
    sendProblem(reply, clientError(405, `${path} takes ${allowed}`), request.id);
    return reply;
  });
}

/** Requests that Node's parser could not read: there is no reply yet, only the socket. */
export function refuseUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const details = unreadable(error.code);
  const body = JSON.stringify(problemDocument(details, uuidv7()));
  socket.end(
    [
      `HTTP/1.1 ${details.status} ${details.title}`,
      `Content-Type: ${PROBLEM_MEDIA_TYPE}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function unreadable(code: string | undefined): ProblemDetails {
  if (code === 'HPE_HEADER_OVERFLOW') return clientError(431, 'Address and headers have more than 16 KiB');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return clientError(408, 'The request did not arrive in time');
  return clientError(400, 'This is not HTTP/1.1 as RFC 9112 has it');
}

/** A route's pattern as an expression: `:name` stands for one segment, `*` for all that follows. */
function addressOf(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll(/:[^/]+/g, '[^/]+').replaceAll('*', '.*')}$`);
}

function isEscapedWell(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
