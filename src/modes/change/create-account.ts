import { nextName } from '../../core/names.js';
import type { Account, HeldRole } from '../../core/observed.js';
import type { Step } from '../../core/step.js';
import { createAccount } from '../../dfns/create-account.js';
import { prove } from '../../dfns/verify-credential.js';
import { assign, assignAlso, revoke } from './held-roles.js';
import { type Execution, noteAssignment, type Tools } from './progress.js';

/**
 * Creates the account, proves its credential, and sees to it that it holds its role and nothing else. Where it replaces another it has
 * a name of its own until it takes the other's; a role that a policy holds back is waited for while the other is still whole.
 */
export async function makeAccount(
  step: Extract<Step, { step: 'create-account' }>,
  execution: Execution,
  tools: Tools,
): Promise<void> {
  const { connection, client } = tools;
  const { roleId } = execution;
  const firstKey = tools.firstKey ?? (await tools.nextKey());
  execution.creating = true;
  const { account, token, key } = await createAccount(connection, client, {
    name: step.account,
    firstKey,
    nextKey: tools.nextKey,
    nameFor: (publicKey) => (step.replaces ? nextName(step.account, publicKey) : step.account),
    before: tools.before,
    ...(roleId && { roleId }),
    ...(tools.daysValid && { daysValid: tools.daysValid }),
  });
  execution.createdId = account.id;
  execution.changed = true;
  tools.note({ changed: true, serviceAccountId: account.id });
  tools.noteMade?.(account.id);
  const { privateKey } = key;
  for (const secret of [token, privateKey]) if (secret) tools.protect(secret);
  const proof = await prove(connection, { token, ...(privateKey && { privateKey }) });
  await holdOnlyItsRole(account, execution, tools);
  for (const { roleId } of step.alsoRoles ?? []) await assignAlso(roleId, account.id, execution, tools);
  await tools.settleApprovals(execution);
  execution.made = { accountId: account.id, token, key, proof };
}

/**
 * Whether a policy holds an assignment at creation back is not documented, and older APIs let an account inherit the roles of its
 * creator (docs/dfns-api.md, 1.4, 1.6).
 */
async function holdOnlyItsRole(created: Account, execution: Execution, tools: Tools): Promise<void> {
  const { roleId } = execution;
  if (isAsWanted(created.roles, roleId)) return noteAssignment(created.roles, execution);
  // Old answers to a creation leave fields empty, so that the account is read again before anything is mended.
  const { roles } = await tools.client.getAccount(created.id);
  if (roleId && !roles.some((held) => held.roleId === roleId)) await assign(created.id, execution, tools);
  else noteAssignment(roles, execution);
  for (const held of roles.filter((held) => held.roleId !== roleId)) {
    tools.warn(
      `the new service account ${created.name} came with the role ${held.roleName}, which is not declared; it is revoked`,
    );
    await revoke({ ...held, accountId: created.id }, execution, tools);
  }
}

function isAsWanted(roles: readonly HeldRole[], roleId: string | undefined): boolean {
  return roles.length === (roleId ? 1 : 0) && roles.every((held) => held.roleId === roleId && held.assignmentId);
}
