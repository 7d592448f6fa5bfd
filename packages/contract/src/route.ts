import type { z } from 'zod';
import type { ProblemCode } from './problems.ts';
import type { Role } from './shapes.ts';

/** Who may call a route: anyone, anyone signed in, or the named roles. Ownership is checked by the engine. */
export type Permission = 'public' | 'signed-in' | readonly Role[];

/** What a route in somebody else's format takes. */
export interface RawBody {
  readonly mediaTypes: readonly string[];
  readonly maxBytes: number;
}

/** One row of the route table. The key it stands under is `METHOD /path/:param`. */
export interface Route {
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly permission: Permission;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The body is handed on as the text it came as, and the handler writes the whole answer: for formats that others set. */
  readonly raw?: RawBody;
  readonly response: z.ZodType;
  /** HTTP status of success. */
  readonly status?: 200 | 201;
  /** The answer is a stream of server-sent events whose `data` has the response's shape. */
  readonly stream?: boolean;
  /** Refusals that a caller should expect, besides those every route may give. */
  readonly errors: readonly ProblemCode[];
}

/** Keeps a route's literal types. */
export function route<const R extends Route>(definition: R): R {
  return definition;
}
