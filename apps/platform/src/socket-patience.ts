/**
 * How long a connection may be silent: 30 s while it is the client's turn (headers, body, the next request), which frees the server
 * of half-open and slow ones; as long as it takes while the server works at the answer.
 */
import type { FastifyInstance } from 'fastify';

const PATIENCE_MS = 30_000;

export function limitSilence(fastify: FastifyInstance): void {
  fastify.server.setTimeout(PATIENCE_MS);
  fastify.addHook('onRequest', async ({ raw }) => {
    const serverTurn = (): unknown => raw.socket.setTimeout(0);
    // A body of no bytes has no end that anybody would read to.
    const hasBody = Number(raw.headers['content-length'] ?? 0) > 0 || raw.headers['transfer-encoding'] !== undefined;
    if (!hasBody) serverTurn();
    else raw.once('end', serverTurn);
  });
  fastify.addHook('onResponse', async ({ raw }) => void raw.socket.setTimeout(PATIENCE_MS));
}
