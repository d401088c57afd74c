import { closest, distance } from 'fastest-levenshtein';
import { ActionError } from '../error.js';
import type { Role } from './observed.js';
import { differenceOf, type RoleDeclaration } from './roles.js';

/**
 * Finds the declared role among those of the organisation.
 * @returns `undefined` where a managed role does not exist yet
 * @throws ActionError `ROLE_NOT_FOUND`, `ROLE_ARCHIVED` or `ROLE_IMMUTABLE`: what this action cannot bring about
 */
export function findRole(declaration: RoleDeclaration, roles: readonly Role[]): Role | undefined {
  const named = roles.filter((candidate) => candidate[declaration.by] === declaration.value);
  const role = named.find(({ isArchived }) => !isArchived) ?? named[0];
  if (!role) {
    // A role that is managed by its id must exist: Dfns chooses the ids.
    if (declaration.permissions && declaration.by === 'name') return undefined;
    throw notFound(declaration, roles);
  }
  if (role.isArchived) throw archived(role);
  if (role.isImmutable && declaration.permissions && !holdsExactly(role, declaration.permissions))
    throw immutable(role);
  return role;
}

/** Whether a role holds the declared permissions and no others. */
export function holdsExactly(role: Pick<Role, 'permissions'>, permissions: readonly string[]): boolean {
  const { missing, surplus } = differenceOf(role.permissions, permissions);
  return missing.length === 0 && surplus.length === 0;
}

function notFound({ by, value }: RoleDeclaration, roles: readonly Role[]): ActionError {
  const names = roles.filter(({ isArchived }) => !isArchived).map(({ name }) => name);
  const nearest = by === 'name' && names.length > 0 ? closest(value, names) : undefined;
  const hint = nearest && distance(value, nearest) <= Math.max(2, value.length / 3) ? `; did you mean ${nearest}?` : '';
  return new ActionError(
    'ROLE_NOT_FOUND',
    `the organisation has no role with the ${by} ${value}${hint}`,
    by === 'name'
      ? 'name an existing role, or let the action manage it: list its permissions in the permissions input'
      : 'look the id up in the dashboard (Settings > Roles)',
  );
}

function archived({ name, id }: Role): ActionError {
  return new ActionError(
    'ROLE_ARCHIVED',
    `the role ${name} (${id}) is archived, and an archived role keeps its name`,
    'take another name, or bring the role back in the dashboard (Settings > Roles)',
  );
}

function immutable({ name, id }: Role): ActionError {
  return new ActionError(
    'ROLE_IMMUTABLE',
    `the role ${name} (${id}) is managed by Dfns and cannot be changed to hold other permissions`,
    'take another role name, or leave the permissions input empty to assign the role as it is',
  );
}
