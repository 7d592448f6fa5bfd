import type { Route } from '@yellowcart/contract';
import { refuse } from '@yellowcart/engine';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { invalidRequest } from './problem.ts';

const nothing = z.strictObject({});

export interface ParsedRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly body: unknown;
}

/** Checks every part of a request against its route. Refuses with `invalid_request`, naming each field by its path. */
export function parseRequest(route: Route, request: FastifyRequest): ParsedRequest {
  return {
    params: route.params && parsed('params', route.params, request.params),
    query: parsed('query', route.query ?? nothing, request.query),
    headers: route.headers && parsedHeaders(route.headers, request),
    body: parsedBody(route, request.body),
  };
}

function parsed(part: string, schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { code, detail } = invalidRequest(result.error.issues, part);
  return refuse(code, detail);
}

function parsedHeaders(schema: z.ZodType, request: FastifyRequest): unknown {
  const key = request.headers['idempotency-key'];
  if (key === undefined || key === '') refuse('idempotency_key_missing');
  return parsed('headers', schema, { 'idempotency-key': key });
}

/** A route without a body takes none, or an empty object, which some clients always send. */
function parsedBody(route: Route, body: unknown): unknown {
  if (route.raw) return typeof body === 'string' ? body : '';
  if (route.body) return parsed('', route.body, body);
  if (body !== undefined && body !== null) parsed('', nothing, body);
  return undefined;
}
