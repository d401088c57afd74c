import { nextName } from '../../core/names.js';
import { type Account, wasMadeWith } from '../../core/observed.js';
import { poll } from '../../core/poll.js';
import type { DfnsClient } from '../../dfns/client.js';
import type { Change } from './change.js';
import { type AccountProgress, createdId, isUnclear, mayBeStored, type Progress } from './progress.js';

/**
 * Takes back what a failed run must not leave: an account that it made, whose token was given to nobody, is archived; the account
 * that was to be replaced gets its name back; one that was activated in vain is deactivated. What may be stored stays.
 */
export async function undo(progress: Progress, change: Change): Promise<void> {
  const { client, stores, keys, decision } = change;
  await deactivateAgain(progress, client);
  if (mayBeStored(progress.account)) return;
  const creates = decision.plan.steps.some(({ step }) => step === 'create-account');
  if (creates && keys.handedOut.length > 0) {
    const mayStillCome = await discardCreated(progress, isUnclear(progress.account), change);
    // The key stays in the stores, by which the next run knows what comes late.
    if (mayStillCome && !stores.isEmpty) return;
  }
  // Where this fails the next run takes the pending change over.
  await stores.lock.cancel().catch(() => undefined);
}

/** @returns whether Dfns may still make an account that nobody waits for any more */
async function discardCreated(progress: Progress, unclear: boolean, change: Change): Promise<boolean> {
  const { client, stores, options, context } = change;
  const created = await findCreated(progress.account, unclear, change);
  for (const account of created) await client.discardAccount(account, options.name);
  await giveNameBack(progress, options.name, client);
  const mayStillCome = created.length === 0 && unclear;
  // The post step looks for what an ephemeral account's creation may still bring.
  if (mayStillCome && !options.ephemeral) {
    const next = stores.isEmpty
      ? 'the next run says that its token is lost, and on-lost-token: replace clears it'
      : 'the next run knows it by its key, and clears it';
    context.warn(
      `the creation of ${options.name} was cut off: no account was found of it, but Dfns may still make one; if it does, ${next}`,
    );
  }
  return mayStillCome;
}

/**
 * Finds the account that this run made: by its id where the response to the creation came, else by name and key among the accounts that
 * were not there before. It looks a few times, since a creation that was cut off may still be under way.
 */
async function findCreated(progress: AccountProgress, unclear: boolean, change: Change): Promise<Account[]> {
  const { client, keys, options, connection, stores } = change;
  const before = change.organisation.ids;
  const id = createdId(progress);
  const isShared = id === undefined && !('type' in options.key);
  if (isShared && !unclear) return [];
  const isOurs = (account: Account) =>
    id ? account.id === id : keys.handedOut.some((key) => isMadeWith(account, options.name, key));
  return poll(
    async () => {
      const created = (await client.listAccounts()).filter((account) => !before.has(account.id) && isOurs(account));
      if (!isShared || created.length === 0) return created;
      // With a key that other runs have too, one in a KMS say, it may be another run's. That one wrote to the store before it made the
      // account, so that the store is asked after the list.
      return (await stores.hasMoved(connection.signal)) ? [] : created;
    },
    {
      isEnough: (created) => created.length > 0,
      times: unclear ? 3 : 1,
      pause: () => connection.world.sleep(1_000, connection.signal),
    },
  );
}

function isMadeWith(account: Account, name: string, key: { publicKey: string; fingerprint: string }): boolean {
  return [name, nextName(name, key)].includes(account.name) && wasMadeWith(account, key.fingerprint) === true;
}

async function giveNameBack({ applied, account }: Progress, name: string, client: DfnsClient): Promise<void> {
  const id = createdId(account);
  const gaveUp = applied.find(
    (step) => step.step === 'rename-account' && step.account === name && step.accountId !== id,
  );
  if (gaveUp?.step !== 'rename-account' || !gaveUp.accountId) return;
  // Another run may have renamed or archived it since.
  const found = await client.findAccount(gaveUp.accountId);
  if (found?.name === gaveUp.to) await client.renameAccount(found, name);
}

async function deactivateAgain({ applied, activated }: Progress, client: DfnsClient): Promise<void> {
  if (!activated) return;
  for (const step of applied) {
    if (step.step === 'activate-account') await client.deactivateAccount({ id: step.accountId, name: step.account });
  }
}
