import { holdsExactly } from '../../core/find-role.js';
import type { PendingApproval, Role } from '../../core/observed.js';
import { planRole, type RolePlan } from '../../core/plan-role.js';
import type { Step, StepOf } from '../../core/step.js';
import { ActionError } from '../../error.js';
import type { FleetOptions } from '../../runner/inputs/fleet-options.js';
import { unexpected } from '../../runner/output/failure.js';
import { waitForApprovals } from '../change/approvals.js';
import type { RunContext } from '../context.js';
import { refuseUnableProvisioner } from '../observe/provisioner-rights.js';
import { logPlan } from '../report/log-plan.js';
import { desiredOf } from '../report/results.js';
import type { OrganisationIndex } from './organisation-index.js';
import { type RoleGroup, roleGroups } from './role-groups.js';
import { waitForOtherShard } from './role-of-other-shard.js';

/** What became of the roles that several accounts share. */
export interface SharedRoles {
  readonly steps: readonly Step[];
  /** Why a role could not be brought about, by the key of its group: the accounts that manage it fail for it. */
  readonly failed: ReadonlyMap<string, ActionError>;
  /** Approvals that this run has waited for, and that are still undecided: once was enough, for all accounts together. */
  readonly waitedFor: ReadonlySet<string>;
}

type RoleStep = StepOf<'create-role' | 'update-role'>;

interface Site {
  readonly options: FleetOptions;
  readonly index: OrganisationIndex;
  readonly context: RunContext;
}

/** Makes and changes each shared role once, before any account, and shows it to the index as it is then. Never throws. */
export async function bringSharedRoles(site: Site): Promise<SharedRoles> {
  const { options } = site;
  const steps: Step[] = [];
  const failed = new Map<string, ActionError>();
  const waitedFor = new Set<string>();
  const groups = options.mode === 'ensure' ? roleGroups(options) : [];
  for (const group of groups) {
    if (site.context.deadline.signal.aborted) break;
    try {
      const plan = planOf(group, site);
      if (!plan) continue;
      const isOwn = group.shard === options.shard.index;
      if (isOwn) steps.push(...plan.steps);
      if (isOwn || options.dryRun) await bringRole(plan, group, site);
      else if (plan.steps.length > 0) await waitForOtherShard(group, plan, site);
      for (const id of await heldBy(group, site)) waitedFor.add(id);
    } catch (error) {
      failed.set(group.key, error instanceof ActionError ? error : unexpected(error));
    }
  }
  return { steps, failed, waitedFor };
}

/**
 * The steps that any of the accounts wants, and what waits for approval already; `undefined` where there is neither. What none of them can bring about each of them finds out, and says,
 * for itself.
 */
function planOf(group: RoleGroup, { index }: Site): RolePlan | undefined {
  const wanting = group.managing.filter(
    ({ options: { name, onDrift } }) =>
      onDrift === 'fix' || !index.family(name).some((account) => account.name === name),
  );
  for (const { options } of wanting) {
    try {
      const plan = planRole(desiredOf(options), index.whole.accounts, index.roles);
      if (plan.steps.length > 0 || plan.pendingApprovals.length > 0) return withoutOwn(plan, group);
    } catch (error) {
      if (!(error instanceof ActionError)) throw error;
    }
  }
  return undefined;
}

/** Those that declare the role want it so; who else holds it is told. */
function withoutOwn(plan: RolePlan, { names }: RoleGroup): RolePlan {
  const steps = plan.steps.map((step) =>
    step.step === 'update-role' ? { ...step, alsoHeldBy: step.alsoHeldBy.filter((name) => !names.has(name)) } : step,
  );
  return { ...plan, steps };
}

async function bringRole(plan: RolePlan, { shard }: RoleGroup, site: Site): Promise<void> {
  const { index, context, options } = site;
  const { client } = index.whole;
  if (plan.steps.length > 0 && shard === options.shard.index) await logPlan(plan, index.whole, context);
  if (!options.dryRun) await refuseUnableProvisioner(plan.steps, index.whole);
  for (const step of plan.steps) {
    if (options.dryRun) showAs(roleOnceMade(step), index);
    else if (step.step === 'create-role') showAs(await client.createRole(step.role, step.permissions), index);
    else await updateRole(step, site);
  }
}

async function updateRole(step: StepOf<'update-role'>, { index }: Site): Promise<void> {
  const { client } = index.whole;
  const before = index.roles.find(({ id }) => id === step.roleId);
  const changed = await client.updateRole({ id: step.roleId, name: step.role }, step.permissions);
  if ('done' in changed) showAs(changed.done, index);
  else if (before) showAs({ ...before, pendingChange: { ...changed.pending, permissions: step.permissions } }, index);
}

/** In a plan, the role as it would be; one that would be made has no id yet. */
function roleOnceMade(step: RoleStep): Role {
  const { role: name, permissions } = step;
  return { id: 'roleId' in step ? step.roleId : '', name, permissions, isImmutable: false, isArchived: false };
}

function showAs(role: Role, index: OrganisationIndex): void {
  index.roles = [
    ...index.roles.filter(({ id, name }) => id !== role.id && (role.id !== '' || name !== role.name)),
    role,
  ];
}

/** Waits once for all that need the role, as long as any of them would. @returns what is still undecided; '' where Dfns gave no id */
async function heldBy({ managing }: RoleGroup, { index, context, options }: Site): Promise<string[]> {
  const [first] = managing;
  const declared = first?.options.role;
  const role = declared && index.roles.find((each) => each[declared.by] === declared.value && !each.isArchived);
  if (!role?.pendingChange || !declared?.permissions || !holdsExactly(role.pendingChange, declared.permissions))
    return [];
  const milliseconds = Math.max(...managing.map((entry) => entry.options.waitForApproval));
  if (milliseconds === 0 || options.dryRun) return [];
  context.deadline.extend(milliseconds);
  const { approvalId } = role.pendingChange;
  const pending: PendingApproval[] = [approvalId ? { approvalId } : {}];
  const { world, warn, deadline } = context;
  const { client, reopen } = index.whole;
  const undecided = await waitForApprovals(pending, {
    world,
    warn,
    client,
    reopen,
    milliseconds,
    signal: deadline.signal,
  });
  if (undecided.length === 0) index.roles = await client.listRoles();
  return undecided.map(({ approvalId: id }) => id ?? '');
}
