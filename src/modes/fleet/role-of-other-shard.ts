import { findRole, holdsExactly } from '../../core/find-role.js';
import type { RolePlan } from '../../core/plan-role.js';
import { ActionError } from '../../error.js';
import type { RunContext } from '../context.js';
import type { OrganisationIndex } from './organisation-index.js';
import type { RoleGroup } from './role-groups.js';

/** Jobs of a matrix rarely start together: the other one may have to wait for a runner. */
const patience = 60_000;
const pollEvery = 3_000;

interface Waiting {
  readonly index: OrganisationIndex;
  readonly context: RunContext;
}

/**
 * Waits until the shard that is to make or change a role has done so, or has it wait for approval; the index then shows it so.
 * @throws ActionError `ROLE_NOT_READY` where it does not come about in time
 */
export async function waitForOtherShard(
  group: RoleGroup,
  { steps }: RolePlan,
  { index, context }: Waiting,
): Promise<void> {
  const { world, deadline, log } = context;
  const declared = group.managing[0]?.options.role;
  const wanted = declared?.permissions;
  if (!declared || !wanted) return;
  log.info(`Waiting for shard ${group.shard}, which brings the role ${declared.value} about.`);
  const end = world.now() + patience;
  for (;;) {
    index.roles = await index.whole.client.listRoles();
    const role = findRole(declared, index.roles);
    if (role && (holdsExactly(role, wanted) || (role.pendingChange && holdsExactly(role.pendingChange, wanted))))
      return;
    if (world.now() >= end) throw notReady(group.shard, declared.value, steps[0]?.step === 'create-role');
    await world.sleep(pollEvery * (0.5 + world.random()), deadline.signal);
  }
}

function notReady(shard: number, role: string, isMissing: boolean): ActionError {
  return new ActionError(
    'ROLE_NOT_READY',
    `the role ${role}, which several accounts share, ${isMissing ? 'is not there' : 'does not hold what is declared'} yet, and shard ${shard} is the one to bring it about`,
    `see what became of the job of shard ${shard}, and run this one again after it; or run without shard once, which brings all roles about`,
  );
}
