import type { FastifyRequest } from 'fastify';

/**
 * True unless a browser says that another site's page sends this request with our cookie. Requests with a bearer
 * token carry nothing that a foreign page could have borrowed; programs send neither header.
 */
export function isSameOrigin(request: FastifyRequest): boolean {
  const { headers, method } = request;
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return true;
  if (headers.authorization !== undefined) return true;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = headers;
  return origin === undefined || hostOf(origin) === headers.host;
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
