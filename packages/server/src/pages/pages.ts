import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants } from 'node:zlib';
import fastifyCompress from '@fastify/compress';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { servePictures } from './pictures.ts';
import { securePage } from './security-headers.ts';

export interface PageRoots {
  /** Folders with the built pages; they may appear while the server runs. */
  readonly storefront: string;
  readonly console: string;
}

export const builtPages: PageRoots = {
  storefront: fileURLToPath(new URL('../../../storefront/dist', import.meta.url)),
  console: fileURLToPath(new URL('../../../console/dist', import.meta.url)),
};

/** Addresses that the buyer's pages draw by themselves. */
const STOREFRONT_PATHS = ['/', '/room/*', '/product/*', '/checkout', '/orders', '/orders/*', '/signin'];
const BROTLI_QUALITY = 5;

/** Serves both sets of pages and the pictures, compressed. */
export async function servePages(app: FastifyInstance, roots: PageRoots): Promise<void> {
  await app.register(async (pages) => {
    await pages.register(fastifyCompress, {
      brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
    });
    await pages.register(fastifyStatic, { serve: false, root: roots.storefront });
    for (const path of STOREFRONT_PATHS) {
      pages.get(path, (_request, reply) => sendIndex(reply, roots.storefront));
    }
    pages.get('/console', (_request, reply) => reply.redirect('/console/', 308));
    pages.get<{ Params: { '*': string } }>('/console/*', (request, reply) => {
      const file = request.params['*'];
      return extname(file) === '' ? sendIndex(reply, roots.console) : sendAsset(reply, roots.console, file);
    });
    pages.get<{ Params: { '*': string } }>('/*', (request, reply) => {
      const file = request.params['*'];
      return extname(file) === '' ? reply.callNotFound() : sendAsset(reply, roots.storefront, file);
    });
    servePictures(pages);
  });
}

function sendIndex(reply: FastifyReply, root: string): FastifyReply {
  securePage(reply);
  reply.header('cache-control', 'no-cache');
  if (existsSync(join(root, 'index.html')))
    return reply.sendFile('index.html', root, { cacheControl: false });
  return reply.type('text/html; charset=utf-8').send(BEING_BUILT);
}

/** Files under assets/ carry a hash of their content in their name. */
function sendAsset(reply: FastifyReply, root: string, file: string): FastifyReply {
  securePage(reply);
  if (file.startsWith('assets/')) return reply.sendFile(file, root, { maxAge: '365d', immutable: true });
  return reply.sendFile(file, root, { maxAge: '1h' });
}

const BEING_BUILT = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="2">
<title>小黄车 Yellowcart</title>
<style>
  :root { color-scheme: light dark }
  body { display: grid; place-content: center; min-height: 90vh; font: 1rem/1.6 system-ui, sans-serif; text-align: center }
</style>
<p>页面正在构建，马上就好。</p>
<p lang="en">The pages are being built; this takes a few seconds.</p>
</html>
`;
