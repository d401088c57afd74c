import { changesIn } from '../../core/pending-changes.js';
import { keyAddressOf, membersOfKey, privateKeyOf } from '../../core/signing-key.js';
import { type ProvisionerCredential, readProvisionerDocument } from '../../core/stored-provisioner.js';
import type { Connection } from '../../dfns/connection.js';
import type { KeyLogin } from '../../dfns/session.js';
import { type LoginFinding, tryLogin } from '../../dfns/try-login.js';
import { ActionError } from '../../error.js';
import type { KmsKey } from '../../kms/kms.js';
import type { BootstrapOptions } from '../../runner/inputs/read-bootstrap.js';
import type { Context } from '../context.js';
import { foreignDocument, refuseOthers, storeUnreadable, type TargetContents } from '../credential-stores/guards.js';
import { openDeclared } from '../keys/declared-key.js';
import type { KmsKeys } from '../keys/kms-keys.js';
import { isLost, isSameKey } from '../keys/lost-key.js';
import { signerOf } from '../keys/signer-of.js';
import { refuseOtherOrganisation } from './organisation.js';
import { warnOfSecond } from './second-credential.js';

/** What the stores hold of the provisioner, once Dfns was asked. */
export type FoundProvisioner =
  /** A store's current document logs in. */
  | { readonly state: 'current'; readonly credential: ProvisionerCredential }
  /** An earlier run registered it, and died before it was stored. */
  | { readonly state: 'pending'; readonly credential: ProvisionerCredential }
  /** `refused` says of the current documents why they are dead, `other` whether one logs in with another key than the one that is asked for. */
  | { readonly state: 'none'; readonly refused: readonly string[]; readonly other?: ProvisionerCredential };

/** Logs in with all that the stores hold, at once. @throws ActionError `STORE_HOLDS_OTHER` where that must not be written over */
export async function findProvisioner(
  options: BootstrapOptions,
  connection: Connection,
  contents: readonly TargetContents[],
  context: Context,
): Promise<FoundProvisioner> {
  await refuseOthers(contents, { kind: 'provisioner', apiUrl: options.apiUrl, orgId: options.orgId });
  const logIn = loginOnce(connection, options, context);
  const stored = contents.flatMap((found) => currentOf(found, options));
  const declared = await openDeclared(options, context.kms);
  const { wanted: current, others: ofOtherKeys } = await byKey(stored, declared?.key, context.kms);
  const pending = contents.flatMap((found) => pendingOf(found, options));
  const [currentFindings, pendingFindings] = await Promise.all([
    Promise.all(current.map(({ credential }) => logIn(credential))),
    Promise.all(pending.map(({ credential }) => logIn({ ...credential, ...placeOf(options) }))),
  ]);
  refuseOfOtherOrganisation(pending, pendingFindings, options);
  const works = current[currentFindings.findIndex(isWorking)];
  const [begun, ...others] = withoutDoubles(pending.filter((_, index) => pendingFindings[index]?.state === 'working'));
  const isSecond = ({ credential: { credentialId } }: Candidate) =>
    credentialId !== (works ?? begun)?.credential.credentialId;
  for (const second of [...(begun ? [begun] : []), ...others].filter(isSecond))
    warnOfSecond(second.credential, context);
  if (works) return { state: 'current', credential: works.credential };
  const other = ofOtherKeys[0]?.credential;
  if (begun) return { state: 'pending', credential: { ...begun.credential, ...placeOf(options) } };
  const refused = currentFindings.flatMap((finding, index) =>
    finding.state === 'refused' ? `${current[index]?.target}: ${finding.error.message}` : [],
  );
  return { state: 'none', refused, ...(other && { other }) };
}

export function keyLogin(
  connection: Connection,
  { orgId, username, credentialId, key }: ProvisionerCredential,
  { kms }: Pick<Context, 'kms'>,
): KeyLogin {
  return { orgId, username, signer: signerOf(connection, key, kms, credentialId), keyAddress: keyAddressOf(key) };
}

/**
 * Tells stored credentials of the key in a KMS that is asked for from those of other keys, which are replaced; without such a key all are
 * wanted.
 */
async function byKey(
  stored: readonly Candidate[],
  declared: KmsKey | undefined,
  kms: KmsKeys,
): Promise<{ wanted: Candidate[]; others: Candidate[] }> {
  const wanted: Candidate[] = [];
  const others: Candidate[] = [];
  for (const each of stored) {
    if (!declared || (await isSameKey(each.credential.key, declared, kms)))
      wanted.push(declared ? { ...each, credential: { ...each.credential, key: declared } } : each);
    else others.push(each);
  }
  return { wanted, others };
}

interface Candidate {
  readonly target: string;
  readonly credential: ProvisionerCredential;
}

function currentOf({ target, current }: TargetContents, options: BootstrapOptions): Candidate[] {
  if (!current) return [];
  const found = readProvisionerDocument(current.document);
  if ('fault' in found) throw foreignDocument(target, `something else: its document ${found.fault}`);
  refuseOtherUser(target, found.credential, options);
  return [{ target, credential: found.credential }];
}

/** A key that is pending for somebody else is the only copy of it, whether it is registered by now or not. */
function pendingOf({ target, pending }: TargetContents, options: BootstrapOptions): Candidate[] {
  // Of GitHub's secrets only the mark of a change can be seen.
  const changes = (pending ? changesIn(pending.document) : []).filter((change) => change.DFNS_USERNAME);
  return changes.map((change) => {
    const found = readProvisionerDocument(change);
    if ('fault' in found) throw storeUnreadable(target, `its pending document ${found.fault}`);
    refuseOtherUser(target, found.credential, options);
    return { target, credential: found.credential };
  });
}

function refuseOtherUser(target: string, { username }: ProvisionerCredential, options: BootstrapOptions): void {
  if (username !== options.username)
    throw foreignDocument(target, `the credential of another provisioner (the user ${username})`);
}

/** A run with a slip in its inputs may have registered the key all the same: what counts is what is asked for now. */
function placeOf({ apiUrl, orgId, username }: BootstrapOptions) {
  return { apiUrl, orgId, username };
}

/** One of another organisation that does not log in to this one was no slip: it is the only copy of somebody's key. */
function refuseOfOtherOrganisation(
  pending: readonly Candidate[],
  findings: readonly LoginFinding[],
  { orgId }: BootstrapOptions,
): void {
  const other = pending.find(({ credential }, index) => {
    const finding = findings[index];
    return credential.orgId !== orgId && finding && !isWorking(finding);
  });
  if (other)
    throw foreignDocument(
      other.target,
      `the pending credential of another provisioner (of the organisation ${other.credential.orgId})`,
    );
}

/** Targets that hold the same cost one login. */
function loginOnce(connection: Connection, { orgId }: BootstrapOptions, context: Context) {
  const { protect } = context;
  const begun = new Map<string, Promise<LoginFinding>>();
  return (credential: ProvisionerCredential): Promise<LoginFinding> => {
    const { key, ...place } = credential;
    const privateKey = privateKeyOf(key);
    if (privateKey) protect(privateKey);
    const identity = JSON.stringify([place.orgId, place.username, place.credentialId, membersOfKey(key)]);
    const finding = begun.get(identity) ?? tryStored(connection, credential, context);
    begun.set(identity, finding);
    return finding.then((found) => {
      if (found.state !== 'working') return found;
      protect(found.session.token);
      if (place.orgId === orgId) refuseOtherOrganisation(orgId, found.session.claims.orgId, 'the provisioner');
      return found;
    });
  };
}

/** A key whose KMS has it no more signs as little as one that Dfns refuses. */
async function tryStored(
  connection: Connection,
  credential: ProvisionerCredential,
  context: Context,
): Promise<LoginFinding> {
  try {
    return await tryLogin(connection, keyLogin(connection, credential, context));
  } catch (error) {
    if (error instanceof ActionError && isLost(error)) return { state: 'refused', error };
    throw error;
  }
}

/** The same credential may be pending in several targets. */
function withoutDoubles(candidates: readonly Candidate[]): Candidate[] {
  return [...new Map(candidates.map((each) => [each.credential.credentialId, each])).values()];
}

function isWorking({ state }: LoginFinding): boolean {
  return state === 'working';
}
