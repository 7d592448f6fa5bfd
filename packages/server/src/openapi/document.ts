import { type ProblemCode, problems, type Route, type RouteKey, routes } from '@yellowcart/contract';
import type { z } from 'zod';
import { type Components, collectComponents, type JsonSchema } from './components.ts';

export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Record<string, unknown>>>;
  readonly [field: string]: unknown;
}

/** Refusals that any route may give. */
const ALWAYS: readonly ProblemCode[] = [
  'too_many_requests',
  'shutting_down',
  'database_unavailable',
  'internal',
];

/** The contract as an OpenAPI 3.1 document. */
export function openApiDocument(version: string): OpenApiDocument {
  const components = collectComponents();
  const paths: OpenApiDocument['paths'] = {};
  for (const key of Object.keys(routes) as RouteKey[]) {
    const [method = '', path = ''] = key.split(' ');
    const address = path.replace(/:(\w+)/g, '{$1}');
    paths[address] = { ...paths[address], [method.toLowerCase()]: operation(key, routes[key], components) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Yellowcart',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description: DESCRIPTION,
    },
    servers: [{ url: '/' }],
    tags: [...new Set(Object.values(routes).map((route) => route.tag))].map((name) => ({ name })),
    security: [],
    paths,
    components: {
      schemas: { ...components.schemas, Problem: PROBLEM },
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token that `POST /api/v1/session` answers with.',
        },
        cookie: { type: 'apiKey', in: 'cookie', name: 'yellowcart.session_token' },
      },
    },
  };
}

const DESCRIPTION = `Amounts are integers in minor units (fen for CNY), rates are basis points (100 = 1 %), times are RFC 3339 in UTC.
Lists are paged by an opaque \`cursor\`. Unknown fields are refused with their path.
Every refusal is problem JSON (RFC 9457) with a \`code\` from a closed list; \`detail\` is a sentence in Chinese or English,
by Accept-Language.`;

function operation(key: RouteKey, route: Route, components: Components): Record<string, unknown> {
  const { permission } = route;
  return {
    operationId: operationId(key),
    tags: [route.tag],
    summary: route.summary,
    ...(route.description && { description: route.description }),
    security:
      permission === 'public' ? [{}, { bearer: [] }, { cookie: [] }] : [{ bearer: [] }, { cookie: [] }],
    'x-permission': permission,
    parameters: [
      ...parameters('path', route.params, components),
      ...parameters('query', route.query, components),
      ...parameters('header', route.headers, components),
      ...(route.stream ? [LAST_EVENT_ID] : []),
    ],
    ...(route.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: components.request(route.body) } },
      },
    }),
    ...(route.raw && { requestBody: { required: true, content: rawContent(route.raw.mediaTypes) } }),
    responses: { [route.status ?? 200]: success(route, components), ...refusals(route) },
  };
}

/** `GET /api/v1/rooms/:roomId/events` → `getRoomsByRoomIdEvents`. */
function operationId(key: RouteKey): string {
  const [method = '', path = ''] = key.split(' ');
  const words = path
    .replace('/api/v1/', '')
    .split('/')
    .flatMap((part) => (part.startsWith(':') ? ['by', part.slice(1)] : part.split('-')));
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function parameters(place: string, schema: z.ZodObject | undefined, components: Components): object[] {
  if (!schema) return [];
  const whole = components.request(schema);
  const required = new Set(whole.required);
  return Object.entries(whole.properties ?? {}).map(([name, property]) => ({
    name: place === 'header' ? titleCase(name) : name,
    in: place,
    required: place === 'path' || required.has(name),
    schema: property,
  }));
}

function titleCase(header: string): string {
  return header.replace(/(^|-)\w/g, (letter) => letter.toUpperCase());
}

const LAST_EVENT_ID = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description: 'The id of the last event that was seen; browsers send it by themselves.',
  schema: { type: 'string' },
};

function rawContent(mediaTypes: readonly string[]): Record<string, object> {
  return Object.fromEntries(mediaTypes.map((type) => [type, { schema: { type: 'string' } }]));
}

function success(route: Route, components: Components): object {
  if (route.raw) return { description: 'As the caller expects it', content: rawContent(['text/plain']) };
  const schema = components.response(route.response);
  if (!route.stream) return { description: 'Done', content: { 'application/json': { schema } } };
  return {
    description: 'Server-sent events',
    content: {
      'text/event-stream': {
        schema: {
          type: 'string',
          description: 'Events with an `id` and a `data` line; data is JSON as in `x-event-data`.',
          'x-event-data': schema,
        },
      },
    },
  };
}

function refusals(route: Route): Record<string, object> {
  const codes = new Set<ProblemCode>([...route.errors, ...impliedRefusals(route), ...ALWAYS]);
  const byStatus = Map.groupBy(codes, (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, found]) => [
      status,
      {
        description: found.map((code) => `\`${code}\`: ${problems[code].en}`).join('\n\n'),
        content: {
          'application/problem+json': {
            schema: {
              allOf: [{ $ref: '#/components/schemas/Problem' }],
              properties: { code: { enum: found } },
            },
          },
        },
      },
    ]),
  );
}

/** What follows from the shape of a route. */
function impliedRefusals(route: Route): ProblemCode[] {
  const codes: ProblemCode[] = ['invalid_request'];
  if (route.body) codes.push('malformed_json', 'body_too_large', 'unsupported_media_type');
  if (route.permission !== 'public') codes.push('not_signed_in');
  if (Array.isArray(route.permission)) codes.push('not_allowed');
  return codes;
}

const PROBLEM: JsonSchema = {
  type: 'object',
  description: 'RFC 9457',
  required: ['type', 'title', 'status', 'detail', 'code', 'context', 'requestId'],
  properties: {
    type: { type: 'string', description: 'urn:yellowcart:problem:<code>' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: "A sentence in the reader's language" },
    code: { type: 'string', enum: Object.keys(problems) },
    context: { type: 'object', description: 'The facts behind the sentence', additionalProperties: true },
    requestId: { type: 'string' },
  },
};
