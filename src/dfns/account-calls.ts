import { discardedName } from '../core/names.js';
import type { Account } from '../core/observed.js';
import { idempotent } from './call-helpers.js';
import type { Connection } from './connection.js';
import { readAccount, readAccounts, readTokenCredentials } from './responses.js';
import type { AuthClient } from './sdk-clients.js';

export interface NewAccount {
  name: string;
  publicKey: string;
  permissionId?: string;
  daysValid?: number;
}

type AccountName = Pick<Account, 'id' | 'name'>;

/** The calls about service accounts. */
export function accountCalls(auth: AuthClient, connection: Connection) {
  const reads = accountReads(auth, connection);
  const changes = accountChanges(auth, connection, reads);
  return { ...reads, ...changes, ...accountRemovals(auth, connection, { ...reads, ...changes }) };
}

function accountReads(auth: AuthClient, { perform }: Connection) {
  async function listAccounts(): Promise<Account[]> {
    const operation = { doing: 'list the service accounts', needs: 'Auth:ServiceAccounts:Read' };
    return perform(operation, async () => readAccounts(await auth.listServiceAccounts()));
  }

  async function getAccount(accountId: string): Promise<Account> {
    const operation = { doing: 'read the service account', needs: 'Auth:ServiceAccounts:Read' };
    return perform(operation, async () => readAccount(await auth.getServiceAccount({ serviceAccountId: accountId })));
  }

  /** An account that is not archived; `undefined` where it is gone. */
  async function findAccount(accountId: string): Promise<Account | undefined> {
    return (await listAccounts()).find(({ id }) => id === accountId);
  }

  /** Credential ids of the personal access tokens that the provisioner may see, its own among them. */
  async function listTokenCredentials(): Promise<string[]> {
    const operation = { doing: 'list the personal access tokens' };
    return perform(operation, async () => readTokenCredentials(await auth.listPersonalAccessTokens()));
  }

  return { listAccounts, getAccount, findAccount, listTokenCredentials };
}

type Reads = ReturnType<typeof accountReads>;

function accountChanges(auth: AuthClient, connection: Connection, { getAccount }: Pick<Reads, 'getAccount'>) {
  /** One attempt, no second: {@link ../dfns/create-account} says what an unclear creation takes. */
  async function createAccountOnce(body: NewAccount): Promise<unknown> {
    return auth.createServiceAccount({ body });
  }

  async function renameAccount({ id, name }: AccountName, newName: string): Promise<void> {
    const doing = `rename the service account ${name} to ${newName}`;
    await connection.perform({ doing, needs: 'Auth:ServiceAccounts:Update' }, () =>
      auth.updateServiceAccount({ serviceAccountId: id, body: { name: newName } }),
    );
  }

  /** @returns whether it is known that this call activated it, rather than that somebody did */
  async function activateAccount({ id, name }: AccountName): Promise<boolean> {
    return idempotent(connection, {
      doing: `activate the service account ${name}`,
      needs: 'Auth:ServiceAccounts:Activate',
      call: async () => {
        await auth.activateServiceAccount({ serviceAccountId: id });
        return true;
      },
      alreadyDone: async () => ((await getAccount(id)).isActive ? false : undefined),
      refusedWith: [400, 409, 422],
    });
  }

  return { createAccountOnce, renameAccount, activateAccount };
}

type Needed = Pick<Reads, 'listAccounts'> & Pick<ReturnType<typeof accountChanges>, 'renameAccount'>;

function accountRemovals(auth: AuthClient, connection: Connection, { listAccounts, renameAccount }: Needed) {
  /** @param force also where an active policy names it */
  async function deactivateAccount({ id, name }: AccountName, force = false): Promise<void> {
    const doing = `deactivate the service account ${name}`;
    await connection.perform({ doing, needs: 'Auth:ServiceAccounts:Deactivate' }, () =>
      auth.deactivateServiceAccount({ serviceAccountId: id, body: force ? { force } : {} }),
    );
  }

  /** Archives an account; one that is gone already is archived. */
  async function archiveAccount({ id, name }: AccountName, force = false): Promise<void> {
    await idempotent(connection, {
      doing: `archive the service account ${name}`,
      needs: 'Auth:ServiceAccounts:Delete',
      call: async () => {
        await auth.archiveServiceAccount({ serviceAccountId: id, ...(force && { query: { force } }) });
        return true;
      },
      alreadyDone: async () => ((await listAccounts()).some((account) => account.id === id) ? undefined : true),
      refusedWith: [400, 404, 409, 410, 422],
    });
  }

  /**
   * Archives an account whose token nobody has. Where it has the wanted name, it is renamed first, so that the name is free. A
   * name that is derived from a key is wanted by no other account, so that it may stay.
   */
  async function discardAccount(account: Account, wantedName: string): Promise<void> {
    if (account.name === wantedName) {
      // Where that is refused (an inactive account cannot be renamed), archiving alone may do.
      await renameAccount(account, discardedName(wantedName, account.id)).catch(() => undefined);
    }
    await archiveAccount(account);
  }

  return { deactivateAccount, archiveAccount, discardAccount };
}
