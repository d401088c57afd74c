import { type KeyPair, type PublicKey, readPrivateKey, readPublicKey } from '../../core/key-pair.js';
import { tidyToken } from '../../core/tidy-text.js';
import { ActionError } from '../../error.js';
import type { Masks } from '../output/mask.js';
import { Refusal } from './readers.js';

const acceptedToken = 'a token as Dfns shows it: one word, without white space';

/**
 * A token. It need not be a JWT; only the API knows its form. Text that people copy along is removed. The rest must consist of characters
 * that a token may have (RFC 6750), so that nothing broken is sent.
 */
export function readToken(text: string): string {
  if (/BEGIN [A-Z ]{0,20}KEY/.test(text) || text.startsWith('LS0tLS1CRUdJT'))
    throw new Refusal(acceptedToken, 'give the token here, the key in its own input', 'a key');
  const token = tidyToken(text);
  if (/\s/.test(token)) {
    throw new Refusal(
      acceptedToken,
      'copy the token alone, on one line',
      'a value with white space or line ends inside',
    );
  }
  if (token.startsWith('{'))
    throw new Refusal(acceptedToken, 'give the token alone, not the document that it is kept in', 'a JSON document');
  if (/^[A-Za-z_]\w{0,60}=[^=]/.test(token))
    throw new Refusal(acceptedToken, 'leave out the name and the equals sign', 'a value of the form NAME=VALUE');
  if (/^\*+$/.test(token))
    throw new Refusal(
      acceptedToken,
      'copy the token itself',
      'asterisks, as a log shows them in the place of a secret',
    );
  if (!/^[\w.~+/-]+=*$/.test(token)) {
    throw new Refusal(acceptedToken, 'copy the token anew', 'a value with characters that no token has');
  }
  if (token.length < 8)
    throw new Refusal(acceptedToken, 'copy the whole token', `a value of only ${token.length} characters`);
  return token;
}

/** A private key. Its PKCS#8 form, which is used from here on, is masked too. */
export function readKeyPair(text: string, masks: Masks): KeyPair {
  const accepted = 'an unencrypted PEM private key: RSA of 2048 bits or more, P-256 or Ed25519';
  const key = asInput(readPrivateKey, text, accepted);
  masks.mask(key.privateKey);
  return key;
}

/** A public key whose private part is held elsewhere. */
export function readOwnPublicKey(text: string): PublicKey {
  return asInput(readPublicKey, text, 'a PEM public key: RSA of 2048 bits or more, P-256 or Ed25519');
}

/** What is wrong with a key, as the fault of an input. @throws Refusal */
export function asInput<T>(read: (text: string) => T, text: string, accepted: string): T {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof ActionError) throw new Refusal(accepted, error.cure, `a value that ${error.message}`);
    throw error;
  }
}
