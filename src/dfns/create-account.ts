import type { PublicKey } from '../core/key-pair.js';
import { type Account, wasMadeWith } from '../core/observed.js';
import { ActionError } from '../error.js';
import type { DfnsClient } from './client.js';
import type { Connection } from './connection.js';
import { DfnsFault } from './fault.js';
import { readAccount, readFreshToken, WrongShape } from './responses.js';
import { PolicyPendingError } from './sdk.js';

export interface AccountWanted<Key extends PublicKey> {
  /** What the account is called in the end. Until then its name tells its key, where it replaces another. */
  readonly name: string;
  readonly nameFor: (key: PublicKey) => string;
  readonly roleId?: string;
  readonly daysValid?: number;
  /** Ids of the accounts that were there before: what an unclear creation left is found among the others. */
  readonly before: ReadonlySet<string>;
  readonly firstKey: Key;
  /** Another key, asked for after an orphan was archived, since every account needs a key of its own (facts 1.7). */
  readonly nextKey: () => Promise<Key>;
}

export interface CreatedAccount<Key extends PublicKey> {
  readonly account: Account;
  /** Shown once, here. */
  readonly token: string;
  /** The one that the account was made with. */
  readonly key: Key;
}

/** A creation of one key, and what it may have left. */
interface Attempt<Key extends PublicKey> {
  readonly client: DfnsClient;
  readonly wanted: AccountWanted<Key>;
  readonly key: Key;
}

/**
 * Creates a service account. Creation is not idempotent and shows the token once (facts 4), so that it is never replayed blindly:
 * after any outcome that does not bring the token, the accounts are looked at; one with our new public key is our orphan, of no use
 * to anybody, and is archived before the next attempt.
 * @throws ActionError; `NAME_TAKEN` where another run or person was faster
 */
export async function createAccount<Key extends PublicKey>(
  connection: Connection,
  client: DfnsClient,
  wanted: AccountWanted<Key>,
): Promise<CreatedAccount<Key>> {
  let attempt = { client, wanted, key: wanted.firstKey };
  const clearOrphans = async () => {
    const found = await discardOrphans(attempt);
    if (found) attempt = { ...attempt, key: await wanted.nextKey() };
    return found;
  };
  const create = async () => {
    try {
      return await createOnce(attempt, wanted.roleId);
    } catch (error) {
      const isHeld = error instanceof PolicyPendingError;
      if (!isHeld && !mayMeanTaken(error)) throw error;
      // An earlier attempt may have landed after it was given up.
      const found = await clearOrphans();
      // Where a policy holds the assignment back, the account is made without the role, which is then assigned in the open.
      if (isHeld || found) return createOnce(attempt, isHeld ? undefined : wanted.roleId);
      throw (await isTaken(attempt)) ? nameTaken(nameOf(attempt)) : error;
    }
  };
  const operation = {
    doing: `create the service account ${nameOf(attempt)}`,
    needs: `Auth:ServiceAccounts:Create${wanted.roleId ? ' and Permissions:Assign' : ''}`,
  };
  return connection.perform(operation, create, async () => {
    await clearOrphans();
    return undefined;
  });
}

async function createOnce<Key extends PublicKey>(
  attempt: Attempt<Key>,
  roleId: string | undefined,
): Promise<CreatedAccount<Key>> {
  const { client, wanted, key } = attempt;
  const answer = await client.createAccountOnce({
    name: nameOf(attempt),
    publicKey: key.publicKey,
    ...(roleId && { permissionId: roleId }),
    ...(wanted.daysValid && { daysValid: wanted.daysValid }),
  });
  const token = readFreshToken(answer);
  if (!token) throw new WrongShape('the answer to the creation holds no token');
  return { account: readAccount(answer), token, key };
}

function nameOf<Key extends PublicKey>({ wanted, key }: Attempt<Key>): string {
  return wanted.nameFor(key);
}

/** @returns whether there was one */
async function discardOrphans<Key extends PublicKey>(attempt: Attempt<Key>): Promise<boolean> {
  const { client, wanted, key } = attempt;
  const orphans = (await newAccounts(attempt)).filter((account) => isOurs(account, key, nameOf(attempt)));
  for (const orphan of orphans) await client.discardAccount(orphan, wanted.name);
  return orphans.length > 0;
}

async function isTaken<Key extends PublicKey>(attempt: Attempt<Key>): Promise<boolean> {
  return (await newAccounts(attempt)).some(({ name }) => name === nameOf(attempt));
}

async function newAccounts<Key extends PublicKey>({ client, wanted }: Attempt<Key>): Promise<Account[]> {
  return (await client.listAccounts()).filter(({ id }) => !wanted.before.has(id));
}

/** @throws ActionError `CREATE_UNCLEAR` where an account of the name appeared and its answer does not show whose key it has */
function isOurs(account: Account, key: PublicKey, name: string): boolean {
  const ours = wasMadeWith(account, key.fingerprint);
  if (ours === undefined && account.name === name) throw unclear(account);
  return ours === true;
}

/** The status of a duplicate name is not documented (facts 7). */
function mayMeanTaken(error: unknown): boolean {
  return error instanceof DfnsFault && [400, 409, 422].some((status) => status === error.status);
}

function nameTaken(name: string): ActionError {
  return new ActionError(
    'NAME_TAKEN',
    `another run or person created a service account named ${name} while this run was at work`,
    'run again; to let runs wait for each other, give the job a concurrency group',
  );
}

function unclear({ name, id }: Account): ActionError {
  return new ActionError(
    'CREATE_UNCLEAR',
    `the connection failed while the service account ${name} was being created, and Dfns does not show with which key ${id} was made`,
    `if nobody else made it, archive ${id} in the dashboard (Settings > Service Accounts) and run again`,
  );
}
