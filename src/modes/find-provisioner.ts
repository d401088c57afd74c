import { type ProvisionerCredential, readProvisionerDocument } from '../account/provisioner-document.js';
import type { Connection } from '../dfns/connection.js';
import type { KeyLogin } from '../dfns/session.js';
import { keySigner } from '../dfns/signer.js';
import { type LoginFinding, tryLogin } from '../dfns/try-login.js';
import type { BootstrapOptions } from '../runner/read-bootstrap.js';
import type { Context } from './context.js';
import { holdsOther, refuseAccounts } from './holdings.js';
import type { Holding } from './keeper.js';
import { refuseOtherOrganisation } from './observe.js';

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
  holdings: readonly Holding[],
  context: Context,
): Promise<FoundProvisioner> {
  refuseAccounts(holdings);
  const logIn = loginOnce(connection, options, context);
  const current = holdings.flatMap((holding) => currentOf(holding, options));
  const pending = holdings.flatMap(pendingOf);
  const [currentFindings, pendingFindings] = await Promise.all([
    Promise.all(current.map(({ credential }) => logIn(credential))),
    Promise.all(pending.map(({ credential }) => logIn({ ...credential, ...placeOf(options) }))),
    refuseOfOthers(pending, options, logIn),
  ]);
  const works = current[currentFindings.findIndex(isWorking)];
  const begun = pending[pendingFindings.findIndex(isWorking)];
  if (works && begun && begun.credential.credentialId !== works.credential.credentialId) warnOfSecond(begun, context);
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

function currentOf({ target, current }: Holding, options: BootstrapOptions): Candidate[] {
  if (!current) return [];
  const found = readProvisionerDocument(current);
  if ('fault' in found) throw holdsOther(target, `something else: its document ${found.fault}`);
  const { credential } = found;
  const differs = (['apiUrl', 'orgId', 'username'] as const).find((name) => credential[name] !== options[name]);
  if (differs)
    throw holdsOther(target, `the credential of another provisioner (${words[differs]} ${credential[differs]})`);
  return [{ target, credential }];
}

const words = { apiUrl: 'for the API at', orgId: 'of the organisation', username: 'the user' };

/** One that is not whole cannot log in, and is passed over. */
function pendingOf({ target, pending }: Holding): Candidate[] {
  const found: ReturnType<typeof readProvisionerDocument> = pending
    ? readProvisionerDocument(pending)
    : { fault: 'is missing' };
  return 'fault' in found ? [] : [{ target, credential: found.credential }];
}

/** A run with a slip in its inputs may have registered the key all the same: what counts is what is asked for now. */
function placeOf({ apiUrl, orgId, username }: BootstrapOptions) {
  return { apiUrl, orgId, username };
}

/** A pending key that logs in as somebody else is the only copy of it. */
async function refuseOfOthers(
  pending: readonly Candidate[],
  options: BootstrapOptions,
  logIn: (credential: ProvisionerCredential) => Promise<LoginFinding>,
): Promise<void> {
  const others = pending.filter(
    ({ credential: { username, orgId } }) => username !== options.username || orgId !== options.orgId,
  );
  const findings = await Promise.all(others.map(({ credential }) => logIn(credential)));
  const other = others[findings.findIndex(isWorking)];
  if (other)
    throw holdsOther(
      other.target,
      `the pending credential of another provisioner (the user ${other.credential.username})`,
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

function isWorking({ state }: LoginFinding): boolean {
  return state === 'working';
}

function warnOfSecond({ credential: { username, credentialId } }: Candidate, { warn }: Context): void {
  warn(
    `the user ${username} holds a second Key credential that an earlier run registered, ${credentialId}; its private key is ` +
      'dropped now, so deactivate it in the dashboard',
  );
}
