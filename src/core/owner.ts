import type { CredentialState } from './desired.js';
import type { Account } from './observed.js';
import { nameAmbiguous } from './plan-errors.js';

/** @throws ActionError `NAME_AMBIGUOUS`: Dfns should not let two accounts have one name, and to choose between them is not ours */
export function accountNamed(name: string, accounts: readonly Account[]): Account | undefined {
  const named = accounts.filter((candidate) => candidate.name === name);
  if (named.length > 1) throw nameAmbiguous(name, named);
  return named[0];
}

/** The account that a proven credential belongs to. */
export function ownerOf(credential: CredentialState, accounts: readonly Account[]): Account | undefined {
  if (credential.state !== 'working') return undefined;
  const { userId, credentialId } = credential;
  return accounts.find((account) =>
    userId ? account.id === userId : credentialId !== undefined && account.credentialId === credentialId,
  );
}

/** Whether a proven credential is the account's own, as far as Dfns shows it. */
export function belongsTo(account: Account, credential: CredentialState, accounts: readonly Account[]): boolean {
  if (credential.state !== 'working') return true;
  const owner = ownerOf(credential, accounts);
  // Old responses show no credential id, and an opaque token no user: then nothing speaks against the account.
  return owner ? owner.id === account.id : !credential.userId && !account.credentialId;
}
