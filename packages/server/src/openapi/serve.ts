import scalarReference from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';
import { secureReference } from '../pages/security-headers.ts';
import { openApiDocument } from './document.ts';

/** Serves the document at /openapi.json and a readable reference, which loads nothing from elsewhere, at /docs. */
export async function serveOpenApi(app: FastifyInstance, version: string): Promise<void> {
  let text: string | undefined;
  app.get('/openapi.json', (_request, reply) => {
    text ??= JSON.stringify(openApiDocument(version));
    return reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(text);
  });
  await app.register(async (scope) => {
    scope.addHook('onRequest', (_request, reply, done) => {
      secureReference(reply);
      done();
    });
    await scope.register(scalarReference, {
      routePrefix: '/docs',
      logLevel: 'silent',
      configuration: {
        url: '/openapi.json',
        pageTitle: 'Yellowcart API',
        favicon: '/favicon.svg',
        withDefaultFonts: false,
        telemetry: false,
        hideClientButton: true,
        agent: { disabled: true },
        mcp: { disabled: true },
        showDeveloperTools: 'never',
      },
    });
  });
}
