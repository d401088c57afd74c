import { type End, type PostState, planEnd } from '../core/ephemeral.js';
import type { Account } from '../core/observed.js';
import { poll } from '../core/poll.js';
import { describe } from '../core/step.js';
import type { DfnsClient } from '../dfns/client.js';
import { ActionError } from '../error.js';
import type { Options } from '../runner/inputs/options.js';
import type { Log } from '../runner/output/log.js';
import { archiveAccount } from './change/archive-account.js';
import { type Context, connectFor } from './context.js';
import { enter } from './observe/organisation.js';
import { withStoredProvisioner } from './observe/stored-provisioner.js';

/**
 * Archives the ephemeral account of this run, however its main step ended. It logs in anew: nothing secret is handed from main to post.
 * @throws ActionError of what kept it from being archived
 */
export async function endEphemeral(
  given: Options,
  saved: PostState,
  context: Pick<Context, 'log' | 'deadline' | 'clock' | 'protect' | 'world' | 'warn' | 'kms' | 'atEnd'>,
): Promise<void> {
  const { log } = context;
  refuseOther('api-url', given.apiUrlIsDefault && given.provisionerStore ? undefined : given.apiUrl, saved.apiUrl);
  refuseOther('org-id', given.orgId, saved.orgId);
  const options = await withStoredProvisioner(given, context);
  refuseOther('provisioner-store', options.apiUrl, saved.apiUrl);
  refuseOther('provisioner-store', options.orgId, saved.orgId);
  // A token names its organisation too: one of another is refused before it goes anywhere.
  const where = { ...options, ...(saved.orgId && { orgId: saved.orgId }) };
  const client = await enter(connectFor(where, context), where, context);
  const { steps, others, unsure } = await findEnd(saved, client, context);
  if (unsure) throw mayBeOfAnother(unsure);
  logEnd(saved, steps.length, others, log);
  const notArchived: string[] = [];
  for (const step of steps) {
    log.info(describe(step));
    await archiveAccount(step, { notArchived }, { client, force: options.force, warn: log.info });
  }
  // Elsewhere an account that cannot be archived is left to the next run; here it is all that there is to do.
  if (notArchived.length > 0)
    throw new ActionError(
      'NOT_ARCHIVED',
      notArchived.join('; '),
      'take the account out of the policy, or set force: true',
    );
}

/**
 * The inputs of a post step are evaluated anew: a variable that changed meanwhile must not send it to look elsewhere, and find nothing.
 * @throws ActionError `POST_INPUTS_DIFFER`
 */
function refuseOther(input: string, now: string | undefined, then: string | undefined): void {
  if (now === undefined || then === undefined || now === then) return;
  throw new ActionError(
    'POST_INPUTS_DIFFER',
    `the post step is given another ${input} than the main step was: that one worked with ${then}, and this one is to work with ${now}`,
    'let the inputs of this step be the same until the job ends: they are read again then, from env and vars too',
  );
}

function logEnd(saved: PostState, found: number, others: readonly Account[], log: Pick<Log, 'info'>): void {
  const { account, accountId } = saved;
  for (const { id, name } of others)
    log.info(`The service account ${name} (${id}) was not made by this step; it is left alone.`);
  if (found > 0) return;
  log.info(
    accountId
      ? `Nothing is left of the service account ${account} (${accountId}).`
      : `The main step had no answer to a creation of ${account}, and no account that was made with its key is there now.`,
  );
}

/** Who has its token would lose it; where nobody has it, it harms nobody for the day that it lives. */
function mayBeOfAnother({ name, id }: Account): ActionError {
  return new ActionError(
    'CREATE_UNCLEAR',
    `the main step ended before Dfns answered the creation of ${name}, and ${id}, which has that name and key, may be of another job that has the same key`,
    'give each job a name of its own',
  );
}

/** Looks a few times where no id is known: a creation that was cut off with the main step may still be under way. */
async function findEnd(
  saved: PostState,
  client: DfnsClient,
  { world, deadline }: Pick<Context, 'world' | 'deadline'>,
): Promise<End> {
  return poll(async () => planEnd(saved, await client.listAccounts()), {
    isEnough: ({ steps, unsure }) => steps.length > 0 || unsure !== undefined,
    times: saved.accountId ? 1 : 3,
    pause: () => world.sleep(1_000, deadline.signal),
  });
}
