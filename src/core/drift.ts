import type { Desired } from './desired.js';
import { holdsExactly } from './find-role.js';
import type { Account, PendingApproval, Role } from './observed.js';
import { differenceOf } from './roles.js';
import type { Step, StepOf } from './step.js';

/** One difference between the declaration and what is, with the step that mends it. */
export interface Drift<S extends Step = Step> {
  readonly code: 'ACCOUNT_INACTIVE' | 'ROLE_MISSING' | 'ROLE_SURPLUS' | 'PERMISSIONS_MISSING' | 'PERMISSIONS_SURPLUS';
  /** A sentence; may hold names from outside. */
  readonly message: string;
  /** Absent where another drift's step mends this one too, or where the change already waits for approval. */
  readonly step?: S;
  /** Set where it is not this action's to mend. */
  readonly isLeft?: true;
  /** The change that mends it and waits for approval. */
  readonly pendingApproval?: PendingApproval;
}

export type RoleDrift = Drift<StepOf<'update-role'>>;
export type AccountDrift = Drift<StepOf<'activate-account' | 'assign-role' | 'revoke-role'>>;

/** The differences of the declared role itself. @param role as {@link ./find-role} found it */
export function driftOfRole(desired: Desired, role: Role | undefined, accounts: readonly Account[]): RoleDrift[] {
  const wanted = desired.role?.permissions;
  if (!role || !wanted || holdsExactly(role, wanted)) return [];
  const { missing, surplus } = differenceOf(role.permissions, wanted);
  const drifts: RoleDrift[] = [];
  if (missing.length > 0) {
    drifts.push({ code: 'PERMISSIONS_MISSING', message: `the role ${role.name} lacks ${missing.join(', ')}` });
  }
  if (surplus.length > 0) {
    const message = `the role ${role.name} holds ${surplus.join(', ')}, which is not declared`;
    drifts.push({ code: 'PERMISSIONS_SURPLUS', message });
  }
  // One step mends both.
  const [first, ...others] = drifts;
  return first ? [{ ...first, ...mendingOf(desired, role, wanted, accounts) }, ...others] : [];
}

function mendingOf(
  desired: Desired,
  role: Role,
  wanted: readonly string[],
  accounts: readonly Account[],
): Pick<RoleDrift, 'step' | 'pendingApproval'> {
  const { pendingChange } = role;
  if (pendingChange && holdsExactly(pendingChange, wanted)) {
    const { approvalId } = pendingChange;
    return { pendingApproval: approvalId ? { approvalId } : {} };
  }
  const { missing, surplus } = differenceOf(role.permissions, wanted);
  const alsoHeldBy = accounts
    .filter(({ name, roles }) => name !== desired.name && roles.some(({ roleId }) => roleId === role.id))
    .map(({ name }) => name);
  return {
    step: {
      step: 'update-role',
      role: role.name,
      roleId: role.id,
      permissions: wanted,
      add: missing,
      remove: surplus,
      alsoHeldBy,
    },
  };
}

/** The differences of an existing account: whether it is active, and which roles it holds. */
export function driftOfAccount(desired: Desired, account: Account, role: Role | undefined): AccountDrift[] {
  return [...inactive(account), ...roleMissing(desired, account, role), ...rolesSurplus(desired, account, role)];
}

function inactive({ name, id, isActive }: Account): AccountDrift[] {
  if (isActive) return [];
  const message = `the service account ${name} is inactive`;
  return [{ code: 'ACCOUNT_INACTIVE', message, step: { step: 'activate-account', account: name, accountId: id } }];
}

function roleMissing({ role: declared }: Desired, account: Account, role: Role | undefined): AccountDrift[] {
  if (!declared || account.roles.some(({ roleId }) => roleId === role?.id)) return [];
  const roleName = role?.name ?? declared.value;
  const step: StepOf<'assign-role'> = {
    step: 'assign-role',
    account: account.name,
    accountId: account.id,
    role: roleName,
    // In a plan for many accounts the role may be one that would be made before them.
    ...(role?.id && { roleId: role.id }),
  };
  return [
    { code: 'ROLE_MISSING', message: `the service account ${account.name} does not hold the role ${roleName}`, step },
  ];
}

const leftToGroup =
  'which is left as it is, since others hold the role by it too: take the account out of the group, or set exclusive: false';

function rolesSurplus({ exclusive }: Desired, account: Account, role: Role | undefined): AccountDrift[] {
  if (!exclusive) return [];
  return account.roles
    .filter(({ roleId }) => roleId !== role?.id)
    .map(({ roleId, roleName, assignmentId, through }) => {
      const message = `the service account ${account.name} also holds the role ${roleName} (${roleId})`;
      if (through !== undefined)
        return {
          code: 'ROLE_SURPLUS',
          message: `${message} through the group ${through}, ${leftToGroup}`,
          isLeft: true,
        };
      const { name, id: accountId } = account;
      const step = { step: 'revoke-role' as const, account: name, accountId, role: roleName, roleId };
      return { code: 'ROLE_SURPLUS', message, step: { ...step, ...(assignmentId && { assignmentId }) } };
    });
}
