import { holdsExactly } from '../account/find-role.js';
import { discardedName } from '../account/names.js';
import type { Account, Policy, Role } from '../account/observed.js';
import {
  type Assignment,
  type ChangeRequest,
  readAccount,
  readAccounts,
  readApprovalStatus,
  readAssignment,
  readAssignments,
  readChangeRequest,
  readPolicies,
  readRole,
  readRoles,
  readTokenCredentials,
} from './answers.js';
import type { Connection } from './connection.js';
import type { Operation } from './explain.js';
import { DfnsFault } from './fault.js';
import { AuthClient, PermissionsClient, PoliciesClient, PolicyPendingError } from './sdk.js';
import type { Session } from './session.js';

/** A change that Dfns made, or holds for approval (202, facts 1.6). */
export type Applied<T> = { readonly done: T } | { readonly pending: ChangeRequest };

/** The calls of Dfns's API that provisioning takes, in the dashboard's words. Every one throws an ActionError. */
export type DfnsClient = ReturnType<typeof createClient>;

export function createClient(connection: Connection, session: Session) {
  const options = connection.sdkOptions(session) as ConstructorParameters<typeof AuthClient>[0];
  const auth = new AuthClient(options);
  const permissions = new PermissionsClient(options);
  const policies = new PoliciesClient(options);
  const { perform } = connection;

  async function listAccounts(): Promise<Account[]> {
    const operation = { doing: 'list the service accounts', needs: 'Auth:ServiceAccounts:Read' };
    return perform(operation, async () => readAccounts(await auth.listServiceAccounts()));
  }

  async function listRoles(): Promise<Role[]> {
    const operation = { doing: 'list the roles', needs: 'Permissions:Read' };
    return allPages((paginationToken) =>
      perform(operation, async () => readRoles(await permissions.listPermissions(page(paginationToken)))),
    );
  }

  /** Everyone who holds a role: users, personal access tokens and service accounts. */
  async function listAssignments(roleId: string): Promise<Assignment[]> {
    const operation = { doing: 'list who holds the role', needs: 'Permissions:Assignments:Read' };
    return allPages((paginationToken) =>
      perform(operation, async () =>
        readAssignments(await permissions.listAssignments({ permissionId: roleId, ...page(paginationToken) })),
      ),
    );
  }

  /** Role names are unique, so that a role of this name that is there after an unclear creation is the one asked for. */
  async function createRole(name: string, operations: readonly string[]): Promise<Role> {
    const body = { name, operations: [...operations] as never };
    const existing = async () =>
      (await listRoles()).find((role) => role.name === name && !role.isArchived && holdsExactly(role, operations));
    return perform(
      { doing: `create the role ${name}`, needs: 'Permissions:Create' },
      () => unlessRefusedWith([409], existing, async () => readRole(await permissions.createPermission({ body }))),
      existing,
    );
  }

  async function updateRole(role: Pick<Role, 'id' | 'name'>, operations: readonly string[]): Promise<Applied<Role>> {
    return perform({ doing: `change the role ${role.name}`, needs: 'Permissions:Update' }, () =>
      applied(async () =>
        readRole(
          await permissions.updatePermission({ permissionId: role.id, body: { operations: [...operations] as never } }),
        ),
      ),
    );
  }

  async function assignRole(roleId: string, accountId: string): Promise<Applied<Assignment>> {
    const existing = async () => (await listAssignments(roleId)).find(({ identityId }) => identityId === accountId);
    const look = async (): Promise<Applied<Assignment> | undefined> => {
      const assignment = await existing();
      if (!assignment) return undefined;
      return assignment.pendingChange?.operationKind === 'Create'
        ? { pending: assignment.pendingChange }
        : { done: assignment };
    };
    return perform(
      { doing: 'assign the role', needs: 'Permissions:Assign' },
      () =>
        unlessRefusedWith([409], look, () =>
          applied(async () =>
            readAssignment(
              await permissions.createAssignment({ permissionId: roleId, body: { identityId: accountId } }),
            ),
          ),
        ),
      look,
    );
  }

  async function revokeRole(roleId: string, assignmentId: string): Promise<Applied<true>> {
    const gone = async (): Promise<Applied<true> | undefined> => {
      const assignment = (await listAssignments(roleId)).find(({ id }) => id === assignmentId);
      if (!assignment) return { done: true };
      return assignment.pendingChange?.operationKind === 'Delete' ? { pending: assignment.pendingChange } : undefined;
    };
    return perform(
      { doing: 'revoke the role', needs: 'Permissions:Revoke' },
      () =>
        unlessRefusedWith([404, 409, 410, 422], gone, () =>
          applied(async () => {
            await permissions.deleteAssignment({ permissionId: roleId, assignmentId });
            return true as const;
          }),
        ),
      gone,
    );
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

  async function activateAccount(account: Pick<Account, 'id' | 'name'>): Promise<void> {
    const operation = { doing: `activate the service account ${account.name}`, needs: 'Auth:ServiceAccounts:Activate' };
    const isActive = async () => (await getAccount(account.id)).isActive || undefined;
    await perform(
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

  /** Archives an account whose token nobody has. Where its name is wanted again, it gives it up first. */
  async function discardAccount(account: Account, wantedName: string): Promise<void> {
    if (account.name === wantedName) {
      // Where that is refused (an inactive account cannot be renamed), archiving alone may do.
      await renameAccount(account, discardedName(wantedName, account.id)).catch(() => undefined);
    }
    await archiveAccount(account);
  }

  async function listPolicies(): Promise<Policy[]> {
    const operation = { doing: 'list the policies', needs: 'Policies:Read' };
    return allPages((paginationToken) =>
      perform(operation, async () => readPolicies(await policies.listPolicies(page(paginationToken)))),
    );
  }

  /** Credential ids of the personal access tokens that the provisioner may see, its own among them. */
  async function listTokenCredentials(): Promise<string[]> {
    const operation = { doing: 'list the personal access tokens' };
    return perform(operation, async () => readTokenCredentials(await auth.listPersonalAccessTokens()));
  }

  /** `Pending`, `Approved`, `Denied` or `Expired`. */
  async function approvalStatus(approvalId: string): Promise<string> {
    const operation = { doing: `read the approval ${approvalId}`, needs: 'Policies:Approvals:Read' };
    return perform(operation, async () => readApprovalStatus(await policies.getApproval({ approvalId })));
  }

  return {
    session,
    listAccounts,
    listRoles,
    listAssignments,
    createRole,
    updateRole,
    assignRole,
    revokeRole,
    createAccountOnce,
    getAccount,
    findAccount,
    renameAccount,
    activateAccount,
    deactivateAccount,
    archiveAccount,
    discardAccount,
    listTokenCredentials,
    listPolicies,
    approvalStatus,
  };
}

export interface NewAccount {
  name: string;
  publicKey: string;
  permissionId?: string;
  daysValid?: number;
}

async function allPages<T>(
  read: (token: string | undefined) => Promise<{ items: T[]; nextPageToken: string | undefined }>,
): Promise<T[]> {
  const items: T[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const page = await read(token);
    items.push(...page.items);
    token = page.nextPageToken;
    // A page that leads back to itself would never end.
    if (token !== undefined && seen.has(token)) break;
    if (token !== undefined) seen.add(token);
  } while (token !== undefined);
  return items;
}

function page(paginationToken: string | undefined): { query?: { paginationToken: string } } {
  return paginationToken === undefined ? {} : { query: { paginationToken } };
}

/** The SDK throws where Dfns answers 202. */
async function applied<T>(call: () => Promise<T>): Promise<Applied<T>> {
  try {
    return { done: await call() };
  } catch (error) {
    if (error instanceof PolicyPendingError) return { pending: readChangeRequest(error.context) };
    throw error;
  }
}

/** A refusal that may only say that the wanted state is there already: where it is, that is an answer too. */
async function unlessRefusedWith<T>(
  statuses: number[],
  look: () => Promise<T | undefined>,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof DfnsFault) || error.status === undefined || !statuses.includes(error.status)) throw error;
    const found = await look();
    if (found === undefined) throw error;
    return found;
  }
}
