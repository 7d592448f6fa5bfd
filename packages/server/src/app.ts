import Fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { Principals } from './accounts/principals.ts';
import { mountRoutes } from './http/mount.ts';
import { BODY_BYTES_MAX, problemOf, sendProblem } from './http/problem.ts';
import { requestIds } from './http/request-id.ts';
import type { Handlers } from './routes/handler.ts';

/** How long a client may take to send a whole request. */
const REQUEST_MS_MAX = 30_000;

export interface AppParts {
  readonly log: Logger;
  readonly handlers: Handlers;
  readonly principals: Principals;
  /** True once the server is stopping: requests that come now are refused with `shutting_down`. */
  readonly stopping: () => boolean;
  /** What surrounds the routes: metrics, pages, documents. */
  readonly surroundings: readonly ((app: FastifyInstance) => void | Promise<void>)[];
}

/** The HTTP application: every route of the contract, and problem JSON for whatever goes wrong. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: parts.log,
    // A child logger per request costs more than the rest of the framework; lines carry the request id themselves.
    childLoggerFactory: (logger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIds(),
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_MS_MAX,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      void sendProblem(request, reply, problemOf(error) ?? { code: 'internal', detail: {} });
    },
  }) as unknown as FastifyInstance;

  readJson(app);
  app.addHook('onRequest', (request, reply, done) => {
    if (parts.stopping()) {
      reply.header('connection', 'close');
      void sendProblem(request, reply, { code: 'shutting_down', detail: {} });
      return;
    }
    done();
  });
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, request.routeOptions.bodyLimit);
    if (!problem) parts.log.error({ err: error, requestId: request.id, url: request.url }, 'a request broke');
    return sendProblem(request, reply, problem ?? { code: 'internal', detail: {} });
  });
  app.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, { code: 'route_not_found', detail: {} }),
  );

  for (const surround of parts.surroundings) await surround(app);
  mountRoutes(app, parts.handlers, parts.principals);
  return app;
}

/**
 * JSON only; an empty body is none. Keys that would reach into prototypes are not searched for here: bodies are strict,
 * so that the schema refuses them like any other unknown field.
 */
function readJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('ignore', 'ignore');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    if (body === '') done(null, undefined);
    else parse(request, body, done);
  });
}
