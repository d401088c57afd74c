import { holdsExactly } from '../../core/find-role.js';
import { isNextOf } from '../../core/names.js';
import type { Account, Role } from '../../core/observed.js';
import { type CredentialDocument, memberOf } from '../../core/stored-credential.js';
import { tidyToken } from '../../core/tidy-text.js';
import { daysLeft, readClaims } from '../../core/token-claims.js';
import { ActionError } from '../../error.js';
import type { Options } from '../../runner/inputs/options.js';
import { refuseOtherToken } from '../credential-stores/guards.js';
import { type CredentialStores, openCredentialStores } from '../credential-stores/stores.js';
import { listOrganisation, type Organisation } from '../observe/organisation.js';
import { type Finding, prover } from '../observe/prover.js';
import type { Scene } from '../observe/scene.js';
import type { AccountContext } from './account-context.js';
import { believer, isBelieved } from './believed.js';
import { OrganisationIndex } from './organisation-index.js';
import { roleKey } from './role-groups.js';
import type { Ready, Shared } from './shared.js';

/**
 * What one of many accounts is looked at and changed with.
 * @param believed called where a credential is taken for good without asking Dfns
 */
export async function sceneOf(
  options: Options,
  { connection, ready }: Shared,
  context: AccountContext,
  believed: () => void,
): Promise<Scene> {
  refuseOtherToken(options);
  // What need not be proven is known by what Dfns lists; else the stores are read meanwhile.
  const account = options.dryRun && ready ? onlyOne(options.name, (await ready).index) : undefined;
  const believing = { options, account, clock: context.clock };
  const stores = await openAsNeeded(options, context, (opened) => isBelieved({ ...believing, stores: opened }));
  const prove = () => prover(connection, options, context);
  const note = ({ expiresAt }: { expiresAt?: Date }) => {
    believed();
    context.note({ ...(expiresAt && { expiresAt, daysLeft: daysLeft(expiresAt, context.clock.now()) }) });
  };
  return {
    options,
    stores,
    connection,
    look: looking(options, ready, { stores, context }),
    prover: () => (options.dryRun ? believer({ ...believing, stores, prove: prove(), note }) : prove()),
  };
}

interface Own {
  readonly stores: CredentialStores;
  readonly context: AccountContext;
}

function looking(options: Options, ready: Promise<Ready> | undefined, own: Own): Scene['look'] {
  let looks = 0;
  return async (proving) => {
    looks += 1;
    if (!ready)
      throw new ActionError('INVALID_INPUTS', 'no provisioner is given', 'give provisioner-username and its key');
    const [{ index, roles }, finding] = await Promise.all([ready, proving]);
    refuseWithoutRole(options, roles);
    // After another run was faster: what was seen before all accounts is old.
    const seen = looks === 1 ? index : new OrganisationIndex(await lookAgain(index.whole));
    return { ...(await around(options, finding, seen, own)), waitedFor: roles.waitedFor };
  };
}

/** What a shared role came to is said of each account that manages it. */
function refuseWithoutRole(options: Options, { failed }: Ready['roles']): void {
  const error = options.role?.permissions && failed.get(roleKey(options) ?? '');
  if (!error) return;
  throw new ActionError(
    error.code,
    `the role ${options.role?.value}, which it shares with other accounts, could not be brought about: ${error.message}`,
    error.cure,
    error,
  );
}

/**
 * Reads the current documents alone where that will do: in a plan, for an account that is in place.
 * @param isInPlace judges once they are read
 */
async function openAsNeeded(
  options: Options,
  context: AccountContext,
  isInPlace: (stores: CredentialStores) => boolean,
): Promise<CredentialStores> {
  if (options.mode === 'validate') return openCredentialStores(options, context, 'current');
  if (options.dryRun) {
    const current = await openCredentialStores(options, context, 'current');
    if (await current.holds(isInPlace)) return current;
  }
  return openCredentialStores(options, context, 'all');
}

/** The account of this name, if nothing that replaces it is under way. */
function onlyOne(name: string, index: OrganisationIndex): Account | undefined {
  const family = index.family(name);
  const named = family.filter((account) => account.name === name);
  return named.length === 1 && !family.some((account) => isNextOf(name, account.name)) ? named[0] : undefined;
}

function lookAgain({ client, reopen }: Organisation): Promise<Organisation> {
  return listOrganisation(client, reopen);
}

/** The organisation as far as it matters to the account: by its name, by what its stores and its token name, by its key and its role. */
async function around(
  options: Options,
  finding: Finding,
  index: OrganisationIndex,
  { stores, context }: Own,
): Promise<Organisation> {
  const { key, name } = options;
  const proof = finding.state === 'working' ? finding.proof : undefined;
  const named = stores.contents.flatMap(({ current }) => (current ? namedIn(current.document) : []));
  const ids = [...named, proof?.userId, proof?.credentialId].flatMap((id) => id || []);
  const declared = 'kms' in key ? await context.kms.open(key.kms) : 'own' in key ? key.own : undefined;
  return index.around({ name, ids, fingerprint: declared?.fingerprint, role: driftingRole(options, index) });
}

function namedIn(document: CredentialDocument): (string | undefined)[] {
  const ids = [memberOf(document, 'DFNS_SERVICE_ACCOUNT_ID'), memberOf(document, 'DFNS_CRED_ID')];
  return [...ids, readClaims(tidyToken(document.DFNS_AUTH_TOKEN ?? '')).userId];
}

/** A managed role that is to be changed; how it cannot be brought about is told when it is planned. */
function driftingRole({ role: declared }: Options, { roles }: OrganisationIndex): Role | undefined {
  if (!declared?.permissions) return undefined;
  const role = roles.find((each) => each[declared.by] === declared.value && !each.isArchived);
  return role && !holdsExactly(role, declared.permissions) ? role : undefined;
}
