import { createSign, createVerify, generateKeyPairSync } from 'node:crypto';

export interface KeyPair {
  /** PEM. */
  readonly privateKey: string;
  /** PEM. */
  readonly publicKey: string;
}

const BITS = 2048;

export function newKeyPair(): KeyPair {
  return generateKeyPairSync('rsa', {
    modulusLength: BITS,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
}

/** SHA256withRSA, base64: what both providers sign with. */
export function signed(text: string, { privateKey }: KeyPair): string {
  return createSign('RSA-SHA256').update(text, 'utf8').sign(privateKey, 'base64');
}

export function verified(text: string, signature: string, { publicKey }: KeyPair): boolean {
  return createVerify('RSA-SHA256').update(text, 'utf8').verify(publicKey, signature, 'base64');
}
