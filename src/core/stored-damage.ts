import { ActionError } from '../error.js';
import { readPrivateKey } from './key-pair.js';
import { type CredentialDocument, memberOf } from './stored-credential.js';
import { tidyToken, trimAll } from './tidy-text.js';

/** A member of a document that is there and cannot be used. */
export interface Damage {
  readonly code: 'STORED_KEY_UNREADABLE' | 'STORE_UNREADABLE';
  /** Completes "the store … holds a document whose …"; nothing of a value. */
  readonly what: string;
  readonly cure: string;
}

/** Finds a member of our document that cannot be read. It must not count as missing: then it would be replaced, and lost. */
export function damageOf(document: CredentialDocument): Damage | undefined {
  return damagedToken(document) ?? twoKeys(document) ?? damagedKey(document);
}

/** @param why completes "DFNS_KEY …" */
export function damagedAddress(why: string): Damage {
  const cure = `put the pinned address of the key back, ${otherwise}`;
  return { code: 'STORED_KEY_UNREADABLE', what: `DFNS_KEY ${why}`, cure };
}

/** Which of two keys belongs to the credential cannot be told, and the wrong one taken would lose the right one. */
function twoKeys(document: CredentialDocument): Damage | undefined {
  if (!memberOf(document, 'DFNS_KEY') || !memberOf(document, 'DFNS_PRIVATE_KEY')) return undefined;
  return {
    code: 'STORED_KEY_UNREADABLE',
    what: 'there is a DFNS_KEY beside a DFNS_PRIVATE_KEY, and which of them signs for the token cannot be told',
    cure: 'take the one out that is not of this credential: until then nothing is written or replaced',
  };
}

function damagedToken({ DFNS_AUTH_TOKEN: text }: CredentialDocument): Damage | undefined {
  if (text === undefined || isToken(tidyToken(text))) return undefined;
  const what = trimAll(text) === '' ? 'DFNS_AUTH_TOKEN is empty' : 'DFNS_AUTH_TOKEN is no token';
  return { code: 'STORE_UNREADABLE', what, cure: `put the token back, ${otherwise}` };
}

/** The signs that a token may have (RFC 6750): one word, no key, no name of something else. */
function isToken(text: string): boolean {
  return text.length >= 8 && /^[\w.~+/-]+=*$/.test(text) && !text.startsWith('LS0tLS1CRUdJT');
}

function damagedKey({ DFNS_PRIVATE_KEY: text }: CredentialDocument): Damage | undefined {
  // An empty one is what a key that is held elsewhere looks like.
  if (text === undefined || trimAll(text) === '') return undefined;
  try {
    readPrivateKey(text);
    return undefined;
  } catch (error) {
    const why = error instanceof ActionError ? error.message : 'cannot be read';
    const cure = `put the whole private key back, as PEM, ${otherwise}`;
    return { code: 'STORED_KEY_UNREADABLE', what: `DFNS_PRIVATE_KEY ${why}`, cure };
  }
}

const otherwise = 'or take the member out of the document if it is lost: until then nothing is written or replaced';
