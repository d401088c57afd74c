import { defined } from './defined.js';
import { type KeyPair, type PublicKey, readPrivateKey } from './key-pair.js';
import { tidyToken, tidyValue } from './tidy-text.js';

/** What a secret store keeps, by the names that Dfns's own SDK example reads from the environment. */
export type CredentialDocument = Readonly<Record<string, string>>;

/** A service account's credential as a store or the inputs hold it. */
export interface KnownCredential {
  /** The store target it was read from; absent where the inputs gave it. */
  readonly target?: string;
  readonly token: string;
  readonly key?: PublicKey & Partial<Pick<KeyPair, 'privateKey'>>;
  readonly credentialId?: string;
}

export interface DocumentFacts {
  readonly apiUrl: string;
  readonly orgId?: string | undefined;
  readonly serviceAccountId?: string | undefined;
  readonly credentialId?: string | undefined;
  readonly privateKey?: string | undefined;
  readonly token: string;
  readonly expiresAt?: Date | undefined;
}

export function credentialDocument(facts: DocumentFacts): CredentialDocument {
  return defined({
    DFNS_API_URL: facts.apiUrl,
    DFNS_ORG_ID: facts.orgId,
    DFNS_SERVICE_ACCOUNT_ID: facts.serviceAccountId,
    DFNS_CRED_ID: facts.credentialId,
    DFNS_PRIVATE_KEY: facts.privateKey,
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
  const pem = document.DFNS_PRIVATE_KEY;
  const key = pem ? keyOf(pem) : undefined;
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
  key?: PublicKey & Partial<KeyPair>,
  reason?: PendingReason,
): CredentialDocument {
  return defined({
    DFNS_API_URL: apiUrl,
    DFNS_ORG_ID: orgId,
    DFNS_PRIVATE_KEY: key?.privateKey,
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

/** The key pair that waits for its account; `undefined` where its private part is held elsewhere. */
export function readPendingKey({ DFNS_PRIVATE_KEY: pem }: CredentialDocument): KeyPair | undefined {
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
