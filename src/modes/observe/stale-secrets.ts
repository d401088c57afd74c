import { retiredAt } from '../../core/names.js';
import { type Account, wasMadeWith } from '../../core/observed.js';
import { accountNamed, ownerOf } from '../../core/owner.js';
import { readClaims } from '../../core/token-claims.js';
import { ActionError } from '../../error.js';
import type { TargetContents } from '../credential-stores/guards.js';

import { type Given, secretNames, wholeSecrets } from './passed-secrets.js';
import type { Finding } from './prover.js';

/**
 * The job handed in a credential that is not the account's, while GitHub's secrets were written after the account was made: they hold
 * the account's own, and the job sees older values.
 * @throws ActionError `SECRETS_STALE`
 */
export function refuseStale(
  given: Given,
  finding: Finding,
  contents: readonly TargetContents[],
  accounts: readonly Account[],
): void {
  if (finding.state === 'none' || finding.known.target !== undefined) return;
  const account = accountNamed(given.name, accounts);
  const createdAt = account?.createdAt === undefined ? Number.NaN : Date.parse(account.createdAt);
  const kept = wholeSecrets(given, contents).find(({ writtenAt }) => writtenAt.getTime() >= createdAt);
  if (!account || !kept || !isOfPredecessor(finding, account, given.name, accounts)) return;
  const wait =
    kept.place.scope === 'environment'
      ? 'GitHub reads the secrets of an environment when a job starts'
      : 'GitHub reads these secrets when the workflow run is queued, for all of its jobs';
  throw new ActionError(
    'SECRETS_STALE',
    `the token that was passed is not that of the service account ${account.name} (${account.id}), but of one that was there ` +
      `before it; ${kept.place.target} was written since, at ${kept.writtenAt.toISOString()}, so that this job sees older values; nothing was changed`,
    `start the workflow anew (${wait}); if it stays so, see that the inputs name ${secretNames(kept.place).join(' and ')}, and that no ` +
      'secret of the same name in a narrower scope hides them (that of an environment the repository’s, that of a repository the organization’s)',
  );
}

/** Whether a credential shows that it is not the account's, and could have been that of one before it. */
function isOfPredecessor(
  finding: Exclude<Finding, { state: 'none' }>,
  account: Account,
  name: string,
  accounts: readonly Account[],
): boolean {
  const { token, key } = finding.known;
  if (finding.state === 'working') {
    const owner = ownerOf({ state: 'working', ...finding.proof }, accounts);
    return owner !== undefined && owner.id !== account.id && retiredAt(name, owner.name) !== undefined;
  }
  // A good token with a wrong key is no pair, which is no matter of time.
  if (finding.error.code === 'KEY_NOT_OF_TOKEN') return false;
  const { userId } = readClaims(token);
  return userId ? userId !== account.id : key !== undefined && wasMadeWith(account, key.fingerprint) === false;
}
