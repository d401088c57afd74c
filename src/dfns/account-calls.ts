import { discardedName } from '../core/names.js';
import type { Account } from '../core/observed.js';
import { unlessRefusedWith } from './call-helpers.js';
import type { Connection } from './connection.js';
import type { Operation } from './explain.js';
import { readAccount, readAccounts, readTokenCredentials } from './responses.js';
import type { AuthClient } from './sdk-clients.js';

export interface NewAccount {
  name: string;
  publicKey: string;
  permissionId?: string;
  daysValid?: number;
}

/** The calls about service accounts. */
export function accountCalls(auth: AuthClient, { perform }: Connection) {
  async function listAccounts(): Promise<Account[]> {
    const operation = { doing: 'list the service accounts', needs: 'Auth:ServiceAccounts:Read' };
    return perform(operation, async () => readAccounts(await auth.listServiceAccounts()));
  }

  /** One attempt, no second: what an unclear creation takes is told in {@link ../dfns/create-account}. */
  async function createAccountOnce(body: NewAccount): Promise<unknown> {
    return auth.createServiceAccount({ body });
  }

  async function getAccount(accountId: string): Promise<Account> {
    const operation = { doing: 'read the service account', needs: 'Auth:ServiceAccounts:Read' };
    return perform(operation, async () => readAccount(await auth.getServiceAccount({ serviceAccountId: accountId })));
  }

  /** An account that is not archived; `undefined` where it is gone. */
  async function findAccount(accountId: string): Promise<Account | undefined> {
    return (await listAccounts()).find(({ id }) => id === accountId);
  }

  async function renameAccount(account: Pick<Account, 'id' | 'name'>, name: string): Promise<void> {
    const operation: Operation = {
      doing: `rename the service account ${account.name} to ${name}`,
      needs: 'Auth:ServiceAccounts:Update',
    };
    await perform(operation, () => auth.updateServiceAccount({ serviceAccountId: account.id, body: { name } }));
  }

  /** @returns whether it is known that this call activated it, rather than that somebody did */
  async function activateAccount(account: Pick<Account, 'id' | 'name'>): Promise<boolean> {
    const operation = { doing: `activate the service account ${account.name}`, needs: 'Auth:ServiceAccounts:Activate' };
    const isActive = async () => ((await getAccount(account.id)).isActive ? false : undefined);
    return perform(
      operation,
      () =>
        unlessRefusedWith([400, 409, 422], isActive, async () => {
          await auth.activateServiceAccount({ serviceAccountId: account.id });
          return true;
        }),
      isActive,
    );
  }

  /** @param force also where an active policy names it */
  async function deactivateAccount(account: Pick<Account, 'id' | 'name'>, force = false): Promise<void> {
    const operation = {
      doing: `deactivate the service account ${account.name}`,
      needs: 'Auth:ServiceAccounts:Deactivate',
    };
    await perform(operation, () =>
      auth.deactivateServiceAccount({ serviceAccountId: account.id, body: force ? { force } : {} }),
    );
  }

  /** Archives an account; one that is gone already is archived. */
  async function archiveAccount(account: Pick<Account, 'id' | 'name'>, force = false): Promise<void> {
    const gone = async () => ((await listAccounts()).some(({ id }) => id === account.id) ? undefined : true);
    await perform(
      { doing: `archive the service account ${account.name}`, needs: 'Auth:ServiceAccounts:Delete' },
      () =>
        unlessRefusedWith([400, 404, 409, 410, 422], gone, async () => {
          await auth.archiveServiceAccount({ serviceAccountId: account.id, ...(force && { query: { force } }) });
          return true;
        }),
      gone,
    );
  }

  /**
   * Archives an account whose token nobody has. Where it has the name that others are to have, it gives it up first; a name on the way
   * there is told by a key, so that no other wants it.
   */
  async function discardAccount(account: Account, wantedName: string): Promise<void> {
    if (account.name === wantedName) {
      // Where that is refused (an inactive account cannot be renamed), archiving alone may do.
      await renameAccount(account, discardedName(wantedName, account.id)).catch(() => undefined);
    }
    await archiveAccount(account);
  }

  /** Credential ids of the personal access tokens that the provisioner may see, its own among them. */
  async function listTokenCredentials(): Promise<string[]> {
    const operation = { doing: 'list the personal access tokens' };
    return perform(operation, async () => readTokenCredentials(await auth.listPersonalAccessTokens()));
  }

  return {
    listAccounts,
    createAccountOnce,
    getAccount,
    findAccount,
    renameAccount,
    activateAccount,
    deactivateAccount,
    archiveAccount,
    discardAccount,
    listTokenCredentials,
  };
}
