import { type EphemeralTrace, ephemeralTaken } from '../core/ephemeral.js';
import type { PublicKey } from '../core/key-pair.js';
import { runName } from '../core/names.js';
import { ActionError } from '../error.js';
import { requireRun } from '../runner/environment.js';
import type { Options } from '../runner/inputs/options.js';
import type { Context } from './context.js';

export const leftToPost = 'the post step of this job archives what is left';

/** What an ephemeral account is: one of this run's name, with the shortest life that Dfns knows. @throws ActionError `NOT_A_RUN` */
export function forThisRun(options: Options, { world }: Pick<Context, 'world'>): Options {
  return { ...options, name: runName(options.name, requireRun(world.environment)), daysValid: 1 };
}

type Made = Pick<EphemeralTrace, 'apiUrl'> & { readonly name: string; readonly orgId?: string | undefined };

/** Before an account is made with a key, the post step knows: it cannot be told any more by a run that is killed right after. */
export function leaveTraceOf(
  keys: readonly PublicKey[],
  { name, apiUrl, orgId }: Made,
  { leaveTrace }: Pick<Context, 'leaveTrace'>,
  accountId?: string,
): void {
  leaveTrace({
    account: name,
    apiUrl,
    ...(orgId && { orgId }),
    ...(accountId && { accountId }),
    fingerprints: keys.map(({ fingerprint }) => fingerprint),
  });
}

/** As soon as the account is made the post step can tell it by its id. Where that is not written any more, its name and key must do. */
export function leaveIdOf(
  accountId: string,
  keys: readonly PublicKey[],
  made: Made,
  context: Pick<Context, 'leaveTrace' | 'log'>,
): void {
  try {
    leaveTraceOf(keys, made, context, accountId);
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    context.log.debug(`the post step is not told the id of the account: ${error.message}`);
  }
}

/** Another step of this run was faster to take the name: its account is not ours to archive. @throws ActionError `EPHEMERAL_TAKEN` */
export function refuseTaken(error: unknown, options: Options, context: Context): void {
  if (!(error instanceof ActionError) || error.code !== 'NAME_TAKEN') return;
  const { name } = forThisRun(options, context);
  leaveTraceOf([], { ...options, name }, context);
  throw ephemeralTaken(name, error);
}
