import {
  drawAvatar,
  drawProduct,
  drawRoomCover,
  PICTURE_KINDS,
  type PictureKind,
} from '@yellowcart/pictures';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { LRUCache } from 'lru-cache';

const REMEMBERED_CHARACTERS_MAX = 32_000_000;
const SEED_CHARACTERS_MAX = 100;
const kinds: ReadonlySet<string> = new Set(PICTURE_KINDS);

/**
 * Drawn pictures: `/pictures/<kind>/<seed>.svg`, `/pictures/avatar/<seed>.svg`, `/pictures/cover/<kind>/<seed>.svg`.
 * The same path is the same picture for ever, so browsers keep it. A kind nobody draws shows a plain box.
 */
export function servePictures(app: FastifyInstance): void {
  const drawn = new LRUCache<string, string>({
    maxSize: REMEMBERED_CHARACTERS_MAX,
    sizeCalculation: (svg, path) => svg.length + path.length,
  });
  const answer = (reply: FastifyReply, path: string, draw: () => string): FastifyReply => {
    let svg = drawn.get(path);
    if (svg === undefined) {
      svg = draw();
      drawn.set(path, svg);
    }
    return (
      reply
        .header('content-type', 'image/svg+xml')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('x-content-type-options', 'nosniff')
        // Opened by itself a picture is a document; it holds no script and may load nothing.
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
        .send(svg)
    );
  };
  app.get<{ Params: { kind: string; file: string } }>('/pictures/:kind/:file', (request, reply) => {
    const seed = seedOf(request.params.file);
    const { kind } = request.params;
    if (seed === undefined) return reply.callNotFound();
    return answer(reply, `${kind}/${seed}`, () =>
      kind === 'avatar' ? drawAvatar(seed) : drawProduct({ kind: kindOf(kind), seed }),
    );
  });
  app.get<{ Params: { kind: string; file: string } }>('/pictures/cover/:kind/:file', (request, reply) => {
    const seed = seedOf(request.params.file);
    const kind = kindOf(request.params.kind);
    if (seed === undefined) return reply.callNotFound();
    return answer(reply, `cover/${kind}/${seed}`, () => drawRoomCover({ kind, seed }));
  });
}

function kindOf(text: string): PictureKind {
  return kinds.has(text) ? (text as PictureKind) : 'generic-box';
}

function seedOf(file: string): string | undefined {
  if (!file.endsWith('.svg') || file.length > SEED_CHARACTERS_MAX) return undefined;
  return file.slice(0, -4);
}
