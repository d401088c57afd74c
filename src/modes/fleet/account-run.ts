import { holdsExactly } from '../../core/find-role.js';
import type { AccountOutcome } from '../../core/fleet-outcome.js';
import { isNextOf } from '../../core/names.js';
import type { Account, Role } from '../../core/observed.js';
import { type CredentialDocument, memberOf } from '../../core/stored-credential.js';
import { tidyToken } from '../../core/tidy-text.js';
import { daysLeft, readClaims } from '../../core/token-claims.js';
import type { Connection } from '../../dfns/connection.js';
import { ActionError } from '../../error.js';
import type { FleetEntry } from '../../runner/inputs/fleet-options.js';
import type { Options } from '../../runner/inputs/options.js';
import { unexpected } from '../../runner/output/failure.js';
import type { Context, Result } from '../context.js';
import { refuseOtherToken } from '../credential-stores/guards.js';
import { type CredentialStores, openCredentialStores } from '../credential-stores/stores.js';
import { listOrganisation, type Organisation } from '../observe/organisation.js';
import { type Finding, prover } from '../observe/prover.js';
import type { Scene } from '../observe/scene.js';
import { type AccountContext, accountContext, type SharedContext } from './account-context.js';
import { believer, isBelieved } from './believed.js';
import { OrganisationIndex } from './organisation-index.js';
import { roleKey } from './role-groups.js';
import type { SharedRoles } from './shared-roles.js';

/** Brings one account about: the mode of the run. */
export type Bring = (scene: Scene, context: Context) => Promise<Result>;

/** What the accounts of a run share. */
export interface Shared {
  readonly bring: Bring;
  readonly context: SharedContext;
  readonly connection: Connection;
  /** Absent without a provisioner. */
  readonly index: OrganisationIndex | undefined;
  readonly roles: Pick<SharedRoles, 'failed' | 'waitedFor'>;
}

/** What a shared role came to is said of each account that manages it. */
function withRole(options: Options, { failed, waitedFor }: Shared['roles']): Options {
  const key = roleKey(options) ?? '';
  const error = options.role?.permissions && failed.get(key);
  if (error)
    throw new ActionError(
      error.code,
      `the role ${options.role?.value}, which it shares with other accounts, could not be brought about: ${error.message}`,
      error.cure,
      error,
    );
  // Once was enough, for all of them together.
  return waitedFor.has(key) ? { ...options, waitForApproval: 0 } : options;
}

/** Brings one account about as a step of its own would. Never throws: a fault of one account ends no other. */
export async function runAccount({ options, line }: FleetEntry, shared: Shared): Promise<AccountOutcome> {
  const context = accountContext(options, shared.context);
  const outcome = await attempt(options, shared, context);
  await context.tell(titleOf(outcome), outcome.error);
  return { ...outcome, line };
}

async function attempt(given: Options, shared: Shared, context: AccountContext): Promise<AccountOutcome> {
  const { name } = given;
  let isSent = true;
  try {
    const options = withRole(given, shared.roles);
    const scene = await sceneOf(options, shared, context, () => {
      isSent = false;
    });
    const result = await shared.bring(scene, context);
    const { status, changed, name: _, token: __, privateKey: ___, ...known } = result;
    const facts = isSent ? known : { ...known, unseen: [...known.unseen, notSent] };
    return { name, status, changed, facts, warnings: context.warnings };
  } catch (error) {
    const { code, message, cure } = reasonOf(error, context);
    const { status: _, changed = false, name: __, ...facts } = context.facts();
    return { name, changed, facts, error: { code, message, cure }, warnings: context.warnings };
  }
}

function titleOf({ name, status, error }: AccountOutcome): string {
  return `${name}: ${status ?? `failed [${error?.code}]`}`;
}

/** An error of a pause that is cut short does not say why. */
function reasonOf(error: unknown, { deadline: { signal } }: AccountContext): ActionError {
  if (error instanceof ActionError) return error;
  return signal.aborted && signal.reason instanceof ActionError ? signal.reason : unexpected(error);
}

const notSent =
  'whether the token and the key work: a plan for many accounts sends no token of an account that is in place';

/** @param believed called where a credential is taken for good without asking Dfns */
async function sceneOf(
  options: Options,
  { connection, index }: Shared,
  context: AccountContext,
  believed: () => void,
): Promise<Scene> {
  refuseOtherToken(options);
  const account = index && onlyOne(options.name, index);
  const believing = { options, account, clock: context.clock };
  const stores = await openAsNeeded(options, context, (opened) => isBelieved({ ...believing, stores: opened }));
  const prove = () => prover(connection, options, context);
  let looks = 0;
  return {
    options,
    stores,
    connection,
    async look(proving) {
      looks += 1;
      if (!index)
        throw new ActionError('INVALID_INPUTS', 'no provisioner is given', 'give provisioner-username and its key');
      // After another run was faster: what was seen before all accounts is old.
      const seen = looks === 1 ? index : new OrganisationIndex(await lookAgain(index.whole));
      return around(options, await proving, { index: seen, stores, context });
    },
    prover: () =>
      options.dryRun
        ? believer({
            ...believing,
            stores,
            prove: prove(),
            note(proof) {
              believed();
              noteEnd(proof, context);
            },
          })
        : prove(),
  };
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
    current.readAhead();
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

function noteEnd({ expiresAt }: { expiresAt?: Date }, { note, clock }: AccountContext): void {
  note({ ...(expiresAt && { expiresAt, daysLeft: daysLeft(expiresAt, clock.now()) }) });
}

function lookAgain({ client, reopen }: Organisation): Promise<Organisation> {
  return listOrganisation(client, reopen);
}

/** The organisation as far as it matters to the account: by its name, by what its stores and its token name, by its key and its role. */
async function around(
  options: Options,
  finding: Finding,
  { index, stores, context }: { index: OrganisationIndex; stores: CredentialStores; context: AccountContext },
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
