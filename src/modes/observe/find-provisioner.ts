import { changesIn } from '../../core/pending-changes.js';
import { type ProvisionerCredential, readProvisionerDocument } from '../../core/stored-provisioner.js';
import type { Connection } from '../../dfns/connection.js';
import type { KeyLogin } from '../../dfns/session.js';
import { keySigner } from '../../dfns/signer.js';
import { type LoginFinding, tryLogin } from '../../dfns/try-login.js';
import type { BootstrapOptions } from '../../runner/inputs/read-bootstrap.js';
import type { Context } from '../context.js';
import { foreignDocument, refuseOthers, storeUnreadable, type TargetContents } from '../credential-stores/guards.js';
import { refuseOtherOrganisation } from './organisation.js';

/** What the stores hold of the provisioner, once Dfns was asked. */
export type FoundProvisioner =
  /** A store's current document logs in. */
  | { readonly state: 'current'; readonly credential: ProvisionerCredential }
  /** An earlier run registered it, and died before it was stored. */
  | { readonly state: 'pending'; readonly credential: ProvisionerCredential }
  /** `refused` says of the current documents why they are dead. */
  | { readonly state: 'none'; readonly refused: readonly string[] };

/** Logs in with all that the stores hold, at once. @throws ActionError `STORE_HOLDS_OTHER` where that must not be written over */
export async function findProvisioner(
  options: BootstrapOptions,
  connection: Connection,
  contents: readonly TargetContents[],
  context: Context,
): Promise<FoundProvisioner> {
  refuseOthers(contents, { kind: 'provisioner', apiUrl: options.apiUrl, orgId: options.orgId });
  const logIn = loginOnce(connection, options, context);
  const current = contents.flatMap((found) => currentOf(found, options));
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
  for (const second of [...(begun ? [begun] : []), ...others].filter(isSecond)) warnOfSecond(second, context);
  if (works) return { state: 'current', credential: works.credential };
  if (begun) return { state: 'pending', credential: { ...begun.credential, ...placeOf(options) } };
  const refused = currentFindings.flatMap((finding, index) =>
    finding.state === 'refused' ? `${current[index]?.target}: ${finding.error.message}` : [],
  );
  return { state: 'none', refused };
}

export function keyLogin(
  { world }: Connection,
  { orgId, username, credentialId, key }: ProvisionerCredential,
): KeyLogin {
  return { orgId, username, signer: keySigner(world, key.privateKey, credentialId) };
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
function loginOnce(connection: Connection, { orgId }: BootstrapOptions, { protect }: Context) {
  const begun = new Map<string, Promise<LoginFinding>>();
  return (credential: ProvisionerCredential): Promise<LoginFinding> => {
    const { key, ...place } = credential;
    protect(key.privateKey);
    const identity = JSON.stringify([place.orgId, place.username, place.credentialId, key.fingerprint]);
    const finding = begun.get(identity) ?? tryLogin(connection, keyLogin(connection, credential));
    begun.set(identity, finding);
    return finding.then((found) => {
      if (found.state !== 'working') return found;
      protect(found.session.token);
      if (place.orgId === orgId) refuseOtherOrganisation(orgId, found.session.claims.orgId, 'the provisioner');
      return found;
    });
  };
}

/** The same credential may be pending in several targets. */
function withoutDoubles(candidates: readonly Candidate[]): Candidate[] {
  return [...new Map(candidates.map((each) => [each.credential.credentialId, each])).values()];
}

function isWorking({ state }: LoginFinding): boolean {
  return state === 'working';
}

function warnOfSecond({ credential: { username, credentialId } }: Candidate, { warn }: Context): void {
  warn(
    `the user ${username} holds a second Key credential that an earlier run registered, ${credentialId}; its private key is ` +
      'dropped now, so deactivate it in the dashboard',
  );
}

/** Of two runs at once that spent a code each, one is faster to store its credential. @param registered by this run */
export function warnOfOwnSecond(
  { username, credentialId }: ProvisionerCredential,
  registered: string,
  { warn }: Pick<Context, 'warn'>,
): void {
  if (registered === credentialId) return;
  warn(
    `another run stored its own credential of ${username} while this one registered ${registered}, whose private key is dropped now: ` +
      'deactivate it in the dashboard',
  );
}
