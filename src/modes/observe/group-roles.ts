import { findRole } from '../../core/find-role.js';
import type { Account, HeldRole } from '../../core/observed.js';
import type { Assignment } from '../../dfns/responses.js';
import { ActionError } from '../../error.js';
import type { Options } from '../../runner/inputs/options.js';
import type { Organisation } from './organisation.js';

/**
 * Tells which other roles an account holds through a group of users (docs/dfns-api.md, 8.4): to revoke that assignment would take the
 * role from everybody in the group, and to assign the role to a successor would give it what the group gives. Nothing is asked where
 * neither would be done.
 * @param renews whether the account is to get a successor
 */
export async function markGroupRoles(
  options: Options,
  organisation: Organisation,
  renews = false,
): Promise<Organisation> {
  const { name, exclusive, role: declared } = options;
  if (!(exclusive && declared) && !renews) return organisation;
  const accounts = await Promise.all(
    organisation.accounts.map((account) => (account.name === name ? marked(account, declared, organisation) : account)),
  );
  return { ...organisation, accounts };
}

async function marked(account: Account, declared: Options['role'], { client, roles }: Organisation): Promise<Account> {
  const kept = declared && findRole(declared, roles)?.id;
  const holds = async (held: HeldRole): Promise<HeldRole> => {
    if (held.roleId === kept) return held;
    const through = throughGroup(held, account.id, await assignmentsOf(held.roleId, client));
    return through === undefined ? held : { ...held, through };
  };
  return { ...account, roles: await Promise.all(account.roles.map(holds)) };
}

/** A provisioner that may not read them is served as before there were groups. */
async function assignmentsOf(
  roleId: string,
  client: Organisation['client'],
): Promise<readonly Assignment[] | undefined> {
  try {
    return await client.listAssignments(roleId);
  } catch (error) {
    if (error instanceof ActionError && error.code === 'FORBIDDEN') return undefined;
    throw error;
  }
}

/** @returns whose assignment it is; `undefined` where it is the account's own, or cannot be told */
function throughGroup(
  { assignmentId }: HeldRole,
  accountId: string,
  assignments: readonly Assignment[] | undefined,
): string | undefined {
  if (!assignments) return undefined;
  const shown = assignments.find(({ id }) => id === assignmentId);
  if (shown) return shown.identityId === accountId ? undefined : shown.identityId;
  // Neither the account nor the assignment that it shows is in the list: it is somebody else's, whoever that is.
  return assignments.some(({ identityId }) => identityId === accountId) ? undefined : 'that Dfns does not name';
}
