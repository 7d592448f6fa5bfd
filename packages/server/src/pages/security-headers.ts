import type { FastifyReply } from 'fastify';

const POLICY = {
  'default-src': "'self'",
  'script-src': "'self'",
  // Component libraries place style elements and attributes; scripts stay strict.
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'font-src': "'self' data:",
  'connect-src': "'self'",
  // Live video may be played from wherever a creator streams.
  'media-src': "'self' https: blob:",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
};

function policyText(overrides: Partial<typeof POLICY>): string {
  return Object.entries({ ...POLICY, ...overrides })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}

const headersFor = (policy: string): Readonly<Record<string, string>> => ({
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
});

const PAGE = headersFor(policyText({}));
/** The reference starts itself with a script inside its page, and evaluates nothing from elsewhere. */
const REFERENCE = headersFor(policyText({ 'script-src': "'self' 'unsafe-inline'" }));

/** What a browser may do with our pages: load from here only. */
export function securePage(reply: FastifyReply): void {
  reply.headers(PAGE);
}

export function secureReference(reply: FastifyReply): void {
  reply.headers(REFERENCE);
}
