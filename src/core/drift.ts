import type { Desired } from './desired.js';
import { holdsExactly } from './find-role.js';
import type { Account, PendingApproval, Role } from './observed.js';
import { differenceOf } from './roles.js';
import type { Step } from './step.js';

/** One difference between the declaration and what is, with the step that mends it. */
export interface Drift {
  readonly code: 'ACCOUNT_INACTIVE' | 'ROLE_MISSING' | 'ROLE_SURPLUS' | 'PERMISSIONS_MISSING' | 'PERMISSIONS_SURPLUS';
  /** A sentence; may hold names from outside. */
  readonly message: string;
  /** Absent where another drift's step mends this one too, or where the change already waits for approval. */
  readonly step?: Step;
  /** The change that mends it and waits for approval. */
  readonly pendingApproval?: PendingApproval;
}

/** What of the declared role itself differs. `role` as {@link ../core/find-role} found it. */
export function driftOfRole(desired: Desired, role: Role | undefined, accounts: readonly Account[]): Drift[] {
  const wanted = desired.role?.permissions;
  if (!role || !wanted || holdsExactly(role, wanted)) return [];
  const { missing, surplus } = differenceOf(role.permissions, wanted);
  const alsoHeldBy = accounts
    .filter(({ name, roles }) => name !== desired.name && roles.some(({ roleId }) => roleId === role.id))
    .map(({ name }) => name);
  const waits = role.pendingChange && holdsExactly(role.pendingChange, wanted) ? role.pendingChange : undefined;
  const mending: Pick<Drift, 'step' | 'pendingApproval'> = waits
    ? { pendingApproval: waits.approvalId ? { approvalId: waits.approvalId } : {} }
    : {
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
  const drifts: Drift[] = [];
  if (missing.length > 0) {
    const message = `the role ${role.name} lacks ${missing.join(', ')}`;
    drifts.push({ code: 'PERMISSIONS_MISSING', message, ...mending });
  }
  if (surplus.length > 0) {
    const message = `the role ${role.name} holds ${surplus.join(', ')}, which is not declared`;
    drifts.push({ code: 'PERMISSIONS_SURPLUS', message, ...(drifts.length === 0 && mending) });
  }
  return drifts;
}

/** What of an existing account differs: whether it is active, and which roles it holds. */
export function driftOfAccount(desired: Desired, account: Account, role: Role | undefined): Drift[] {
  return [...inactive(account), ...roleMissing(desired, account, role), ...rolesSurplus(desired, account, role)];
}

function inactive({ name, id, isActive }: Account): Drift[] {
  if (isActive) return [];
  const step: Step = { step: 'activate-account', account: name, accountId: id };
  return [{ code: 'ACCOUNT_INACTIVE', message: `the service account ${name} is inactive`, step }];
}

function roleMissing({ role: declared }: Desired, account: Account, role: Role | undefined): Drift[] {
  if (!declared || account.roles.some(({ roleId }) => roleId === role?.id)) return [];
  const roleName = role?.name ?? declared.value;
  const step: Step = {
    step: 'assign-role',
    account: account.name,
    accountId: account.id,
    role: roleName,
    ...(role && { roleId: role.id }),
  };
  return [
    { code: 'ROLE_MISSING', message: `the service account ${account.name} does not hold the role ${roleName}`, step },
  ];
}

function rolesSurplus(desired: Desired, account: Account, role: Role | undefined): Drift[] {
  if (!desired.exclusive) return [];
  return account.roles
    .filter(({ roleId }) => roleId !== role?.id)
    .map(({ roleId, roleName, assignmentId }) => ({
      code: 'ROLE_SURPLUS',
      message: `the service account ${account.name} also holds the role ${roleName} (${roleId})`,
      step: {
        step: 'revoke-role',
        account: account.name,
        accountId: account.id,
        role: roleName,
        roleId,
        ...(assignmentId && { assignmentId }),
      },
    }));
}
