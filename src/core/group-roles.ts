import type { Desired } from './desired.js';
import type { Account, HeldRole } from './observed.js';

/** The roles that were assigned to the account itself: its successor gets these, and no other. */
export function ownRoles({ roles }: Account): HeldRole[] {
  return roles.filter(({ through }) => through === undefined);
}

/**
 * A sentence for each role that a successor will not hold, since its predecessor holds it only as a member of a group of users. Assigned
 * to the successor itself it would outlast the membership, by which people give it and take it away.
 */
export function rolesLeftToGroups(
  { name, exclusive }: Pick<Desired, 'name' | 'exclusive'>,
  predecessor: Account | undefined,
  declaredId: string | undefined,
): string[] {
  if (!predecessor || exclusive) return [];
  const own = ownRoles(predecessor);
  const isOwn = (roleId: string) => roleId === declaredId || own.some((role) => role.roleId === roleId);
  return predecessor.roles
    .filter(({ through, roleId }) => through !== undefined && !isOwn(roleId))
    .map(
      ({ roleName, roleId, through }) =>
        `the successor of ${name} does not hold the role ${roleName} (${roleId}), which ${name} holds through the group ${through}: add the successor to the group where it needs the role`,
    );
}
