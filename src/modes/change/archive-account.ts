import type { Policy } from '../../core/observed.js';
import { oidcAccount } from '../../core/oidc-accounts.js';
import type { StepOf } from '../../core/step.js';
import type { DfnsClient } from '../../dfns/client.js';
import { ActionError } from '../../error.js';
import type { Context } from '../context.js';
import type { StepHandlers } from './execute.js';
import type { Progress } from './progress.js';

/** What archiving takes. */
export interface Archiving extends Pick<Context, 'warn'> {
  readonly client: DfnsClient;
  /** Whether an account is archived although an active policy names it. */
  readonly force: boolean;
}

/** Handlers of the steps that end an account. */
export function endingHandlers(archiving: Archiving): StepHandlers<'deactivate-account' | 'archive-account'> {
  const { client, force } = archiving;
  return {
    'deactivate-account': ({ accountId, account }) => client.deactivateAccount({ id: accountId, name: account }, force),
    'archive-account': (step, progress) => archiveAccount(step, progress, archiving),
  };
}

/**
 * Archives an account that is no longer wanted. One that another run has renamed since it was listed stays. One that an active policy
 * names stays too, unless forced: approvals could depend on it. A refusal by Dfns loses nothing that this run was to bring about: the
 * run goes on, says what is not archived, and the next one tries again.
 */
export async function archiveAccount(
  step: StepOf<'archive-account'>,
  progress: Pick<Progress, 'notArchived'>,
  archiving: Archiving,
): Promise<void> {
  const { account: name, accountId: id, isUnnamed = false } = step;
  const { client, force, warn } = archiving;
  const noteNotArchived = (because: string) => {
    const sentence = `the service account ${name} (${id}) is not archived: ${because}`;
    progress.notArchived.push(sentence);
    warn(sentence);
  };
  try {
    const [found, policies] = await Promise.all([
      client.findAccount(id),
      force || isUnnamed ? [] : policiesNaming(id, archiving),
    ]);
    if (found?.name !== name) return;
    if (found.oidc) throw oidcAccount(found);
    if (policies.length === 0) return await client.archiveAccount(found, force);
    noteNotArchived(`${namedBy(policies)}; put the new account into the policy and run again, or set force: true`);
  } catch (error) {
    if (!(error instanceof ActionError) || ['TIMED_OUT', 'CANCELLED'].includes(error.code)) throw error;
    noteNotArchived(`${error.message}; ${error.cure}`);
  }
}

export function namedBy(policies: readonly Policy[]): string {
  const names = policies.map(({ name, id }) => `${name} (${id})`).join(', ');
  return `the active ${policies.length === 1 ? `policy ${names} names` : `policies ${names} name`} it`;
}

async function policiesNaming(accountId: string, { client, warn }: Archiving): Promise<Policy[]> {
  const policies = await activePolicies(client, warn);
  return policies.filter(({ text }) => text.includes(accountId));
}

/** The log says that policies were not read where the provisioner may not; Dfns itself still protects the accounts that they name. */
export async function activePolicies(client: DfnsClient, warn: (message: string) => void): Promise<Policy[]> {
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
