import type { Plan } from '../account/plan.js';
import type { Step } from '../account/step.js';
import { ActionError } from '../error.js';
import { type Execution, notePending, type Tools } from './execution.js';
import { assign, revoke } from './held-roles.js';
import { makeAccount } from './make-account.js';

/**
 * Takes the steps of a plan, one after another, and notes in `execution` what was done.
 * @throws ActionError of the step that failed; what was done by then is for {@link ../modes/undo}
 */
export async function execute({ steps }: Plan, execution: Execution, tools: Tools): Promise<void> {
  for (const step of steps) {
    await take(step, execution, tools);
    execution.taken.push(step);
    if (step.step !== 'store-credential') execution.changed = true;
    tools.note({ changed: execution.changed, ...(execution.roleId && { roleId: execution.roleId }) });
  }
}

async function take(step: Step, execution: Execution, tools: Tools): Promise<void> {
  const { client } = tools;
  switch (step.step) {
    case 'create-role':
      execution.roleId = (await client.createRole(step.role, step.permissions)).id;
      return tools.note({ roleName: step.role });
    case 'update-role':
      return notePending(await client.updateRole({ id: step.roleId, name: step.role }, step.permissions), execution);
    case 'create-account':
      return makeAccount(step, execution, tools);
    case 'activate-account':
      return client.activateAccount({ id: step.accountId, name: step.account });
    case 'assign-role':
      return assign(step.accountId, execution, tools);
    case 'revoke-role':
      return revoke(step, execution, tools);
    case 'archive-account':
      return archive(step, tools);
    case 'rename-account': {
      const id = step.accountId ?? execution.createdId;
      return id ? client.renameAccount({ id, name: step.account }, step.to) : undefined;
    }
    case 'store-credential':
      return store(step.target, execution, tools);
  }
}

/**
 * Archives an account that is no longer wanted. Another run may have given it a name since it was listed: then it stays. Where Dfns
 * refuses, nothing is lost that this run was to bring about, and the next run tries again.
 */
export async function archive(
  { account: name, accountId: id }: Extract<Step, { step: 'archive-account' }>,
  tools: Pick<Tools, 'client' | 'warn'>,
): Promise<void> {
  try {
    const found = await tools.client.findAccount(id);
    if (found?.name === name) await tools.client.archiveAccount(found);
  } catch (error) {
    if (!(error instanceof ActionError) || ['TIMED_OUT', 'CANCELLED'].includes(error.code)) throw error;
    tools.warn(`the service account ${name} (${id}) is left: ${error.message}; ${error.cure}`);
  }
}

async function store(target: string, execution: Execution, { keeper, documentOf }: Tools): Promise<void> {
  const document = documentOf(execution.made);
  if (!document) return;
  const wasStored = execution.mayBeStored;
  execution.mayBeStored = true;
  try {
    await keeper.keep(target, document);
  } catch (error) {
    // A conflict says for certain that nothing was written.
    if (error instanceof ActionError && error.code === 'STORE_CONFLICT') execution.mayBeStored = wasStored;
    throw error;
  }
  execution.stored = true;
}
