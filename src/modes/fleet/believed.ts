import { defined } from '../../core/defined.js';
import { type Account, wasMadeWith } from '../../core/observed.js';
import { type CredentialDocument, type KnownCredential, memberOf } from '../../core/stored-credential.js';
import { readClaims } from '../../core/token-claims.js';
import type { Clock } from '../../dfns/clock.js';
import type { Proof } from '../../dfns/verify-credential.js';
import type { Options } from '../../runner/inputs/options.js';
import type { CredentialStores } from '../credential-stores/stores.js';
import type { Finding, OpenedCredential, Prover } from '../observe/prover.js';

/** What is held against each other without asking anybody. */
export interface Believing {
  readonly options: Options;
  readonly stores: CredentialStores;
  readonly clock: Clock;
  /** The account of this name as Dfns lists it, where nothing of its family is beside it. */
  readonly account: Account | undefined;
  /** Called where a credential is taken for good. */
  readonly note: (proof: Proof) => void;
  readonly prove: Prover;
}

/**
 * In a plan for many accounts: a credential is taken for good, and its token not sent, where the document, the token and Dfns's list agree
 * that it is the account's own and has not ended. Any other is proven as ever.
 */
export function believer({ prove, ...believing }: Believing): Prover {
  return async (known): Promise<Finding> => {
    const proof = believedProof(known, believing);
    if (!proof) return prove(known);
    believing.note(proof);
    return { state: 'working', known: known as OpenedCredential, proof };
  };
}

/** Whether all stores are read that have to be: one of them holds the account's own credential, as far as that can be seen. */
export function isBelieved(believing: Omit<Believing, 'prove' | 'note'>): boolean {
  const { stores } = believing;
  return stores.credentials.some((known) => believedProof(known, believing) !== undefined);
}

function believedProof(
  known: KnownCredential,
  { options, stores, clock, account }: Omit<Believing, 'prove' | 'note'>,
): Proof | undefined {
  const { token, key } = known;
  const document = stores.contents.find(({ target }) => target === known.target)?.current?.document;
  // What a key in a KMS is has to be asked there in any case.
  if (!account?.isActive || !document || !key || !('fingerprint' in key) || 'kms' in options.key) return undefined;
  const claims = readClaims(token);
  const userId = claims.userId ?? (memberOf(document, 'DFNS_SERVICE_ACCOUNT_ID') || undefined);
  const expiresAt = claims.expiresAt ?? endOf(document);
  const isOwn = userId === account.id && wasMadeWith(account, key.fingerprint) !== false;
  if (!isOwn || (expiresAt && expiresAt <= clock.now())) return undefined;
  if (options.orgId && claims.orgId && claims.orgId !== options.orgId) return undefined;
  const credentialId = known.credentialId ?? account.credentialId;
  return { ...defined({ userId, orgId: claims.orgId, expiresAt, credentialId }), keyProven: false };
}

function endOf(document: CredentialDocument): Date | undefined {
  const end = new Date(memberOf(document, 'DFNS_TOKEN_EXPIRES_AT'));
  return Number.isNaN(end.getTime()) ? undefined : end;
}
