import { hash } from 'node:crypto';

const BLOCK_BYTES = 64;
const HASH_BYTES = 32;
const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;

/** Where the two hashes of an HMAC (RFC 2104) begin: the key over each pad, with room for the hash that follows. */
interface Pads {
  readonly secret: string;
  readonly inner: Buffer;
  readonly outer: Buffer;
}

/** A process signs with one secret; another one replaces it. */
let last: Pads | undefined;

/**
 * HMAC-SHA-256. Every order line brings a token to check, and two one-shot hashes over pads that are kept take a third
 * of what making an Hmac object takes; a binary string leaves `hash` three times as fast as a Buffer does.
 */
export function hmacSha256(secret: string, message: Uint8Array): Buffer {
  if (last?.secret !== secret) last = padsOf(secret);
  const { inner, outer } = last;
  outer.write(hash('sha256', Buffer.concat([inner, message]), 'binary'), BLOCK_BYTES, 'binary');
  return Buffer.from(hash('sha256', outer, 'binary'), 'binary');
}

function padsOf(secret: string): Pads {
  const given = Buffer.from(secret);
  const key = given.length > BLOCK_BYTES ? hash('sha256', given, 'buffer') : given;
  const inner = Buffer.alloc(BLOCK_BYTES, INNER_PAD);
  const outer = Buffer.alloc(BLOCK_BYTES + HASH_BYTES, OUTER_PAD);
  key.forEach((byte, index) => {
    inner[index] = INNER_PAD ^ byte;
    outer[index] = OUTER_PAD ^ byte;
  });
  return { secret, inner, outer };
}
