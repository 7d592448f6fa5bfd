import { createPrivateKey, createPublicKey } from 'node:crypto';

/** An RSA private key as PKCS#8 PEM, from PEM or from the bare base64 that Alipay's key tool gives. Throws on anything else. */
export function privateKeyPem(text: string): string {
  const key = isPem(text) ? createPrivateKey(text) : barePrivateKey(text);
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** A public key, or a certificate's, as SPKI PEM, from PEM or bare base64. Throws on anything else. */
export function publicKeyPem(text: string): string {
  const key = isPem(text)
    ? createPublicKey(text)
    : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
  return key.export({ type: 'spki', format: 'pem' }).toString();
}

const isPem = (text: string): boolean => text.includes('-----BEGIN ');

function barePrivateKey(text: string) {
  const key = Buffer.from(text, 'base64');
  try {
    return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  } catch {
    return createPrivateKey({ key, format: 'der', type: 'pkcs1' });
  }
}
