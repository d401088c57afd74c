import type { PublicKey } from '../core/key-pair.js';
import { type Account, wasMadeWith } from '../core/observed.js';
import { ActionError } from '../error.js';
import type { DfnsClient } from './client.js';
import type { Connection } from './connection.js';
import { DfnsFault } from './fault.js';
import { WrongShape } from './response-parts.js';
import { readAccount, readFreshToken } from './responses.js';
import { PolicyPendingError } from './sdk.js';

export interface AccountWanted<Key extends PublicKey> {
  /** What the account is called in the end. Until then its name is derived from its key, where it replaces another. */
  readonly name: string;
  readonly nameFor: (key: PublicKey) => string;
  readonly roleId?: string;
  readonly daysValid?: number;
  /** Ids of the accounts that were there before: what an unclear creation left is found among the others. */
  readonly before: ReadonlySet<string>;
  readonly firstKey: Key;
  /** Another key, asked for after an orphan was archived, since every account needs a key of its own (docs/dfns-api.md, 1.7). */
  readonly nextKey: () => Promise<Key>;
  /**
   * Where other runs have the same key, a KMS's say: whether one was at work since this one began. An account with the key may be its
   * then, and is not ours to archive.
   */
  readonly sharesKey?: (() => Promise<boolean>) | undefined;
  /** Whether another account, an archived one say, may have the first key already: Dfns refuses it then, and the next key is tried. */
  readonly mayBeUsed?: boolean;
  /** Told whether an account may have been made whose answer did not come: from then on one that appears late may be ours. */
  readonly noteUnclear: (isUnclear: boolean) => void;
  /** The error to tell where Dfns takes the key no more and no other can be made; its argument is what Dfns says. */
  readonly usedUp?: ((saidByDfns: string) => ActionError) | undefined;
}

export interface CreatedAccount<Key extends PublicKey> {
  readonly account: Account;
  /** Shown once, here. */
  readonly token: string;
  /** The one that the account was made with. */
  readonly key: Key;
}

/**
 * Creates a service account. Creation is not idempotent and shows the token once (docs/dfns-api.md, 4), so that it is never replayed blindly:
 * after any outcome that does not bring the token, the accounts are listed; one with our new public key is our orphan, of no use
 * to anybody, and is archived before the next attempt, which has a key of its own.
 * @throws ActionError; `NAME_TAKEN` where another run or person was faster
 */
export async function createAccount<Key extends PublicKey>(
  connection: Connection,
  client: DfnsClient,
  wanted: AccountWanted<Key>,
): Promise<CreatedAccount<Key>> {
  let key = wanted.firstKey;
  // Whether an attempt of this run may have landed.
  let isUnclear = false;
  const replaceOrphans = async (): Promise<boolean> => {
    const found = await archiveOrphans(client, wanted, key, isUnclear);
    if (!found) return false;
    // The answer that did not come was that of this one.
    wanted.noteUnclear(false);
    key = await wanted.nextKey();
    return true;
  };
  const create = async (): Promise<CreatedAccount<Key>> => {
    let { roleId } = wanted;
    for (let isLast = false; ; isLast = true) {
      try {
        return { ...(await createOnce(client, wanted, key, roleId)), key };
      } catch (error) {
        if (mayHaveLanded(error)) wanted.noteUnclear(true);
        const isHeld = error instanceof PolicyPendingError;
        if (isLast || (!isHeld && !mayMeanTaken(error))) throw asUsedUp(error, wanted);
        isUnclear ||= isHeld;
        // An earlier attempt may have landed after it was given up.
        const hadOrphan = await replaceOrphans();
        // Where a policy holds the assignment back, the account is made without the role, which is then assigned in the open.
        if (isHeld) roleId = undefined;
        else if (!hadOrphan) {
          if (await isTaken(client, wanted, key)) throw nameTaken(wanted.nameFor(key));
          if (!wanted.mayBeUsed || !speaksOfKey(error)) throw asUsedUp(error, wanted);
          key = await wanted.nextKey();
        }
      }
    }
  };
  const doing = `create the service account ${wanted.nameFor(key)}`;
  const needs = `Auth:ServiceAccounts:Create${wanted.roleId ? ' and Permissions:Assign' : ''}`;
  // A lost response never brings the token back, so that the creation is made again, without its orphan.
  return connection.perform({ doing, needs }, create, async () => {
    isUnclear = true;
    await replaceOrphans();
    return undefined;
  });
}

async function createOnce(
  client: DfnsClient,
  { nameFor, daysValid }: AccountWanted<PublicKey>,
  key: PublicKey,
  roleId: string | undefined,
): Promise<Omit<CreatedAccount<PublicKey>, 'key'>> {
  const answer = await client.createAccountOnce({
    name: nameFor(key),
    publicKey: key.publicKey,
    ...(roleId && { permissionId: roleId }),
    ...(daysValid && { daysValid }),
  });
  const token = readFreshToken(answer);
  if (!token) throw new WrongShape('the answer to the creation holds no token');
  return { account: readAccount(answer), token };
}

type Wanted = Pick<AccountWanted<PublicKey>, 'name' | 'nameFor' | 'before' | 'sharesKey'>;

/** @returns whether there was one @throws ActionError `NAME_TAKEN` where it may be another run's */
async function archiveOrphans(
  client: DfnsClient,
  wanted: Wanted,
  key: PublicKey,
  isUnclear: boolean,
): Promise<boolean> {
  const created = await newAccounts(client, wanted);
  const orphans = created.filter((account) => isOurs(account, key, wanted.nameFor(key)));
  const { sharesKey } = wanted;
  if (orphans.length > 0 && sharesKey && (!isUnclear || (await sharesKey()))) throw nameTaken(wanted.nameFor(key));
  for (const orphan of orphans) await client.discardAccount(orphan, wanted.name);
  return orphans.length > 0;
}

async function isTaken(client: DfnsClient, wanted: Wanted, key: PublicKey): Promise<boolean> {
  return (await newAccounts(client, wanted)).some(({ name }) => name === wanted.nameFor(key));
}

async function newAccounts(client: DfnsClient, { before }: Wanted): Promise<Account[]> {
  return (await client.listAccounts()).filter(({ id }) => !before.has(id));
}

/** @throws ActionError `CREATE_UNCLEAR` where an account of the name appeared and its answer does not show whose key it has */
function isOurs(account: Account, key: PublicKey, name: string): boolean {
  if (account.oidc) return false;
  const ours = wasMadeWith(account, key.fingerprint);
  if (ours === undefined && account.name === name) throw unclear(account);
  return ours === true;
}

/** Not where its signing failed already, in Dfns or in a KMS: then it was not sent. */
function mayHaveLanded(error: unknown): boolean {
  if (error instanceof DfnsFault) return error.mayHaveActed && !error.path.startsWith('/auth/action');
  return error instanceof WrongShape || error instanceof PolicyPendingError;
}

/** The status of a duplicate name is not documented (docs/dfns-api.md, 7). */
function mayMeanTaken(error: unknown): boolean {
  return error instanceof DfnsFault && [400, 409, 422].some((status) => status === error.status);
}

/** Neither status nor text of a key that is in use is documented (docs/dfns-api.md, 7). */
function speaksOfKey(error: unknown): error is DfnsFault {
  return error instanceof DfnsFault && /key/i.test(error.message);
}

function asUsedUp(error: unknown, { usedUp }: Pick<AccountWanted<PublicKey>, 'usedUp'>): unknown {
  const isUsed = speaksOfKey(error) && mayMeanTaken(error) && /already|used|exist|duplicate/i.test(error.message);
  return usedUp && isUsed ? usedUp(error.message) : error;
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
