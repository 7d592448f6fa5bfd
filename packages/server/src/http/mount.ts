import { type Permission, type RawBody, type Route, type RouteKey, routes } from '@yellowcart/contract';
import { Refused } from '@yellowcart/engine';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods, RouteOptions } from 'fastify';
import type { Principal, Principals } from '../accounts/principals.ts';
import { isSameOrigin } from '../accounts/same-origin.ts';
import type { Handlers } from '../routes/handler.ts';
import { parseRequest } from './parse.ts';
import { sendProblem } from './problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | undefined;
  }
  interface FastifyContextConfig {
    /** The contract's key of the route; metrics and traces name it. */
    routeKey?: RouteKey;
    /** Answers for as long as somebody listens. */
    stream?: boolean;
  }
}

type LooseHandler = (call: object) => Promise<unknown>;

/** Registers every route of the contract with its permission, its schemas and its handler. */
export function mountRoutes(app: FastifyInstance, handlers: Handlers, principals: Principals): void {
  app.decorateRequest('principal', undefined);
  for (const key of Object.keys(routes) as RouteKey[]) {
    const route: Route = routes[key];
    const [method, url] = key.split(' ') as [HTTPMethods, string];
    const options: RouteOptions = {
      method,
      url,
      // A HEAD of a stream would never end.
      exposeHeadRoute: route.stream !== true,
      config: { routeKey: key, stream: route.stream === true },
      onRequest: guard(route.permission, principals),
      handler: answering(route, handlers[key] as unknown as LooseHandler),
    };
    if (route.raw) mountRaw(app, options, route.raw);
    else app.route(options);
  }
}

/** A route in a scope of its own, where bodies stay the text that they came as. */
function mountRaw(app: FastifyInstance, options: RouteOptions, { mediaTypes, maxBytes }: RawBody): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser([...mediaTypes], { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
    scope.route({ ...options, bodyLimit: maxBytes });
  });
}

/** Lets through who may call; runs before the body is read. A caller who is remembered is let through at once. */
function guard(permission: Permission, principals: Principals) {
  const pass = (request: FastifyRequest, principal: Principal | undefined): void => {
    if (!isSameOrigin(request)) throw new Refused({ refused: 'not_allowed', detail: {} });
    const code = refusalFor(permission, principal);
    if (code) throw new Refused({ refused: code, detail: {} });
    request.principal = principal;
  };
  return (request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void => {
    const remembered = principals.remembered(request);
    if (remembered === 'unknown') {
      principals
        .of(request)
        .then((principal) => pass(request, principal))
        .then(() => done(), done);
      return;
    }
    try {
      pass(request, remembered);
    } catch (error) {
      done(error as Error);
      return;
    }
    done();
  };
}

/** Why a caller may not use a route; undefined when they may. */
export function refusalFor(
  permission: Permission,
  principal: { readonly role: Principal['role'] } | undefined,
): 'not_signed_in' | 'not_allowed' | undefined {
  if (permission === 'public') return undefined;
  if (!principal) return 'not_signed_in';
  if (permission === 'signed-in' || permission.includes(principal.role)) return undefined;
  return 'not_allowed';
}

function answering(route: Route, handler: LooseHandler) {
  const status = route.status ?? 200;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    try {
      const { params, query, headers, body } = parseRequest(route, request);
      const caller = request.principal;
      const answer = await handler({ params, query, headers, body, caller, request, reply });
      if (route.stream || route.raw) return reply;
      // Responses are checked against the contract by tests, not here: at ten thousand a second it would show.
      return reply
        .code(status)
        .header('content-type', 'application/json; charset=utf-8')
        .header('x-request-id', request.id)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', 'no-store')
        .send(JSON.stringify(answer));
    } catch (error) {
      // A refusal is an answer; it need not travel through the framework's handling of errors.
      if (error instanceof Refused)
        return sendProblem(request, reply, { code: error.code, detail: error.detail });
      throw error;
    }
  };
}
