import type { Account, Role } from '../../core/observed.js';
import { tellApart } from '../../core/oidc-accounts.js';
import type { DfnsClient } from '../../dfns/client.js';
import type { Connection } from '../../dfns/connection.js';
import { login, readySession, type Session } from '../../dfns/session.js';
import { keySigner } from '../../dfns/signer.js';
import { ActionError } from '../../error.js';
import type { Options, Provisioner } from '../../runner/inputs/options.js';
import { whileWaiting } from '../../world.js';
import type { Context } from '../context.js';

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
}

/** Those too that this action leaves alone: a document may be the credential of any of them. */
export function everyAccount({ accounts, oidcAccounts }: Organisation): readonly Account[] {
  return [...accounts, ...oidcAccounts];
}

/** Logs the provisioner in and lists accounts and roles, both at once. */
export async function observe(
  connection: Connection,
  options: Pick<Options, 'provisioner' | 'orgId'>,
  context: Pick<Context, 'protect'>,
): Promise<Organisation> {
  const reopen = () => enter(connection, options, context);
  const client = await reopen();
  const [accounts, roles] = await Promise.all([client.listAccounts(), client.listRoles()]);
  return { client, reopen, ...tellApart(accounts), roles };
}

/** Logs the provisioner in. @throws ActionError `OTHER_ORGANISATION` */
export async function enter(
  connection: Connection,
  { provisioner, orgId }: Pick<Options, 'provisioner' | 'orgId'>,
  { protect }: Pick<Context, 'protect'>,
): Promise<DfnsClient> {
  if (!provisioner)
    throw new ActionError('INVALID_INPUTS', 'no provisioner is given', 'give provisioner-username and its key');
  const client = whileWaiting(connection.world, () => import('../../dfns/client.js'));
  const session = await open(connection, provisioner, orgId);
  refuseOtherOrganisation(orgId, session.claims.orgId, 'the provisioner');
  protect(session.token);
  return (await client()).createClient(connection, session);
}

async function open(connection: Connection, provisioner: Provisioner, orgId: string | undefined): Promise<Session> {
  if (provisioner.kind === 'token') {
    const { token, key, credentialId } = provisioner;
    return readySession(token, key && keySigner(connection.world, key.privateKey, credentialId));
  }
  const { username, credentialId, key } = provisioner;
  return login(connection, {
    orgId: orgId ?? '',
    username,
    signer: keySigner(connection.world, key.privateKey, credentialId),
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
