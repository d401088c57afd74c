import type { Plan } from '../../core/plan.js';
import type { Step } from '../../core/step.js';
import { ActionError } from '../../error.js';
import { archive } from './archive-account.js';
import { makeAccount } from './create-account.js';
import { assign, revoke } from './held-roles.js';
import { type Execution, notePending, type Tools } from './progress.js';

/**
 * Takes the steps of a plan, one after another, and notes in `execution` what was done.
 * @throws ActionError of the step that failed; what was done by then is for {@link ../modes/undo}
 */
export async function execute({ steps }: Plan, execution: Execution, tools: Tools): Promise<void> {
  for (const step of steps) {
    await take(step, execution, tools);
    execution.taken.push(step);
    if (!['store-credential', 'empty-store'].includes(step.step)) execution.changed = true;
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
      execution.activated = await client.activateAccount({ id: step.accountId, name: step.account });
      return undefined;
    case 'assign-role':
      return assign(step.accountId, execution, tools);
    case 'revoke-role':
      return revoke(step, execution, tools);
    case 'archive-account':
      return archive(step, execution, tools);
    case 'deactivate-account':
      return client.deactivateAccount({ id: step.accountId, name: step.account }, tools.force);
    case 'rename-account': {
      const id = step.accountId ?? execution.createdId;
      return id ? client.renameAccount({ id, name: step.account }, step.to) : undefined;
    }
    case 'empty-store':
      return tools.keeper.empty(step.target);
    case 'store-credential':
      return store(step.target, execution, tools);
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
