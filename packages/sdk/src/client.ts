import type { ProblemCode, RouteKey, Routes } from '@yellowcart/contract';
import type { z } from 'zod';

type In<T> = T extends z.ZodType ? z.input<T> : never;
type Part<R, K extends string> = R extends Record<K, infer S extends z.ZodType> ? S : never;
type PathParams<K extends string> = K extends `${string}:${infer P}/${infer Rest}`
  ? P | PathParams<Rest>
  : K extends `${string}:${infer P}`
    ? P
    : never;

/** What a call of route K takes: its path parameters, query, body, and the idempotency key where it wants one. */
export type CallOf<K extends RouteKey> = ([PathParams<K>] extends [never]
  ? { params?: never }
  : { params: Record<PathParams<K>, string> }) &
  (Part<Routes[K], 'query'> extends never ? { query?: never } : { query?: In<Part<Routes[K], 'query'>> }) &
  (Part<Routes[K], 'body'> extends never ? { body?: never } : { body: In<Part<Routes[K], 'body'>> }) &
  (Part<Routes[K], 'headers'> extends never ? { idempotencyKey?: never } : { idempotencyKey: string }) & {
    signal?: AbortSignal;
  };

/** What route K answers. */
export type ResultOf<K extends RouteKey> = z.output<Routes[K]['response']>;

/** A refusal as it came over the wire (RFC 9457 problem JSON). `message` is already in the reader's language. */
export class ApiProblem extends Error {
  readonly code: ProblemCode | 'unreachable';
  readonly status: number;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly requestId: string | undefined;
  constructor(
    code: ProblemCode | 'unreachable',
    status: number,
    message: string,
    detail: Record<string, unknown>,
    requestId?: string,
  ) {
    super(message);
    this.name = 'ApiProblem';
    this.code = code;
    this.status = status;
    this.detail = detail;
    this.requestId = requestId;
  }
}

export interface ClientOptions {
  /** Origin of the server; '' (default) is the page's own. */
  readonly baseUrl?: string;
  /** Bearer token for programs; pages use the session cookie instead. */
  readonly token?: string;
  /** Language of messages, by default the browser's. */
  readonly locale?: () => string;
  readonly fetch?: typeof globalThis.fetch;
}

export interface Client {
  /**
   * Calls one route, named as in the contract: `client.call('GET /api/v1/rooms/:roomId', { params: { roomId } })`.
   * Throws ApiProblem for every refusal, with code 'unreachable' when no answer came.
   */
  call<K extends RouteKey>(key: K, call: CallOf<K>): Promise<ResultOf<K>>;
  /** The address of a route, for links and streams. */
  url(key: RouteKey, params?: Record<string, string>, query?: Record<string, unknown>): string;
}

export function createClient(options: ClientOptions = {}): Client {
  const send = options.fetch ?? globalThis.fetch.bind(globalThis);

  function url(
    key: RouteKey,
    params: Record<string, string> = {},
    query: Record<string, unknown> = {},
  ): string {
    const path = key.slice(key.indexOf(' ') + 1).replace(/:(\w+)/g, (_, name: string) => {
      const value = params[name];
      if (value === undefined) throw new TypeError(`${key} needs the parameter ${name}`);
      return encodeURIComponent(value);
    });
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
    }
    return `${options.baseUrl ?? ''}${path}${search.size > 0 ? `?${search}` : ''}`;
  }

  async function call<K extends RouteKey>(key: K, input: CallOf<K>): Promise<ResultOf<K>> {
    const headers: Record<string, string> = { accept: 'application/json' };
    const locale = options.locale?.();
    if (locale) headers['accept-language'] = locale;
    if (options.token) headers.authorization = `Bearer ${options.token}`;
    if (input.idempotencyKey) headers['idempotency-key'] = input.idempotencyKey;
    const method = key.slice(0, key.indexOf(' '));
    const init: RequestInit = { method, headers, credentials: 'same-origin' };
    if (input.body !== undefined) {
      headers['content-type'] = 'application/json';
      init.body = JSON.stringify(input.body);
    }
    if (input.signal) init.signal = input.signal;
    let response: Response;
    try {
      response = await send(url(key, input.params, input.query), init);
    } catch (cause) {
      if (input.signal?.aborted) throw cause;
      throw new ApiProblem('unreachable', 0, 'The server cannot be reached.', {});
    }
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw problemFrom(response, answer);
    return answer as ResultOf<K>;
  }

  return { call, url };
}

function problemFrom(response: Response, answer: unknown): ApiProblem {
  const body = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<string, unknown>;
  const code = typeof body.code === 'string' ? (body.code as ProblemCode) : 'internal';
  const message = typeof body.detail === 'string' ? body.detail : response.statusText;
  const detail =
    typeof body.context === 'object' && body.context !== null
      ? (body.context as Record<string, unknown>)
      : {};
  const requestId = typeof body.requestId === 'string' ? body.requestId : undefined;
  return new ApiProblem(code, response.status, message, detail, requestId);
}
