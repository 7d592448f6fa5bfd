import type { RouteKey, Routes } from '@yellowcart/contract';
import { refuse } from '@yellowcart/engine';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Principal } from '../accounts/principals.ts';

type Parsed<K extends RouteKey, Part extends string> =
  Routes[K] extends Record<Part, infer S extends z.ZodType> ? z.output<S> : undefined;

/** A request that has passed its permission and its schemas. */
export interface Call<K extends RouteKey> {
  readonly params: Parsed<K, 'params'>;
  readonly query: Parsed<K, 'query'>;
  readonly headers: Parsed<K, 'headers'>;
  /** Of a raw route, the text as it came. */
  readonly body: Routes[K] extends { readonly raw: object } ? string : Parsed<K, 'body'>;
  readonly caller: Routes[K]['permission'] extends 'public' ? Principal | undefined : Principal;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

type ReadonlyDeep<T> = T extends object ? { readonly [Key in keyof T]: ReadonlyDeep<T[Key]> } : T;

/** What a route answers; a stream and a raw route write for themselves. */
export type Answer<K extends RouteKey> = Routes[K] extends
  | { readonly stream: true }
  | { readonly raw: object }
  ? undefined
  : ReadonlyDeep<z.input<Routes[K]['response']>>;

export type Handler<K extends RouteKey> = (call: Call<K>) => Promise<Answer<K>>;

/** One handler for each route of the contract: a route without one does not compile. */
export type Handlers = { readonly [K in RouteKey]: Handler<K> };

/** The handlers of the routes with one tag. */
export type HandlersOf<Tag extends Routes[RouteKey]['tag']> = {
  readonly [K in RouteKey as Routes[K]['tag'] extends Tag ? K : never]: Handler<K>;
};

/** The shop a merchant acts for; refuses those who have none. */
export function shopIdOf(caller: Principal): string {
  return caller.shopId ?? refuse('not_allowed');
}
