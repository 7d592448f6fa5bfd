import { type Locale, type ProblemCode, problemMessage, problems } from '@yellowcart/contract';
import { DatabaseUnavailable, Refused } from '@yellowcart/engine';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { localeOf } from './locale.ts';

/** The largest request body, in bytes. */
export const BODY_BYTES_MAX = 1_048_576;

/** A refusal on its way to the wire. */
export interface WireProblem {
  readonly code: ProblemCode;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** RFC 9457 problem JSON. `detail` is a sentence in the reader's language; `context` holds the facts behind it. */
export function problemBody({ code, detail }: WireProblem, locale: Locale, requestId: string): string {
  const filled = code === 'internal' ? { requestId } : detail;
  const message = problemMessage(code, locale, withFieldNames(filled));
  const facts = JSON.stringify({ detail: message, context: filled, requestId });
  return `${STARTS[code]}${facts.slice(1)}`;
}

/** What every problem of one code begins with, written once: sold-out refusals come by the ten thousand. */
const STARTS = Object.fromEntries(
  Object.entries(problems).map(([code, { status }]) => {
    const title = code.replaceAll('_', ' ');
    const fixed = {
      type: `urn:yellowcart:problem:${code}`,
      title: title.charAt(0).toUpperCase() + title.slice(1),
      status,
      code,
    };
    return [code, `${JSON.stringify(fixed).slice(0, -1)},`];
  }),
) as Readonly<Record<ProblemCode, string>>;

/** Fields are a list of `{path, message}` for programs; the sentence names their paths. */
function withFieldNames(detail: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (!Array.isArray(detail.fields)) return detail;
  const paths = detail.fields.map((field: FieldProblem) => field.path);
  return { ...detail, fields: [...new Set(paths)].join(', ') };
}

export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** Sends a refusal. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  problem: WireProblem,
): FastifyReply {
  const { status } = problems[problem.code];
  const seconds = problem.detail.retryAfterSeconds;
  if (status === 429 && typeof seconds === 'number') reply.header('retry-after', seconds);
  if (status === 503) reply.header('retry-after', 1);
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  return reply
    .code(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('x-request-id', request.id)
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'no-store')
    .send(problemBody(problem, localeOf(request.headers['accept-language']), request.id));
}

/** What a thrown thing means to the caller; undefined = nothing that was expected, so `internal`. `maxBytes`: the route's own limit. */
export function problemOf(error: unknown, maxBytes = BODY_BYTES_MAX): WireProblem | undefined {
  if (error instanceof Refused) return { code: error.code, detail: error.detail };
  if (isUnavailable(error)) return { code: 'database_unavailable', detail: {} };
  if (error instanceof z.ZodError) return invalidRequest(error.issues, '');
  if (!(error instanceof Error)) return undefined;
  // Paths that reach out of a folder of files, or hold a null byte: whoever sends files refuses them without a code.
  if ('status' in error && (error.status === 400 || error.status === 403))
    return { code: 'route_not_found', detail: {} };
  if (!('code' in error)) return undefined;
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { code: 'body_too_large', detail: { maxBytes } };
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return { code: 'unsupported_media_type', detail: {} };
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return { code: 'malformed_json', detail: {} };
    case 'FST_ERR_BAD_URL':
      return { code: 'route_not_found', detail: {} };
    default:
      return undefined;
  }
}

/** Also where a library has put its own error around it. */
function isUnavailable(error: unknown): boolean {
  return (
    error instanceof DatabaseUnavailable ||
    (error instanceof Error && error.cause !== undefined && isUnavailable(error.cause))
  );
}

/** The issues of one part of a request as `invalid_request`; an unknown field is named by its own path. */
export function invalidRequest(issues: readonly z.core.$ZodIssue[], part: string): WireProblem {
  const fields: FieldProblem[] = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: pathText(part, [...issue.path, key]), message: 'Unknown field' }))
      : [{ path: pathText(part, issue.path), message: issue.message }],
  );
  return { code: 'invalid_request', detail: { fields } };
}

function pathText(part: string, path: readonly PropertyKey[]): string {
  const steps = path.map((step, index) =>
    typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`,
  );
  const text = steps.join('');
  return part === '' ? text || 'body' : `${part}${text === '' || text.startsWith('[') ? '' : '.'}${text}`;
}
