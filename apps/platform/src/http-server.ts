/** The platform's HTTP server: Fastify under Nest, with problem documents, bearer access, streamed bodies and the OpenAPI page. */
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { tokensMatch } from '@plumbline/access';
import { errorCodes, type FastifyReply, type FastifyRequest } from 'fastify';
import { v7 as uuidv7 } from 'uuid';
import { version } from '../../../package.json';
import { TAKEN_BODIES, takesBody } from '../../gateway/src/taken-bodies';
import { detailsOf, ProblemFilter, sendProblem } from './problem.filter';
import { refuseUnreadable, refuseUnrouted } from './refusals';
import { limitSilence } from './socket-patience';
import { serveViewer, VIEWER_PATHS } from './viewer-files';

/** Answered without a credential: liveness, readiness and the static pages of the API description. */
const OPEN_PATHS = /^\/(health|ready|docs)(\/|$|\?)|^\/api\/v1\/(health|ready|openapi\.json|asyncapi\.json)($|\?)/;

/** @param withPages whether it serves the viewer too, which a part without the read API does not */
export async function createHttpServer(
  module: DynamicModule,
  accessToken: string | undefined,
  withPages: boolean,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    genReqId: () => uuidv7(),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 256 },
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, detailsOf(error), request.id),
  });
  limitSilence(adapter.getInstance());
  streamBodies(adapter);
  if (accessToken !== undefined) requireToken(adapter, accessToken);
  refuseUnrouted(adapter);
  if (withPages) await serveViewer(adapter);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: ['error', 'warn'],
    bodyParser: false,
  });
  app.useGlobalFilters(new ProblemFilter());
  describeApi(app);
  await app.init();
  return app;
}

/** Takes nothing new and lets the requests in work finish, but no longer than `drainMs`. */
export async function closeGracefully(app: NestFastifyApplication, drainMs: number): Promise<void> {
  const server = app.getHttpServer();
  const deadline = setTimeout(() => server.closeAllConnections(), drainMs);
  await app.close();
  clearTimeout(deadline);
}

/** Bodies go to their handlers as streams, whatever their length; an address takes those that it names, and no other is taken. */
function streamBodies(adapter: FastifyAdapter): void {
  const mediaTypes = new Set([...TAKEN_BODIES.values()].flat().map(({ mediaType }) => mediaType));
  adapter.getInstance().removeAllContentTypeParsers();
  for (const mediaType of mediaTypes) {
    adapter.getInstance().addContentTypeParser(mediaType, (request, payload, done) => {
      if (takesBody(request.routeOptions.url, mediaType)) done(null, payload);
      else done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(mediaType));
    });
  }
}

function requireToken(adapter: FastifyAdapter, accessToken: string): void {
  adapter.getInstance().addHook('onRequest', async (request, reply) => {
    if (OPEN_PATHS.test(request.url) || VIEWER_PATHS.test(request.url)) return;
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (given !== undefined && tokensMatch(given, accessToken)) return;
    void reply.header('WWW-Authenticate', 'Bearer');
    sendProblem(
      reply,
      {
        status: 401,
        code: 'unauthorized',
        title: 'A credential is needed',
        detail: 'Send "Authorization: Bearer <token>" with the token that the platform was started with.',
      },
      request.id,
    );
    return reply;
  });
}

function describeApi(app: NestFastifyApplication): void {
  const description = new DocumentBuilder()
    .setTitle('Plumbline')
    .setDescription('Service-quality scores of a bank’s customer service centres, computed from events.')
    .setVersion(version)
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, description);
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'api/v1/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Plumbline API',
  });
}
