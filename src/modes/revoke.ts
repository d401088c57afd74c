import { isNextOf, retiredAt } from '../account/names.js';
import type { Account } from '../account/observed.js';
import { planOf } from '../account/plan.js';
import type { Step } from '../account/step.js';
import type { Connection } from '../dfns/connection.js';
import { ActionError } from '../error.js';
import type { Options } from '../runner/options.js';
import { type Context, connectFor, type Result } from './context.js';
import { execute } from './execute.js';
import { beginExecution, type Execution, type Tools } from './execution.js';
import { Keeper, openKeeper } from './keeper.js';
import { keySource } from './keys.js';
import { refuseUnableProvisioner } from './may-write.js';
import { type Organisation, observe } from './observe.js';
import { withStoredProvisioner } from './stored-provisioner.js';
import { planned, tell } from './telling.js';

/**
 * For the bad day: every account that is, was or was about to be the one called NAME is deactivated at once, which kills its token, and
 * then archived; then the stores are emptied. What fails does not keep the rest from being done.
 * @throws ActionError `NOT_ALL_REVOKED`, which lists what is left
 */
export async function revoke(given: Options, context: Context): Promise<Result> {
  const options = await withStoredProvisioner(given, context);
  const connection = connectFor(options, context);
  // A store that is down must not hold up the deactivation; what it holds is only looked at before it is emptied.
  const reading = openKeeper(options, context).then(async (keeper) => ({ keeper, isRead: await isRead(keeper) }));
  reading.catch(() => undefined);
  const organisation = await observe(connection, options, context);
  const family = familyOf(options.name, organisation.accounts);
  const accountSteps = family.map(stepsOf);
  if (family.length === 0)
    context.warn(
      `there is no service account called ${options.name}, nor one that it left: there is nothing to deactivate`,
    );
  const { name, apiUrl } = options;
  const [account] = family;
  context.note({
    name,
    apiUrl,
    changed: false,
    ...(account && { serviceAccountId: account.id, ...(account.orgId && { orgId: account.orgId }) }),
  });

  if (options.dryRun) {
    const steps = [...accountSteps.flat(), ...storeSteps(options)];
    context.note({ plan: steps });
    await tell(planOf(steps), organisation, context);
    return planned(options, context);
  }
  await tell(planOf(accountSteps.flat()), organisation, context);
  await refuseUnableProvisioner(accountSteps.flat(), organisation, connection);
  const execution = beginExecution(planOf([]));
  const tools = toolsFor(options, context, connection, organisation);
  const outcomes = await Promise.allSettled(accountSteps.map((steps) => execute(planOf(steps), execution, tools)));
  const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [sentenceOf(outcome.reason)] : []));
  const emptied = await emptyStores(
    await reading.catch((error: unknown) => ({ error })),
    organisation.accounts,
    family,
    execution,
    tools,
  );
  return finished(context, options, execution, [...failures, ...execution.left, ...emptied]);
}

/** The account itself first: whoever has its token is the one to be shut out. */
function familyOf(name: string, accounts: readonly Account[]): Account[] {
  const belongs = ({ name: called }: Account) =>
    called === name || isNextOf(name, called) || retiredAt(name, called) !== undefined;
  return accounts.filter(belongs).sort((one, other) => Number(other.name === name) - Number(one.name === name));
}

function stepsOf({ id, name, isActive }: Account): Step[] {
  const deactivate: Step = { step: 'deactivate-account', account: name, accountId: id };
  return [
    ...(isActive ? [deactivate] : []),
    { step: 'archive-account', account: name, accountId: id, because: 'it is revoked' },
  ];
}

function storeSteps({ stores }: Options): Step[] {
  return stores.map(({ target }) => ({ step: 'empty-store', target }));
}

async function isRead(keeper: Keeper): Promise<boolean> {
  return keeper.read().then(
    () => true,
    () => false,
  );
}

type Reading = { readonly keeper: Keeper; readonly isRead: boolean } | { readonly error: unknown };

/** @returns what could not be emptied; a sentence each */
async function emptyStores(
  reading: Reading,
  accounts: readonly Account[],
  family: readonly Account[],
  execution: Execution,
  tools: Tools,
): Promise<string[]> {
  if ('error' in reading) return [sentenceOf(reading.error)];
  const { keeper } = reading;
  const left = await Promise.all(
    keeper.targets.map(async (target) => {
      const stranger = strangerIn(keeper, target, accounts, family);
      if (stranger)
        return `${target} is not emptied: it holds the credential of the service account ${stranger.name} (${stranger.id})`;
      try {
        if (keeper.holdsNothing(target)) return undefined;
        await execute(planOf([{ step: 'empty-store', target }]), execution, { ...tools, keeper });
        return undefined;
      } catch (error) {
        return sentenceOf(error);
      }
    }),
  );
  return left.filter((sentence) => sentence !== undefined);
}

/** An account outside the family whose credential a target holds: a target that was mistyped is not to be emptied. */
function strangerIn(
  keeper: Keeper,
  target: string,
  accounts: readonly Account[],
  family: readonly Account[],
): Account | undefined {
  const id = keeper.documentIn(target)?.DFNS_SERVICE_ACCOUNT_ID;
  return accounts.find((account) => account.id === id && !family.includes(account));
}

function finished({ note, facts }: Context, options: Options, execution: Execution, left: readonly string[]): Result {
  const { taken, changed } = execution;
  note({ plan: taken, changed });
  if (left.length > 0) throw notAllRevoked(taken, left);
  const { name, apiUrl } = options;
  return {
    name,
    apiUrl,
    plan: taken,
    ...facts(),
    status: taken.length > 0 ? 'revoked' : 'unchanged',
    changed,
    unseen: [],
  };
}

function notAllRevoked(taken: readonly Step[], left: readonly string[]): ActionError {
  const dead = taken.filter(({ step }) => step === 'deactivate-account' || step === 'archive-account');
  const names = [...new Set(dead.flatMap((step) => ('account' in step ? [step.account] : [])))];
  return new ActionError(
    'NOT_ALL_REVOKED',
    `${names.length > 0 ? `revoked: ${names.join(', ')}` : 'nothing was revoked'}; left: ${left.join('; ')}`,
    'mend what is named and run again: what is revoked stays so',
  );
}

function sentenceOf(error: unknown): string {
  return error instanceof ActionError ? `${error.message} (${error.cure})` : 'an error that the action does not know';
}

/** Revoking makes nothing, so that the tools for making are never taken up. */
function toolsFor(
  options: Options,
  context: Context,
  connection: Connection,
  { client, accounts }: Organisation,
): Tools {
  const keys = keySource(options.key, context.world);
  return {
    ...context,
    connection,
    client,
    keys,
    nextKey: () => keys.next(),
    documentOf: () => undefined,
    settleApprovals: async () => undefined,
    daysValid: undefined,
    force: options.force,
    before: new Set(accounts.map(({ id }) => id)),
    keeper: new Keeper([], context.world),
  };
}
