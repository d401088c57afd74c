import { defined } from '../../core/defined.js';
import type { Desired } from '../../core/desired.js';
import type { Outcome } from '../../core/outcome.js';
import { type KnownKey, keyAddressOf, privateKeyOf } from '../../core/signing-key.js';
import { type CredentialDocument, credentialDocument } from '../../core/stored-credential.js';
import { daysLeft } from '../../core/token-claims.js';
import type { Proof } from '../../dfns/verify-credential.js';
import type { Options } from '../../runner/inputs/options.js';

/** The part of the options that declares the account. */
export function desiredOf(
  { name, role, exclusive, onDrift, onAdminRole, onLostToken, retireAfter, ephemeral }: Options,
  renewal: 'none' | 'due' | 'key changes' = 'none',
): Desired {
  const declared = { name, exclusive, onDrift, onAdminRole, onLostToken, retireAfter, ...(role && { role }) };
  return { ...declared, isEphemeral: ephemeral, renews: renewal !== 'none', changesKey: renewal === 'key changes' };
}

/** The credential that a run ends with, proven. */
export interface ProvenCredential {
  /** The account that it belongs to, where that is known. */
  readonly accountId?: string;
  readonly token: string;
  readonly key?: KnownKey;
  readonly proof: Proof;
}

/** The document that the stores keep of a credential. */
export function documentOf(
  { apiUrl }: Options,
  { accountId, token, key, proof }: ProvenCredential,
  orgId: string | undefined,
): CredentialDocument {
  const { credentialId, userId, expiresAt } = proof;
  const serviceAccountId = accountId ?? userId;
  return credentialDocument({
    apiUrl,
    orgId: proof.orgId ?? orgId,
    serviceAccountId,
    credentialId,
    key,
    token,
    expiresAt,
  });
}

/** The part of an outcome that is about the credential: its facts, when it ends, and what could not be verified. */
export function outcomeOfCredential(
  { accountId, token, key, proof }: ProvenCredential,
  now: Date,
): Pick<Outcome, 'token' | 'unseen'> & Partial<Outcome> {
  const { credentialId, userId, orgId, expiresAt } = proof;
  const serviceAccountId = accountId ?? userId;
  return {
    token,
    ...defined({
      privateKey: privateKeyOf(key),
      keyAddress: keyAddressOf(key),
      publicKey: key?.publicKey,
      keyFingerprint: key?.fingerprint,
      credentialId,
      serviceAccountId,
      orgId,
      expiresAt,
      daysLeft: expiresAt && daysLeft(expiresAt, now),
    }),
    unseen: [
      ...(proof.keyProven ? [] : ['whether a private key belongs to the token: none was at hand to sign with']),
      ...(expiresAt ? [] : ['when the token expires: it does not say so itself, and Dfns does not tell']),
    ],
  };
}

/** The warning that the token's end is near; `undefined` where it is not. */
export function endIsNear(
  { proof: { expiresAt } }: ProvenCredential,
  { name, warnBeforeDays, ephemeral }: Options,
  now: Date,
): string | undefined {
  if (ephemeral) return undefined;
  const days = expiresAt && daysLeft(expiresAt, now);
  if (!expiresAt || days === undefined || days > warnBeforeDays) return undefined;
  return (
    `the token of ${name} expires in ${days} ${days === 1 ? 'day' : 'days'}, on ${expiresAt.toISOString()}; ` +
    'Dfns issues no new token for an account, so that the account must be replaced before then'
  );
}

/** What a run without a provisioner cannot verify; one sentence each. */
export function unseenWithoutProvisioner({ name, role, onAdminRole }: Options): string[] {
  return [
    `whether the account that the token belongs to is named ${name}, and is the only one: that takes a provisioner`,
    ...(onAdminRole === 'fail'
      ? ['whether it holds a role with which it could raise its own rights: that takes a provisioner']
      : []),
    ...(role ? [`whether it holds the role ${role.value}, and what that role permits: that takes a provisioner`] : []),
  ];
}
