/** Shapes that several modules share on the wire. */
import { z } from 'zod';

export const Id = z.uuid().describe('UUIDv7');
/** Integer minor units (fen for CNY). */
export const Minor = z
  .int()
  .min(-9_000_000_000_000)
  .max(9_000_000_000_000)
  .describe('Integer minor units (fen for CNY)');
/** Integer basis points: 100 = 1 %. */
export const Bps = z.int().min(0).max(10_000).describe('Basis points: 100 = 1 %');
export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .describe('ISO 4217');
/** No database knows a year 0. */
export const Instant = z.iso
  .datetime()
  .refine((instant) => !instant.startsWith('0000'), 'there is no year 0')
  .describe('RFC 3339, UTC');
export const Cursor = z.string().max(200).describe('Opaque; pass the nextCursor of the page before');

/** Free text of 0 to `max` characters, trimmed; control characters and broken surrogates are refused: no database stores them as they are. */
export function text(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u, 'must not hold control characters');
}
/** As `text`, but not empty. */
export function someText(max: number) {
  return text(max).min(1);
}

export const PageQuery = {
  cursor: Cursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
};

/** A page of rows; `nextCursor` is null on the last one. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export const Address = z.strictObject({
  name: someText(40),
  phone: z
    .string()
    .trim()
    .regex(/^[+\d][\d -]{5,24}$/),
  province: someText(40),
  city: text(40),
  district: text(40),
  street: someText(200),
});
export type Address = z.infer<typeof Address>;

export const Role = z.enum(['operator', 'merchant', 'creator', 'leader', 'buyer']);
export type Role = z.infer<typeof Role>;

export const Surface = z.enum(['live_cart', 'video_cart', 'product_page', 'showcase']);
export type Surface = z.infer<typeof Surface>;
