import type { GithubTarget } from '../../core/store-target.js';
import { ActionError } from '../../error.js';
import type { Options } from '../../runner/inputs/options.js';
import type { TargetContents } from '../credential-stores/guards.js';

/** The options that say which secrets there are to hand in. */
export type Given = Pick<Options, 'name' | 'stores' | 'key' | 'credential'>;

/**
 * GitHub's secrets hold a whole credential, and the job handed none in. It exists, and other jobs use it: to go on would replace it, or
 * write over that of another account.
 * @throws ActionError `SECRETS_NOT_PASSED`
 */
export function refuseNotPassed(given: Given, contents: readonly TargetContents[]): void {
  const kept = given.credential ? undefined : wholeSecrets(given, contents)[0];
  if (!kept) return;
  const { target } = kept.place;
  const passed = namesToPass(given, kept.place);
  throw new ActionError(
    'SECRETS_NOT_PASSED',
    `${target} holds a whole credential, written at ${kept.writtenAt.toISOString()}, but ${inputsOf(given)} arrived empty, so that it ` +
      `cannot be told whether it is that of ${given.name} and works; nothing was changed`,
    `pass ${passed}. They arrive empty ${causes(kept.place)}`,
  );
}

interface WholeSecrets {
  readonly place: GithubTarget;
  readonly writtenAt: Date;
}

/** The targets at GitHub that hold everything which a job has to be handed. */
export function wholeSecrets({ stores, key }: Given, contents: readonly TargetContents[]): WholeSecrets[] {
  return stores.flatMap((place) => {
    if (place.provider !== 'github') return [];
    const { writtenAt, lacksKey } = contents.find(({ target }) => target === place.target) ?? {};
    // A key that was removed is lost, unless it is held elsewhere in any case.
    return writtenAt && (!('type' in key) || !lacksKey) ? [{ place, writtenAt }] : [];
  });
}

function inputsOf({ key }: Given): string {
  return !('type' in key) ? 'token' : 'token and private-key (or one of them)';
}

/** Of the token and the private key. */
export function secretNames({ prefix }: GithubTarget): string[] {
  return [`${prefix}DFNS_AUTH_TOKEN`, `${prefix}DFNS_PRIVATE_KEY`];
}

function namesToPass({ key }: Given, place: GithubTarget): string {
  const [token, privateKey] = secretNames(place);
  const pass = `token: \${{ secrets.${token} }}`;
  return !('type' in key) ? pass : `${pass} and private-key: \${{ secrets.${privateKey} }}`;
}

/** Why a job does not see what is there, the likeliest first. */
function causes({ scope, environment }: GithubTarget): string {
  const own = {
    environment: `where the job does not name environment: ${environment}`,
    repository: 'where an input names another secret',
    organization: 'where the organization does not show the secret to this repository (its visibility)',
  };
  return [
    own[scope],
    'in a reusable workflow that is called without secrets: inherit',
    "in runs of a fork and of Dependabot (whose secrets are Dependabot's own)",
    'and in a run that was queued before they were written',
  ].join(', ');
}
