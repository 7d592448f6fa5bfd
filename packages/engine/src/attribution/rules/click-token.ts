import { timingSafeEqual } from 'node:crypto';
import type { Surface } from '@yellowcart/contract';
import { hmacSha256 } from './hmac.ts';
import { UUID_BYTES, UUID_CHARACTERS, uuidsText } from './uuid-text.ts';

/** One click on a hung item, as its token carries it. */
export interface Click {
  readonly clickId: string;
  readonly at: Date;
  /** Who clicked; undefined when nobody was signed in. */
  readonly buyerId: string | undefined;
  readonly creatorId: string;
  readonly surface: Surface;
  readonly contentId: string;
  readonly itemId: string;
  readonly shopId: string;
  readonly productId: string;
  readonly planId: string;
  readonly planVersion: number;
}

const FORMAT = 1;
const SURFACES: readonly Surface[] = ['live_cart', 'video_cart', 'product_page', 'showcase'];
const NOBODY = '00000000-0000-0000-0000-000000000000';
const IDS_AT = 12;
const BODY_BYTES = IDS_AT + 8 * UUID_BYTES;
const MAC_BYTES = 16;

/** Packs a click into 156 bytes and signs them (HMAC-SHA-256 cut to 128 bits); base64url. */
export function signClick(secret: string, click: Click): string {
  const body = Buffer.alloc(BODY_BYTES);
  body.writeUInt8(FORMAT, 0);
  body.writeUInt8(SURFACES.indexOf(click.surface), 1);
  body.writeUIntBE(click.at.getTime(), 2, 6);
  body.writeUInt32BE(click.planVersion, 8);
  const ids = [
    click.clickId,
    click.buyerId ?? NOBODY,
    click.creatorId,
    click.contentId,
    click.itemId,
    click.shopId,
    click.productId,
    click.planId,
  ];
  ids.forEach((id, index) => {
    body.write(id.replaceAll('-', ''), IDS_AT + index * UUID_BYTES, 'hex');
  });
  return Buffer.concat([body, mac(secret, body)]).toString('base64url');
}

/** Reads a token back; undefined when it is not ours or was changed. Expiry is the caller's to judge. */
export function readClick(secret: string, token: string): Click | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== BODY_BYTES + MAC_BYTES) return undefined;
  const body = bytes.subarray(0, BODY_BYTES);
  if (!timingSafeEqual(mac(secret, body), bytes.subarray(BODY_BYTES))) return undefined;
  const surface = SURFACES[body.readUInt8(1)];
  if (body.readUInt8(0) !== FORMAT || surface === undefined) return undefined;
  const ids = uuidsText(body.subarray(IDS_AT));
  const id = (index: number): string => ids.slice(index * UUID_CHARACTERS, (index + 1) * UUID_CHARACTERS);
  const buyer = id(1);
  return {
    clickId: id(0),
    at: new Date(body.readUIntBE(2, 6)),
    buyerId: buyer === NOBODY ? undefined : buyer,
    creatorId: id(2),
    surface,
    contentId: id(3),
    itemId: id(4),
    shopId: id(5),
    productId: id(6),
    planId: id(7),
    planVersion: body.readUInt32BE(8),
  };
}

function mac(secret: string, body: Buffer): Buffer {
  return hmacSha256(secret, body).subarray(0, MAC_BYTES);
}
