import { defined } from './defined.js';
import { type KeyPair, readPrivateKey } from './key-pair.js';
import { type KmsKeyReference, type KnownKey, membersOfKey } from './signing-key.js';
import { tidyToken, tidyValue } from './tidy-text.js';

/** What a secret store keeps, by the names that Dfns's own SDK example reads from the environment. */
export type CredentialDocument = Readonly<Record<string, string>>;

/** A service account's credential as a store or the inputs hold it. */
export interface KnownCredential {
  /** The store target it was read from; absent where the inputs gave it. */
  readonly target?: string;
  readonly token: string;
  /** A document names a key in a KMS by its address; what that means is asked when it is proven. */
  readonly key?: KnownKey | KmsKeyReference;
  readonly credentialId?: string;
}

export interface DocumentFacts {
  readonly apiUrl: string;
  readonly orgId?: string | undefined;
  readonly serviceAccountId?: string | undefined;
  readonly credentialId?: string | undefined;
  readonly key?: KnownKey | undefined;
  readonly token: string;
  readonly expiresAt?: Date | undefined;
}

export function credentialDocument(facts: DocumentFacts): CredentialDocument {
  return defined({
    DFNS_API_URL: facts.apiUrl,
    DFNS_ORG_ID: facts.orgId,
    DFNS_SERVICE_ACCOUNT_ID: facts.serviceAccountId,
    DFNS_CRED_ID: facts.credentialId,
    ...membersOfKey(facts.key),
    DFNS_AUTH_TOKEN: facts.token,
    DFNS_TOKEN_EXPIRES_AT: facts.expiresAt?.toISOString(),
  });
}

/** A value without what consoles, editors and people leave around it; `''` where there is none. */
export function memberOf(document: CredentialDocument, name: string): string {
  return tidyValue(document[name] ?? '');
}

/**
 * Reads a stored credential, out of what consoles and people put around its values; `undefined` where the document holds no token.
 * Members that cannot be read are left out here; {@link ./stored-damage} reports them, so that they never count as missing.
 */
export function readStoredCredential(document: CredentialDocument, target: string): KnownCredential | undefined {
  const token = tidyToken(document.DFNS_AUTH_TOKEN ?? '');
  if (!token) return undefined;
  const credentialId = memberOf(document, 'DFNS_CRED_ID');
  const key = readStoredKey(document);
  return defined({ target, token, key, credentialId: credentialId || undefined });
}

/** Whether a stored document says the same as the wanted one, to the letter. */
export function isSameDocument(stored: CredentialDocument | undefined, wanted: CredentialDocument): boolean {
  const names = new Set(
    [...Object.keys(stored ?? {}), ...Object.keys(wanted)].filter((name) => name.startsWith('DFNS_')),
  );
  return [...names].every((name) => stored?.[name] === wanted[name]);
}

/** Why a key is being made, so that whoever finds it pending can finish what was begun. */
export type PendingReason =
  | 'create'
  | 'replace'
  | 'rotate'
  /** A person was asked to create the account. */
  | 'request';

/** A change that was begun and, as far as the store knows, not ended. */
export interface Pending {
  /** SHA-256 of the SPKI DER, hex, or as many of its first digits as the store could keep. Absent where no key is being made. */
  readonly fingerprint?: string;
  readonly reason?: PendingReason;
  readonly since?: Date;
}

export function pendingDocument(
  { apiUrl, orgId }: { readonly apiUrl: string; readonly orgId?: string | undefined },
  now: Date,
  key?: KnownKey,
  reason?: PendingReason,
): CredentialDocument {
  return defined({
    DFNS_API_URL: apiUrl,
    DFNS_ORG_ID: orgId,
    ...membersOfKey(key),
    DFNS_KEY_FINGERPRINT: key?.fingerprint,
    DFNS_PENDING_REASON: reason,
    DFNS_PENDING_SINCE: now.toISOString(),
  });
}

export function readPending(document: CredentialDocument): Pending {
  const { DFNS_KEY_FINGERPRINT: fingerprint, DFNS_PENDING_REASON: reason, DFNS_PENDING_SINCE: text } = document;
  const since = text === undefined ? undefined : new Date(text);
  return defined({
    fingerprint: /^[0-9a-f]{8,64}$/.test(fingerprint ?? '') ? fingerprint : undefined,
    reason: isReason(reason) ? reason : undefined,
    since: since && !Number.isNaN(since.getTime()) ? since : undefined,
  });
}

/** The key that a document holds or names; `undefined` where its private part is held elsewhere, and where it cannot be read. */
export function readStoredKey(document: CredentialDocument): KeyPair | KmsKeyReference | undefined {
  const address = memberOf(document, 'DFNS_KEY');
  if (address) return { address };
  const { DFNS_PRIVATE_KEY: pem } = document;
  return pem ? keyOf(pem) : undefined;
}

const reasons: readonly (string | undefined)[] = ['create', 'replace', 'rotate', 'request'] satisfies PendingReason[];

function isReason(text: string | undefined): text is PendingReason {
  return reasons.includes(text);
}

function keyOf(pem: string): KeyPair | undefined {
  try {
    return readPrivateKey(pem);
  } catch {
    return undefined;
  }
}
