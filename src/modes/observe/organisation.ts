import type { Account, Role } from '../../core/observed.js';
import { tellApart } from '../../core/oidc-accounts.js';
import { keyAddressOf } from '../../core/signing-key.js';
import type { DfnsClient } from '../../dfns/client.js';
import type { Connection } from '../../dfns/connection.js';
import { loadClient } from '../../dfns/load-client.js';
import { login, readySession, type Session } from '../../dfns/session.js';
import { ActionError } from '../../error.js';
import type { Options, Provisioner } from '../../runner/inputs/options.js';
import { whileWaiting } from '../../world.js';
import type { Context } from '../context.js';
import type { KmsKeys } from '../keys/kms-keys.js';
import { signerOf } from '../keys/signer-of.js';

/** What is observed of an organisation, fetched once a run. */
export interface Organisation {
  readonly client: DfnsClient;
  /** Logs in anew: a login token is short-lived. */
  readonly reopen: () => Promise<DfnsClient>;
  /** Those that this action may change. */
  readonly accounts: readonly Account[];
  /** Those that log in by OIDC: read, and left alone. */
  readonly oidcAccounts: readonly Account[];
  readonly roles: readonly Role[];
  /** Ids of all accounts that were there; `accounts` may hold only those that matter to one of many. */
  readonly ids: ReadonlySet<string>;
  /** Approvals that the run has waited for already, for all its accounts at once; '' stands for those that Dfns gave no id. */
  readonly waitedFor?: ReadonlySet<string>;
}

/** Those too that this action leaves alone: a document may be the credential of any of them. */
export function everyAccount({ accounts, oidcAccounts }: Organisation): readonly Account[] {
  return [...accounts, ...oidcAccounts];
}

/** Logs the provisioner in and lists accounts and roles, both at once. */
export async function observe(
  connection: Connection,
  options: Pick<Options, 'provisioner' | 'orgId'>,
  context: Pick<Context, 'protect' | 'kms'>,
): Promise<Organisation> {
  const reopen = () => enter(connection, options, context);
  return listOrganisation(await reopen(), reopen);
}

/** Lists accounts and roles, both at once. */
export async function listOrganisation(client: DfnsClient, reopen: Organisation['reopen']): Promise<Organisation> {
  const [accounts, roles] = await Promise.all([client.listAccounts(), client.listRoles()]);
  return { client, reopen, ...tellApart(accounts), roles, ids: new Set(accounts.map(({ id }) => id)) };
}

/** Logs the provisioner in. @throws ActionError `OTHER_ORGANISATION` */
export async function enter(
  connection: Connection,
  options: Pick<Options, 'provisioner' | 'orgId'>,
  context: Pick<Context, 'protect' | 'kms'>,
): Promise<DfnsClient> {
  const client = whileWaiting(connection.world, loadClient);
  const session = await openSession(connection, options, context);
  return (await client()).createClient(connection, session);
}

/** Logs the provisioner in, or takes its ready token. @throws ActionError `OTHER_ORGANISATION` */
export async function openSession(
  connection: Connection,
  { provisioner, orgId }: Pick<Options, 'provisioner' | 'orgId'>,
  { protect, kms }: Pick<Context, 'protect' | 'kms'>,
): Promise<Session> {
  if (!provisioner)
    throw new ActionError('INVALID_INPUTS', 'no provisioner is given', 'give provisioner-username and its key');
  const session = await open(connection, provisioner, orgId, kms);
  refuseOtherOrganisation(orgId, session.claims.orgId, 'the provisioner');
  protect(session.token);
  return session;
}

async function open(
  connection: Connection,
  provisioner: Provisioner,
  orgId: string | undefined,
  kms: KmsKeys,
): Promise<Session> {
  const { key, credentialId } = provisioner;
  const signer = key && signerOf(connection, key, kms, credentialId);
  if (provisioner.kind === 'token') return readySession(provisioner.token, signer);
  const { username } = provisioner;
  return login(connection, {
    orgId: orgId ?? '',
    username,
    signer: signerOf(connection, provisioner.key, kms, credentialId),
    keyAddress: keyAddressOf(provisioner.key),
  });
}

/** @throws ActionError `OTHER_ORGANISATION` */
export function refuseOtherOrganisation(wanted: string | undefined, actual: string | undefined, whose: string): void {
  if (!wanted || !actual || wanted === actual) return;
  throw new ActionError(
    'OTHER_ORGANISATION',
    `${whose} belongs to the organisation ${actual}, not to org-id ${wanted}`,
    'correct org-id, or pass the credentials of that organisation',
  );
}
