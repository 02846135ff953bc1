/** Serves the built viewer: files whose names change with their content, and one page for every address that it draws. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyAdapter } from '@nestjs/platform-fastify';

/** Beside this file in the build. */
const BUILT = path.resolve(__dirname, '../../viewer');
const PAGES = ['/', '/d/:uid', '/explain'];
/** Nothing but what this server holds; styles are written into the page as components are drawn. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
const A_YEAR_MS = 365 * 24 * 3600 * 1000;
const A_DAY_MS = 24 * 3600 * 1000;

/** Addresses that are answered without a credential: they hold no data. */
export const VIEWER_PATHS = /^\/($|\?|d\/|explain($|\?)|assets\/|public\/)/;

/** @throws Error where the viewer was not built */
export async function serveViewer(adapter: FastifyAdapter): Promise<void> {
  const file = path.join(BUILT, 'index.html');
  if (!existsSync(file)) throw new Error(`The viewer is not built: there is no ${file}. Run: npm run build`);
  const page = readFileSync(file, 'utf8');
  const server = adapter.getInstance();
  const shared = { decorateReply: false, index: false as const, preCompressed: true };
  await server.register(fastifyStatic, {
    ...shared,
    root: path.join(BUILT, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: A_YEAR_MS,
  });
  await server.register(fastifyStatic, {
    ...shared,
    root: path.join(BUILT, 'public'),
    prefix: '/public/',
    maxAge: A_DAY_MS,
  });
  for (const address of PAGES) {
    server.get(address, (_request, reply) =>
      reply
        .headers({
          'content-security-policy': CONTENT_SECURITY_POLICY,
          'cache-control': 'no-cache',
          'referrer-policy': 'same-origin',
          'x-content-type-options': 'nosniff',
        })
        .type('text/html; charset=utf-8')
        .send(page),
    );
  }
}
