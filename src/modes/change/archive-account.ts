import type { Policy } from '../../core/observed.js';
import type { Step } from '../../core/step.js';
import type { DfnsClient } from '../../dfns/client.js';
import { ActionError } from '../../error.js';
import type { Execution, Tools } from './progress.js';

type ArchiveAccount = Extract<Step, { step: 'archive-account' }>;
type Leaving = Pick<Execution, 'left'>;
type Archiving = Pick<Tools, 'client' | 'force' | 'warn'>;

/**
 * Archives an account that is no longer wanted. Another run may have given it a name since it was listed: then it stays. One that an
 * active policy names stays too, unless forced: approvals could hang on it. Where Dfns refuses, nothing is lost that this run was to
 * bring about: the run goes on, says what is left, and the next one tries again.
 */
export async function archive(step: ArchiveAccount, execution: Leaving, tools: Archiving): Promise<void> {
  const { account: name, accountId: id, isUnnamed = false } = step;
  const { client, force } = tools;
  try {
    const [found, policies] = await Promise.all([
      client.findAccount(id),
      force || isUnnamed ? [] : policiesNaming(id, tools),
    ]);
    if (found?.name !== name) return;
    if (policies.length === 0) return await client.archiveAccount(found, force);
    leave(step, named(policies), execution, tools);
  } catch (error) {
    if (!(error instanceof ActionError) || ['TIMED_OUT', 'CANCELLED'].includes(error.code)) throw error;
    leave(step, `${error.message}; ${error.cure}`, execution, tools);
  }
}

function leave({ account, accountId }: ArchiveAccount, because: string, { left }: Leaving, { warn }: Archiving): void {
  const sentence = `the service account ${account} (${accountId}) is not archived: ${because}`;
  left.push(sentence);
  warn(sentence);
}

function named(policies: readonly Policy[]): string {
  const names = policies.map(({ name, id }) => `${name} (${id})`).join(', ');
  return (
    `the active ${policies.length === 1 ? 'policy' : 'policies'} ${names} ${policies.length === 1 ? 'names' : 'name'} it; ` +
    'put the new account into the policy and run again, or set force: true'
  );
}

async function policiesNaming(accountId: string, { client, warn }: Archiving): Promise<Policy[]> {
  const policies = await activePolicies(client, warn);
  return policies.filter(({ text }) => text.includes(accountId));
}

/** Policies that the provisioner may not read are said to be unread; Dfns itself still protects the accounts that they name. */
async function activePolicies(client: DfnsClient, warn: (message: string) => void): Promise<Policy[]> {
  try {
    return (await client.listPolicies()).filter(({ isActive }) => isActive);
  } catch (error) {
    if (!(error instanceof ActionError) || error.code !== 'FORBIDDEN') throw error;
    warn(
      `the policies of the organisation were not read: ${error.message}; to have them read, give the provisioner Policies:Read`,
    );
    return [];
  }
}
