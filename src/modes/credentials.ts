import type { CredentialState } from '../account/desired.js';
import type { KnownCredential } from '../account/document.js';
import type { Connection } from '../dfns/connection.js';
import { isRefusal, type Proof, prove } from '../dfns/proof.js';
import type { ActionError } from '../error.js';
import type { Options } from '../runner/options.js';
import { refuseProvisioners } from './holdings.js';
import type { Keeper } from './keeper.js';
import { refuseOtherOrganisation } from './observe.js';
import { refuseNotPassed } from './passed-secrets.js';

/** What was found of the credentials that are known of an account, in stores and inputs. */
export type Finding =
  | { readonly state: 'none' }
  /** None works; this is the first of those that Dfns refused. */
  | { readonly state: 'refused'; readonly known: KnownCredential; readonly error: ActionError }
  | { readonly state: 'working'; readonly known: KnownCredential; readonly proof: Proof };

/** Proves credentials, each once and all at the same time. */
export type Prover = (known: KnownCredential) => Promise<Finding>;

/** A refusal is a finding; a fault of the network is thrown. */
export function prover(connection: Connection, orgId: string | undefined): Prover {
  const begun = new Map<string, Promise<Finding>>();
  return async (known) => {
    const { token, key, credentialId } = known;
    const identity = JSON.stringify([token, key?.privateKey, credentialId]);
    const finding = begun.get(identity) ?? proveOne(connection, known, orgId);
    begun.set(identity, finding);
    return { ...(await finding), known } as Finding;
  };
}

async function proveOne(connection: Connection, known: KnownCredential, orgId: string | undefined): Promise<Finding> {
  const { token, key, credentialId } = known;
  // The outputs and the stores take the public half, and to write it out takes milliseconds.
  connection.world.meanwhile(() => key?.fingerprint);
  try {
    const proof = await prove(connection, {
      token,
      ...(key?.privateKey && { privateKey: key.privateKey }),
      ...(credentialId && { credentialId }),
    });
    refuseOtherOrganisation(orgId, proof.orgId, 'the token of the service account');
    return { state: 'working', known, proof };
  } catch (error) {
    if (isRefusal(error)) return { state: 'refused', known, error };
    throw error;
  }
}

/**
 * Reads the stores and proves what they and the inputs hold. The first that works is the truth, stores before inputs; where none
 * does, the first that was refused tells why.
 * @param whenNoneIsKnown called as soon as it is clear that there is nothing to prove
 */
export async function findCredential(
  options: Options,
  connection: Connection,
  keeper: Keeper,
  whenNoneIsKnown?: () => void,
): Promise<Finding> {
  const { credential, orgId } = options;
  const prove = prover(connection, orgId);
  const given = credential ? [credential] : [];
  // Begun while the stores are read; where a store holds the same token, the answer is shared.
  for (const early of given.map(prove)) early.catch(() => undefined);
  await keeper.read();
  refuseProvisioners(keeper.holdings);
  const known = [...keeper.credentials, ...given];
  if (known.length === 0) {
    refuseNotPassed(options, keeper.holdings);
    whenNoneIsKnown?.();
  }
  const findings = await Promise.all(known.map(prove));
  return findings.find(({ state }) => state === 'working') ?? findings[0] ?? { state: 'none' };
}

/** The finding as the planner takes it. */
export function credentialState(finding: Finding): CredentialState {
  switch (finding.state) {
    case 'none':
      return finding;
    case 'refused':
      return { state: 'refused', why: finding.error.message, tokenRefused: finding.error.code === 'TOKEN_REFUSED' };
    case 'working': {
      const { userId, credentialId } = finding.proof;
      return { state: 'working', ...(userId && { userId }), ...(credentialId && { credentialId }) };
    }
  }
}
