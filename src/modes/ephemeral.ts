import { ephemeralTaken } from '../account/ephemeral.js';
import type { PublicKey } from '../account/key-pair.js';
import { runName } from '../account/names.js';
import { ActionError } from '../error.js';
import type { Options } from '../runner/options.js';
import { requireRun } from '../runner/run-identity.js';
import type { Context } from './context.js';

export const leftToPost = 'the post step of this job archives what is left';

/** What an ephemeral account is: one of this run's name, with the shortest life that Dfns knows. @throws ActionError `NOT_A_RUN` */
export function forThisRun(options: Options, { world }: Pick<Context, 'world'>): Options {
  return { ...options, name: runName(options.name, requireRun(world.environment)), daysValid: 1 };
}

/** Before an account is made with a key, the post step knows: it cannot be told any more by a run that is killed right after. */
export function leaveTraceOf(
  keys: readonly PublicKey[],
  { name }: Pick<Options, 'name'>,
  { leaveTrace }: Pick<Context, 'leaveTrace'>,
): void {
  leaveTrace({ account: name, fingerprints: keys.map(({ fingerprint }) => fingerprint) });
}

/** Another step of this run was faster to take the name: its account is not ours to archive. @throws ActionError `EPHEMERAL_TAKEN` */
export function refuseTaken(error: unknown, options: Options, context: Context): void {
  if (!(error instanceof ActionError) || error.code !== 'NAME_TAKEN') return;
  const { name } = forThisRun(options, context);
  leaveTraceOf([], { name }, context);
  throw ephemeralTaken(name, error);
}
