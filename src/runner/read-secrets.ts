import { type KeyPair, type PublicKey, readPrivateKey, readPublicKey } from '../account/key-pair.js';
import { ActionError } from '../error.js';
import type { Masks } from './mask.js';
import { type Reader, Refusal } from './readers.js';

const acceptedToken = 'a token as Dfns shows it: one word, without white space';

/** A token of Dfns. It is not asked to be a JWT: what it looks like inside is the API's affair. */
export function readToken(text: string): string {
  if (text.includes('-----BEGIN'))
    throw new Refusal(acceptedToken, 'give the token here, the key in its own input', 'a key');
  if (/^bearer\s/i.test(text))
    throw new Refusal(acceptedToken, 'leave out the word Bearer', 'a value that begins with Bearer');
  if (/\s/.test(text)) {
    throw new Refusal(
      acceptedToken,
      'copy the token alone, on one line',
      'a value with white space or line ends inside',
    );
  }
  if (/^["'].*["']$/.test(text))
    throw new Refusal(acceptedToken, 'leave out the quotation marks', 'a value in quotation marks');
  if (!/^[\x21-\x7e]+$/.test(text)) {
    throw new Refusal(acceptedToken, 'copy the token anew', 'a value with characters that no token has');
  }
  if (text.length < 8)
    throw new Refusal(acceptedToken, 'copy the whole token', `a value of only ${text.length} characters`);
  return text;
}

/** A private key; its PKCS#8 form, in which it goes on, is masked too. */
export function keyPairReader(masks: Masks): Reader<KeyPair> {
  return (text) => {
    const key = asInput(
      readPrivateKey,
      text,
      'an unencrypted PEM private key: RSA of 2048 bits or more, P-256 or Ed25519',
    );
    masks.maskSecret(key.privateKey);
    return key;
  };
}

/** A public key whose private part is held elsewhere. */
export function readOwnPublicKey(text: string): PublicKey {
  return asInput(readPublicKey, text, 'a PEM public key: RSA of 2048 bits or more, P-256 or Ed25519');
}

function asInput<T>(read: (text: string) => T, text: string, accepted: string): T {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof ActionError) throw new Refusal(accepted, error.cure, `a value that ${error.message}`);
    throw error;
  }
}
