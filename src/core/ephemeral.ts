import { ActionError } from '../error.js';
import { isObject } from './json.js';
import { parseRunName, retiredAt, runName, type WorkflowRun } from './names.js';
import { type Account, wasMadeWith } from './observed.js';
import { oidcAccount, tellApart } from './oidc-accounts.js';
import type { Step } from './step.js';

/**
 * The state that the main step saves for the post step before it creates anything: where, under which name, and with which keys, the
 * account of this run may have been made; as soon as it is made, also its id. It holds no secret.
 */
export interface PostState {
  readonly account: string;
  readonly apiUrl: string;
  /** Absent where neither an input nor a token named it. */
  readonly orgId?: string;
  readonly accountId?: string;
  /** SHA-256 of the SPKI DER of each key that was used, hex. */
  readonly fingerprints: readonly string[];
  /** Whether other jobs may have a key of these, one in a KMS say: an account that has it may be another job's then. */
  readonly isShared?: boolean;
}

/** An ephemeral account, and the run that it belongs to. */
export interface RunAccount {
  readonly account: Account;
  readonly run: WorkflowRun;
}

/** The state of a run at GitHub: `unknown` where this repository has no such run. */
export type RunState = 'completed' | 'under way' | 'unknown';

/** The ephemeral accounts of `name` that belong to other runs than `own`, or to other attempts; the oldest first. */
export function accountsOfOtherRuns(name: string, accounts: readonly Account[], own?: WorkflowRun): RunAccount[] {
  const ownName = own && runName(name, own);
  return accounts
    .flatMap((account) => {
      const run = parseRunName(name, account.name);
      return run && runName(name, run) !== ownName ? [{ account, run }] : [];
    })
    .sort((one, other) => (one.account.createdAt ?? '').localeCompare(other.account.createdAt ?? ''));
}

/**
 * Why an account that another run left can go; `undefined` where it must stay. Its age decides where GitHub was not asked: it was
 * made to live a day.
 */
export function whyLeft({ account }: RunAccount, state: RunState | 'not asked', now: Date): string | undefined {
  if (state === 'completed') return 'the workflow run that it belonged to is over';
  if (state !== 'not asked') return undefined;
  const age = now.getTime() - Date.parse(account.createdAt ?? '');
  return age > longestLife + clockSkew ? 'it belonged to another workflow run, and its token has expired' : undefined;
}

const longestLife = 86_400_000;
const clockSkew = 5 * 60_000;

/** Reads a {@link PostState}; `undefined` for anything else, as another version or another step would write it. */
export function parsePostState(text: string): PostState | undefined {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(given)) return undefined;
  const { account, apiUrl, orgId, accountId, fingerprints, isShared } = given;
  const isAbsentOr = (form: RegExp, value: unknown) =>
    value === undefined || (typeof value === 'string' && form.test(value));
  const isWhole =
    typeof account === 'string' &&
    /^.{1,150}-run-\d{1,19}-\d{1,9}$/u.test(account) &&
    typeof apiUrl === 'string' &&
    /^https?:\/\/\S+$/.test(apiUrl) &&
    isAbsentOr(/^or-[\w-]{1,60}$/, orgId) &&
    isAbsentOr(/^us-[\w-]{1,60}$/, accountId) &&
    (isShared === undefined || typeof isShared === 'boolean') &&
    Array.isArray(fingerprints) &&
    fingerprints.every((fingerprint) => typeof fingerprint === 'string' && /^[0-9a-f]{64}$/.test(fingerprint));
  return isWhole ? (given as unknown as PostState) : undefined;
}

/** What the post step finds. */
export interface End {
  /** The account of this step is archived, under whatever name it goes by now. */
  readonly steps: Extract<Step, { step: 'archive-account' }>[];
  /** Where neither id nor key tells whose it is: it may be another job's that has the same key. */
  readonly unsure?: Account;
  /** Accounts of its name that another step made, which archives them itself. */
  readonly others: Account[];
}

/**
 * An account is this step's by its id; where that is not known, by its key, under its name or the one under which it gave the name up.
 * @throws ActionError `OIDC_ACCOUNT` where all that could be it is of that kind
 */
export function planEnd(saved: PostState, accounts: readonly Account[]): End {
  const isNamed = ({ name }: Account) => name === saved.account || retiredAt(saved.account, name) !== undefined;
  const found = accounts.filter(
    (account) => account.id === saved.accountId || (isNamed(account) && isOwn(saved, account)),
  );
  const { accounts: own, oidcAccounts } = tellApart(found);
  if (own.length === 0 && oidcAccounts[0]) throw oidcAccount(oidcAccounts[0]);
  const [unsure] = saved.isShared && saved.accountId === undefined ? own : [];
  if (unsure) return { steps: [], others: [], unsure };
  return {
    steps: own.map(({ id, name: account }) => ({
      step: 'archive-account',
      account,
      accountId: id,
      because: 'it is ephemeral, and its job ends',
    })),
    others: accounts.filter((account) => isNamed(account) && !own.includes(account)),
  };
}

/** A response that does not show the key matches any key only where no id identifies the account. */
function isOwn({ fingerprints, accountId }: PostState, account: Account): boolean {
  return fingerprints.some((fingerprint) => {
    const wasMade = wasMadeWith(account, fingerprint);
    return wasMade === true || (wasMade === undefined && accountId === undefined);
  });
}

/**
 * Nobody can have the token of an account that another step of the same run made.
 * @throws ActionError `EPHEMERAL_TAKEN`
 */
export function ephemeralTaken(account: string, cause?: unknown): ActionError {
  return new ActionError(
    'EPHEMERAL_TAKEN',
    `the service account ${account} exists: another step or job of this workflow run made it, and only that one was given its token`,
    'make it once and use the outputs of that step, or give each step and job a name of its own: with a matrix, one that ends in a value of it',
    cause,
  );
}

/**
 * A credential that outlives its job is what `ephemeral` promises not to leave.
 * @param why what went wrong, and what to do about it
 */
export function ephemeralLeft({ account }: PostState, why: string, cause?: unknown): ActionError {
  return new ActionError(
    'EPHEMERAL_LEFT',
    `the ephemeral service account ${account} of this job may still be there, and its token may work for a day: ${why}`,
    `archive ${account} in the dashboard (Settings > Service Accounts); else a later run with this name does so once it may`,
    cause,
  );
}
