export const UUID_CHARACTERS = 36;
export const UUID_BYTES = 16;

/** Where each byte's two digits stand in a UUID's text, the dashes left out. */
const DIGITS_AT = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];
const DASHES_AT = [8, 13, 18, 23];
const DASH = '-'.charCodeAt(0);
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const HIGH = Uint8Array.from(HEX, (digits) => digits.charCodeAt(0));
const LOW = Uint8Array.from(HEX, (digits) => digits.charCodeAt(1));

/** UUIDs from their bytes as one text, 36 characters each: half the time of cutting a hexadecimal text to pieces. */
export function uuidsText(bytes: Uint8Array): string {
  const text = Buffer.allocUnsafe((bytes.length / UUID_BYTES) * UUID_CHARACTERS);
  for (let index = 0, at = 0; index < bytes.length; index += UUID_BYTES, at += UUID_CHARACTERS) {
    for (let place = 0; place < UUID_BYTES; place += 1) {
      const byte = bytes[index + place] ?? 0;
      const digits = at + (DIGITS_AT[place] ?? 0);
      text[digits] = HIGH[byte] ?? 0;
      text[digits + 1] = LOW[byte] ?? 0;
    }
    for (const place of DASHES_AT) text[at + place] = DASH;
  }
  return text.toString('latin1');
}
