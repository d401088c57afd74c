import { readPrivateKey } from './key-pair.js';
import { isSameApi } from './same-api.js';
import { type CredentialDocument, memberOf } from './stored-credential.js';
import type { StoredPlace } from './stored-kind.js';
import { tidyToken } from './tidy-text.js';

/**
 * A document as it is written over a stored one, so that nothing is lost: members of others stay, and those of ours too that this run
 * has no newer value for, for example those of a newer version. Nothing of ours stays of a credential other than the wanted one.
 */
export function mergeInto(stored: StoredPlace | undefined, wanted: CredentialDocument): StoredPlace {
  const { document = {}, others = {} } = stored ?? {};
  const isSame = isSameCredential(document, wanted);
  const stays = ([name]: [string, unknown]) =>
    !(name in wanted) && (!name.startsWith('DFNS_') || (isSame && !isGone(name, wanted)));
  const kept = Object.fromEntries(Object.entries(document).filter(stays));
  const rest = Object.entries(others).filter(stays);
  return { document: { ...kept, ...wanted }, ...(rest.length > 0 && { others: Object.fromEntries(rest) }) };
}

/** What a credential has no more: the marks of a change, and the key that another way to sign took the place of. */
function isGone(name: string, wanted: CredentialDocument): boolean {
  if (name === 'DFNS_PRIVATE_KEY') return wanted.DFNS_KEY !== undefined;
  if (name === 'DFNS_KEY') return wanted.DFNS_PRIVATE_KEY !== undefined;
  return name.startsWith('DFNS_PENDING_');
}

/** Whether a stored document says all that the wanted one says. White space makes no difference: nothing is written for it alone. */
export function saysTheSame(stored: CredentialDocument | undefined, wanted: CredentialDocument): boolean {
  if (!stored || !isSameCredential(stored, wanted)) return false;
  return Object.entries(wanted).every(([name, value]) => stored[name] === value || isSameValue(name, stored, value));
}

/** Dfns gives an account one token and one credential, and a user each credential an id of its own. */
function isSameCredential(stored: CredentialDocument, wanted: CredentialDocument): boolean {
  const isSame = (name: string) => wanted[name] !== undefined && isSameValue(name, stored, wanted[name]);
  if (isSame('DFNS_AUTH_TOKEN') || isSame('DFNS_SERVICE_ACCOUNT_ID')) return true;
  return isSame('DFNS_USERNAME') && isSame('DFNS_CRED_ID');
}

function isSameValue(name: string, stored: CredentialDocument, wanted: string): boolean {
  const value = memberOf(stored, name);
  switch (name) {
    case 'DFNS_API_URL':
      return isSameApi(value, wanted);
    case 'DFNS_AUTH_TOKEN':
      return tidyToken(value) === wanted;
    case 'DFNS_TOKEN_EXPIRES_AT':
      return Date.parse(value) === Date.parse(wanted);
    case 'DFNS_PRIVATE_KEY':
      return value !== '' && isSameKey(value, wanted);
    default:
      return value === wanted;
  }
}

function isSameKey(stored: string, wanted: string): boolean {
  try {
    return readPrivateKey(stored).privateKey === readPrivateKey(wanted).privateKey;
  } catch {
    return false;
  }
}
