import type { CredentialState } from '../account/desired.js';
import type { Account, Role } from '../account/observed.js';
import { createClient, type DfnsClient } from '../dfns/client.js';
import type { Connection } from '../dfns/connection.js';
import { isRefusal, type Proof, prove } from '../dfns/proof.js';
import { login, readySession, type Session } from '../dfns/session.js';
import { keySigner } from '../dfns/signer.js';
import { ActionError } from '../error.js';
import type { GivenCredential, Options, Provisioner } from '../runner/options.js';

/** What is observed of an organisation: fetched once, whatever the number of accounts that are declared. */
export interface Organisation {
  readonly client: DfnsClient;
  readonly accounts: readonly Account[];
  readonly roles: readonly Role[];
}

/** Logs the provisioner in and lists accounts and roles, both at once. */
export async function observe(connection: Connection, { provisioner, orgId }: Options): Promise<Organisation> {
  if (!provisioner)
    throw new ActionError('INVALID_INPUTS', 'no provisioner is given', 'give provisioner-username and its key');
  const session = await open(connection, provisioner, orgId);
  refuseOtherOrganisation(orgId, session.claims.orgId, 'the provisioner');
  const client = createClient(connection, session);
  const [accounts, roles] = await Promise.all([client.listAccounts(), client.listRoles()]);
  return { client, accounts, roles };
}

async function open(connection: Connection, provisioner: Provisioner, orgId: string | undefined): Promise<Session> {
  if (provisioner.kind === 'token') {
    const { token, key, credentialId } = provisioner;
    return readySession(token, key && keySigner(key.privateKey, credentialId));
  }
  const { username, credentialId, key } = provisioner;
  return login(connection, { orgId: orgId ?? '', username, signer: keySigner(key.privateKey, credentialId) });
}

/** The outcome of proving the credential that the workflow handed in. */
export type GivenProof =
  | { readonly state: 'none' }
  | { readonly state: 'refused'; readonly error: ActionError }
  | { readonly state: 'working'; readonly proof: Proof };

/** Proves the given credential. A refusal is a finding; a fault of the network is thrown. */
export async function proveGiven(
  connection: Connection,
  credential: GivenCredential | undefined,
  orgId: string | undefined,
): Promise<GivenProof> {
  if (!credential) return { state: 'none' };
  const { token, key, credentialId } = credential;
  try {
    const proof = await prove(connection, {
      token,
      ...(key && { privateKey: key.privateKey }),
      ...(credentialId && { credentialId }),
    });
    refuseOtherOrganisation(orgId, proof.orgId, 'the token of the service account');
    return { state: 'working', proof };
  } catch (error) {
    if (isRefusal(error)) return { state: 'refused', error };
    throw error;
  }
}

/** The finding as the planner takes it. */
export function credentialState(given: GivenProof): CredentialState {
  switch (given.state) {
    case 'none':
      return given;
    case 'refused':
      return { state: 'refused', why: given.error.message, tokenRefused: given.error.code === 'TOKEN_REFUSED' };
    case 'working': {
      const { userId, credentialId } = given.proof;
      return { state: 'working', ...(userId && { userId }), ...(credentialId && { credentialId }) };
    }
  }
}

function refuseOtherOrganisation(wanted: string | undefined, actual: string | undefined, whose: string): void {
  if (!wanted || !actual || wanted === actual) return;
  throw new ActionError(
    'OTHER_ORGANISATION',
    `${whose} belongs to the organisation ${actual}, not to org-id ${wanted}`,
    'correct org-id, or pass the credentials of that organisation',
  );
}
