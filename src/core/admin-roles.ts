import type { Desired } from './desired.js';
import type { HeldRole, Role } from './observed.js';
import { canonicalOperation } from './operations.js';
import { presets } from './roles.js';
import type { Step } from './step.js';

/** A role with which an account could raise its own rights. */
export interface AdminRole {
  /** Text from outside. */
  readonly role: string;
  readonly rights: readonly string[];
}

/**
 * Whoever may write here can give rights to itself, to a user, a token or an account that it makes, or take away what holds it back
 * (docs/dfns-api.md, 8.4). Reading is no such right.
 */
const areas = [
  ...['Auth:Apps', 'Auth:Delegated', 'Auth:Pats', 'Auth:ServiceAccounts', 'Auth:UserGroups', 'Auth:Users'],
  ...['PermissionAssignments', 'Permissions', 'Policies'],
];

/** Dfns's own roles, which hold every operation that there is or will be, whatever the list says (docs/dfns-api.md, 5). */
const fullAccess = ['ManagedFullAdminAccess', 'DfnsFullAdminAccess'];

/**
 * The operations of a role with which its holder could raise its own rights. Those that a preset of this name brings are what the
 * preset is for: whoever asks for `register-end-users` wants end users registered, and is not warned of it.
 */
export function adminRights({ name, permissions }: Pick<Role, 'name' | 'permissions'>): string[] {
  const asked = Object.hasOwn(presets, name) ? (presets[name] ?? []).map(canonicalOperation) : [];
  const rights = permissions.filter((operation) => {
    const canonical = canonicalOperation(operation);
    return (
      !asked.includes(canonical) &&
      !canonical.endsWith(':Read') &&
      areas.some((area) => canonical.startsWith(`${area}:`))
    );
  });
  return rights.length === 0 && fullAccess.includes(name) ? ['every operation'] : rights;
}

/**
 * The admin roles among those that an account holds once the declaration is brought about: the declared one, and the others that
 * stay. A change of a role that waits for approval counts as made.
 * @param held what the account holds, or takes over from the one before it, and keeps
 */
export function adminRolesOf(
  { role: declared, onDrift }: Pick<Desired, 'role' | 'onDrift'>,
  role: Role | undefined,
  held: readonly HeldRole[],
  roles: readonly Role[],
): AdminRole[] {
  const others = held.filter(({ roleId }) => roleId !== role?.id).map((each) => roleHeld(each, roles));
  const isManaged = declared?.permissions !== undefined && (!role || onDrift === 'fix');
  const wanted = isManaged ? { name: role?.name ?? declared.value, permissions: declared.permissions } : role;
  const own = wanted && { name: wanted.name, permissions: [...wanted.permissions, ...pendingOf(role)] };
  return [...(own ? [own] : []), ...others].flatMap((each) => {
    const rights = [...new Set(adminRights(each))];
    return rights.length > 0 ? { role: each.name, rights } : [];
  });
}

/** An archived role permits nothing. Where the list of roles does not show one, the account's own answer may. */
function roleHeld({ roleId, roleName, permissions = [] }: HeldRole, roles: readonly Role[]) {
  const role = roles.find(({ id }) => id === roleId);
  if (!role) return { name: roleName, permissions };
  return { name: role.name, permissions: role.isArchived ? [] : [...role.permissions, ...pendingOf(role)] };
}

function pendingOf(role: Role | undefined): readonly string[] {
  return role?.pendingChange?.permissions ?? [];
}

/** A sentence for each. */
export function describeAdminRole({ role, rights }: AdminRole): string {
  const shown = rights.slice(0, 6).join(', ');
  const more = rights.length > 6 ? ` and ${rights.length - 6} more` : '';
  return `the role ${role} lets its service account raise its own rights: ${shown}${more}`;
}

/** Marks the steps by which somebody comes to hold such a role, so that the plan shows it. */
export function markAdminRoles<S extends Step>(steps: readonly S[], found: readonly AdminRole[]): S[] {
  return steps.map((step) => {
    const rights =
      'role' in step && step.step !== 'revoke-role' && found.find(({ role }) => role === step.role)?.rights;
    return rights ? { ...step, adminRights: rights } : step;
  });
}
