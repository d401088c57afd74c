import type { PublicKey } from '../account/key-pair.js';
import { type Account, wasMadeWith } from '../account/observed.js';
import { ActionError } from '../error.js';
import { readAccount, readFreshToken, WrongShape } from './answers.js';
import type { DfnsClient } from './client.js';
import type { Connection } from './connection.js';
import { DfnsFault } from './fault.js';
import { PolicyPendingError } from './sdk.js';

export interface AccountWanted {
  readonly nameFor: (key: PublicKey) => string;
  readonly roleId?: string;
  readonly daysValid?: number;
  /** Ids of the accounts that were there before: what an unclear creation left is found among the others. */
  readonly before: ReadonlySet<string>;
  readonly firstKey: PublicKey;
  /** Another key, asked for after an orphan was archived, since every account needs a key of its own (facts 1.7). */
  readonly nextKey: () => Promise<PublicKey>;
}

export interface CreatedAccount {
  readonly account: Account;
  /** Shown once, here. */
  readonly token: string;
}

/**
 * Creates a service account. Creation is not idempotent and shows the token once (facts 4), so that it is never replayed blindly:
 * after any outcome that does not bring the token, the accounts are looked at; one with our new public key is our orphan, of no use
 * to anybody, and is archived before the next attempt.
 * @throws ActionError; `NAME_TAKEN` where another run or person was faster
 */
export async function createAccount(
  connection: Connection,
  client: DfnsClient,
  wanted: AccountWanted,
): Promise<CreatedAccount> {
  let key = wanted.firstKey;
  const name = () => wanted.nameFor(key);

  const create = async (roleId: string | undefined): Promise<CreatedAccount> => {
    const { daysValid } = wanted;
    const body = {
      name: name(),
      publicKey: key.publicKey,
      ...(roleId && { permissionId: roleId }),
      ...(daysValid && { daysValid }),
    };
    const answer = await client.createAccountOnce(body);
    const token = readFreshToken(answer);
    if (!token) throw new WrongShape('the answer to the creation holds no token');
    return { account: readAccount(answer), token };
  };

  const clearOrphans = async (): Promise<number> => {
    const orphans = (await newAccounts(client, wanted)).filter((account) => isOurs(account, key, name()));
    for (const orphan of orphans) await client.discardAccount(orphan, name());
    if (orphans.length > 0) key = await wanted.nextKey();
    return orphans.length;
  };

  const createKnowing = async (): Promise<CreatedAccount> => {
    try {
      return await create(wanted.roleId);
    } catch (error) {
      // Where a policy holds the assignment back, the account is made without the role, which is then assigned in the open.
      if (error instanceof PolicyPendingError) {
        await clearOrphans();
        return create(undefined);
      }
      if (!(error instanceof DfnsFault) || !mayMeanTaken(error)) throw error;
      // An earlier attempt may have landed after it was given up.
      if ((await clearOrphans()) > 0) return create(wanted.roleId);
      const taken = (await newAccounts(client, wanted)).some((account) => account.name === name());
      throw taken ? nameTaken(name()) : error;
    }
  };

  const operation = {
    doing: `create the service account ${name()}`,
    needs: `Auth:ServiceAccounts:Create${wanted.roleId ? ' and Permissions:Assign' : ''}`,
  };
  return connection.perform(operation, createKnowing, async () => {
    await clearOrphans();
    return undefined;
  });
}

async function newAccounts(client: DfnsClient, { before }: AccountWanted): Promise<Account[]> {
  return (await client.listAccounts()).filter(({ id }) => !before.has(id));
}

/** @throws ActionError `CREATE_UNCLEAR` where an account of the name appeared and its answer does not show whose key it has */
function isOurs(account: Account, key: PublicKey, name: string): boolean {
  const ours = wasMadeWith(account, key.fingerprint);
  if (ours === undefined && account.name === name) throw unclear(account);
  return ours === true;
}

/** The status of a duplicate name is not documented (facts 7). */
function mayMeanTaken({ status }: DfnsFault): boolean {
  return status === 400 || status === 409 || status === 422;
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
