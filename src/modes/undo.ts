import { nextName } from '../account/names.js';
import { type Account, wasMadeWith } from '../account/observed.js';
import type { Plan } from '../account/plan.js';
import type { DfnsClient } from '../dfns/client.js';
import { ActionError } from '../error.js';
import type { Options } from '../runner/options.js';
import type { Execution, Tools } from './execution.js';

/** What failed, and how far it had come. */
export interface Failure {
  readonly plan: Plan;
  readonly execution: Execution;
  readonly error: unknown;
}

/** Long enough for a few requests, short enough for the seconds that a cancelled job has before it is killed. */
export const undoTime = 7_000;

/**
 * Takes back what a failed run must not leave: an account that it made, whose token was given to nobody, is archived; the account
 * that was to be replaced gets its name back; one that was activated in vain is deactivated. What may be stored stays.
 */
export async function undo({ plan, execution, error }: Failure, options: Options, tools: Tools): Promise<void> {
  const { client, keeper, warn } = tools;
  await deactivateAgain(execution, client);
  const create = plan.steps.find((step) => step.step === 'create-account');
  if (!create || tools.keys.handedOut.length === 0 || execution.mayBeStored) return;
  const unclear = isUnclear(execution, error);
  const made = await findMade(execution, unclear, options, tools);
  for (const account of made) await client.discardAccount(account, options.name);
  await giveNameBack(execution, options.name, client);
  // What an ephemeral account's creation may still bring, the post step looks for.
  if (made.length === 0 && unclear && !options.ephemeral) {
    warn(
      `the creation of ${options.name} was cut off: no account was found of it, but Dfns may still make one; if it does, ` +
        'the next run says that its token is lost, and on-lost-token: replace clears it',
    );
  }
  // Where this fails the next run takes the pending change over.
  await keeper.forget().catch(() => undefined);
}

/** Whether a creation may have been under way when the run ended. */
function isUnclear({ creating, createdId }: Execution, error: unknown): boolean {
  return creating && createdId === undefined && error instanceof ActionError && unclearCodes.includes(error.code);
}

const unclearCodes = ['TIMED_OUT', 'CANCELLED', 'DFNS_UNREACHABLE', 'DFNS_UNAVAILABLE', 'DFNS_ANSWER'];

/**
 * By its id where the creation was answered; else by name and key among the accounts that were not there before, looked at a few
 * times, since a creation that was cut off may still be under way.
 */
async function findMade(
  execution: Execution,
  unclear: boolean,
  { name }: Options,
  { client, keys, before, connection }: Tools,
): Promise<Account[]> {
  for (let look = 1; ; look++) {
    const accounts = (await client.listAccounts()).filter(({ id }) => !before.has(id));
    const made = accounts.filter((account) =>
      execution.createdId
        ? account.id === execution.createdId
        : keys.handedOut.some((key) => isMadeWith(account, name, key)),
    );
    if (made.length > 0 || !unclear || look === 3) return made;
    await connection.world.sleep(1_000, connection.signal);
  }
}

function isMadeWith(account: Account, name: string, key: { publicKey: string; fingerprint: string }): boolean {
  return [name, nextName(name, key)].includes(account.name) && wasMadeWith(account, key.fingerprint) === true;
}

async function giveNameBack({ taken, createdId }: Execution, name: string, client: DfnsClient): Promise<void> {
  const gaveUp = taken.find(
    (step) => step.step === 'rename-account' && step.account === name && step.accountId !== createdId,
  );
  if (gaveUp?.step !== 'rename-account' || !gaveUp.accountId) return;
  // Archived by now it has no use for a name.
  const old = await client.findAccount(gaveUp.accountId);
  if (old) await client.renameAccount(old, name);
}

async function deactivateAgain({ taken }: Execution, client: DfnsClient): Promise<void> {
  for (const step of taken) {
    if (step.step === 'activate-account') await client.deactivateAccount({ id: step.accountId, name: step.account });
  }
}
