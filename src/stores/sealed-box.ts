import sodium from 'libsodium-wrappers';

/** Whether a text is the base64 of an X25519 public key. */
export function isPublicKey(text: string): boolean {
  return Buffer.from(text, 'base64').length === 32;
}

/**
 * Seals a text so that only the holder of the private key can open it, as GitHub's own example does it.
 * @param publicKey base64 of the receiver's X25519 key
 * @returns base64 of the sealed box
 * @see https://docs.github.com/rest/guides/encrypting-secrets-for-the-rest-api
 */
export async function seal(text: string, publicKey: string): Promise<string> {
  await sodium.ready;
  return Buffer.from(sodium.crypto_box_seal(text, Buffer.from(publicKey, 'base64'))).toString('base64');
}
