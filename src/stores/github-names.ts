/** The names of a document that a credential always has; where all are listed, the target holds a whole one. */
export const TOKEN = 'DFNS_AUTH_TOKEN';
export const PRIVATE_KEY = 'DFNS_PRIVATE_KEY';
/** In the place of the private key, where the key signs inside a KMS. */
export const KEY = 'DFNS_KEY';
export const EXPIRES_AT = 'DFNS_TOKEN_EXPIRES_AT';
export const ACCOUNT = 'DFNS_SERVICE_ACCOUNT_ID';
export const ALWAYS = ['DFNS_API_URL', 'DFNS_ORG_ID', ACCOUNT, 'DFNS_CRED_ID', TOKEN];
/** Kept where they are known. */
export const SOMETIMES = [PRIVATE_KEY, KEY, EXPIRES_AT];
/** Of the secret that says that a change is under way; the first digits of its key's fingerprint follow. */
export const MARKER = 'DFNS_PENDING';
/** What a credential of somebody else has too: the provisioner's that `bootstrap` kept, or one that a person wrote down by these names. */
const SIGNS = ['DFNS_USERNAME', 'DFNS_CRED_ID', PRIVATE_KEY, KEY, TOKEN];

/**
 * Of a set of secrets that is no whole document, and has no mark of a change, the names that show a credential which no run for an
 * account left so: such a run writes the account's id first, and removes it last.
 */
export function unclaimedOf(has: (name: string) => boolean): readonly string[] | undefined {
  const isCredential = has(PRIVATE_KEY) || has(KEY) || has(TOKEN);
  return isCredential && !has(ACCOUNT) ? SIGNS.filter(has) : undefined;
}

/** The names of keys that a document which is written does not have: what is kept by them signs no more. */
export function deadKeys(
  document: Readonly<Record<string, string>>,
  isListed: (name: string) => boolean,
): readonly string[] {
  const signsElsewhere = (document[TOKEN] ?? document[KEY]) !== undefined;
  return [
    ...(document[PRIVATE_KEY] === undefined && signsElsewhere ? [PRIVATE_KEY] : []),
    ...(document[KEY] === undefined && isListed(KEY) ? [KEY] : []),
  ];
}
