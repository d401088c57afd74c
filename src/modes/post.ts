import { type EphemeralTrace, planEnd } from '../account/ephemeral.js';
import { describe } from '../account/step.js';
import type { DfnsClient } from '../dfns/client.js';
import { ActionError } from '../error.js';
import type { Options } from '../runner/options.js';
import { archive } from './archive.js';
import { type Context, connectFor } from './context.js';
import { enter } from './observe.js';
import { withStoredProvisioner } from './stored-provisioner.js';

/**
 * Archives the ephemeral account of this run, however its main step ended. It logs in anew: nothing secret is handed from main to post.
 * @throws ActionError of what kept it from being archived
 */
export async function endEphemeral(
  given: Options,
  trace: EphemeralTrace,
  context: Pick<Context, 'log' | 'deadline' | 'protect' | 'world'>,
): Promise<void> {
  const { log } = context;
  const options = await withStoredProvisioner(given, context);
  const client = await enter(connectFor(options, context), options, context);
  const steps = await findSteps(trace, client, context);
  if (steps.length === 0) log.info(`Nothing is left of the service account ${trace.account}.`);
  const left: string[] = [];
  for (const step of steps) {
    log.info(describe(step));
    await archive(step, { left }, { client, force: options.force, warn: log.info });
  }
  // Elsewhere an account that cannot be archived is left to the next run; here it is all that there is to do.
  if (left.length > 0)
    throw new ActionError('NOT_ARCHIVED', left.join('; '), 'take the account out of the policy, or set force: true');
}

/** Looks a few times: a creation that was cut off with the main step may still be under way. */
async function findSteps(
  trace: EphemeralTrace,
  client: DfnsClient,
  { world, deadline }: Pick<Context, 'world' | 'deadline'>,
) {
  for (let look = 1; ; look++) {
    const steps = planEnd(trace, await client.listAccounts());
    if (steps.length > 0 || look === 3) return steps;
    await world.sleep(1_000, deadline.signal);
  }
}
