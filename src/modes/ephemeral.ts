import { defined } from '../core/defined.js';
import { ephemeralTaken, type PostState } from '../core/ephemeral.js';
import type { PublicKey } from '../core/key-pair.js';
import { runName } from '../core/names.js';
import { ActionError } from '../error.js';
import { requireRun } from '../runner/environment.js';
import type { Options } from '../runner/inputs/options.js';
import type { Context } from './context.js';

export const leftToPost = 'the post step of this job archives what is left';

/** The options of an ephemeral account: a name of this run's own, and the shortest life that Dfns knows. @throws ActionError `NOT_A_RUN` */
export function forThisRun(options: Options, { world }: Pick<Context, 'world'>): Options {
  return { ...options, name: runName(options.name, requireRun(world.environment)), daysValid: 1 };
}

type Made = Pick<PostState, 'apiUrl'> & { readonly name: string; readonly orgId?: string | undefined };

/** The state is saved before an account is made with a key: a run that is killed right after could not save it any more. */
export function saveForPost(
  keys: readonly PublicKey[],
  { name, apiUrl, orgId }: Made,
  { savePostState }: Pick<Context, 'savePostState'>,
  accountId?: string,
): void {
  const fingerprints = keys.map(({ fingerprint }) => fingerprint);
  const isShared = keys.some((key) => !('privateKey' in key)) || undefined;
  savePostState(defined({ account: name, apiUrl, orgId, accountId, fingerprints, isShared }));
}

/** As soon as the account is made its id identifies it for the post step. Where that cannot be saved, its name and key must do. */
export function saveIdForPost(
  accountId: string,
  keys: readonly PublicKey[],
  made: Made,
  context: Pick<Context, 'savePostState' | 'log'>,
): void {
  try {
    saveForPost(keys, made, context, accountId);
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    context.log.debug(`the post step is not told the id of the account: ${error.message}`);
  }
}

/** No account was made: what has the name and the key, where several jobs have one, is another's, and the post step leaves it alone. */
export function saveNothingForPost(made: Made, context: Pick<Context, 'savePostState' | 'log'>): void {
  try {
    saveForPost([], made, context);
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
    context.log.debug(`the post step is not told that no account was made: ${error.message}`);
  }
}

/** Another step of this run was faster to take the name: its account is not ours to archive. @throws ActionError `EPHEMERAL_TAKEN` */
export function refuseTaken(error: unknown, options: Options, context: Context): void {
  if (!(error instanceof ActionError) || error.code !== 'NAME_TAKEN') return;
  const { name } = forThisRun(options, context);
  saveForPost([], { ...options, name }, context);
  throw ephemeralTaken(name, error);
}
