import { isOfFamily } from '../account/names.js';
import type { Account } from '../account/observed.js';
import { planOf } from '../account/plan.js';
import type { Step } from '../account/step.js';
import type { Expected } from '../account/stored-kind.js';
import type { Connection } from '../dfns/connection.js';
import { ActionError } from '../error.js';
import type { Options } from '../runner/options.js';
import { type Context, connectFor, type Result } from './context.js';
import { judge, openEach, sentenceOf, type Verdict } from './empty-stores.js';
import { execute } from './execute.js';
import { beginExecution, type Execution, type Tools } from './execution.js';
import { Keeper } from './keeper.js';
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
  const reading = openEach(options, context);
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

  const expected = expectedOf(options, organisation);
  const judgeAll = async () => (await reading).map((opened) => judge(opened, expected, organisation.accounts, name));
  if (options.dryRun) {
    const verdicts = await judgeAll();
    const steps = [...accountSteps.flat(), ...verdicts.flatMap(stepOf)];
    context.note({ plan: steps, stores: verdicts.map(planSentence) });
    tellVerdicts(verdicts.map(planSentence), context);
    for (const verdict of verdicts) if (verdict.is === 'left') context.warn(planSentence(verdict));
    await tell(planOf(steps), organisation, context);
    return planned(options, context);
  }
  await tell(planOf(accountSteps.flat()), organisation, context);
  await refuseUnableProvisioner(accountSteps.flat(), organisation, connection);
  const execution = beginExecution(planOf([]));
  const tools = toolsFor(options, context, connection, organisation);
  const outcomes = await Promise.allSettled(accountSteps.map((steps) => execute(planOf(steps), execution, tools)));
  const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [sentenceOf(outcome.reason)] : []));
  const ends = await emptyStores(await judgeAll(), execution, tools);
  tellVerdicts(ends.map(endSentence), context);
  context.note({ stores: ends.map(endSentence) });
  return finished(context, options, execution, [...failures, ...execution.left], ends);
}

/** The account itself first: whoever has its token is the one to be shut out. */
function familyOf(name: string, accounts: readonly Account[]): Account[] {
  return accounts
    .filter((account) => isOfFamily(name, account.name))
    .sort((one, other) => Number(other.name === name) - Number(one.name === name));
}

function stepsOf({ id, name, isActive }: Account): Step[] {
  const deactivate: Step = { step: 'deactivate-account', account: name, accountId: id };
  return [
    ...(isActive ? [deactivate] : []),
    { step: 'archive-account', account: name, accountId: id, because: 'it is revoked' },
  ];
}

/** Whose documents are removed: the login has told the organisation. */
function expectedOf({ apiUrl, orgId }: Options, { client }: Organisation): Expected {
  const known = client.session.claims.orgId ?? orgId;
  return { kind: 'account', apiUrl, ...(known && { orgId: known }) };
}

function stepOf({ is, target }: Verdict): Step[] {
  return is === 'ours' ? [{ step: 'empty-store', target }] : [];
}

function planSentence(verdict: Verdict): string {
  if (verdict.is === 'left') return endSentence(verdict);
  return `${verdict.target} ${verdict.is === 'ours' ? 'would be emptied' : 'is empty already'}`;
}

/** How a target ended. */
type End = Exclude<Verdict, { is: 'ours' }> | { readonly target: string; readonly is: 'emptied' };

function endSentence(end: End): string {
  switch (end.is) {
    case 'emptied':
      return `${end.target} was emptied`;
    case 'nothing':
      return `${end.target} was empty before`;
    case 'left':
      return `${end.target} ${end.why}`;
  }
}

function tellVerdicts(sentences: readonly string[], { log }: Context): void {
  for (const sentence of sentences) log.info(`Store: ${sentence}`);
}

function emptyStores(verdicts: readonly Verdict[], execution: Execution, tools: Tools): Promise<End[]> {
  return Promise.all(
    verdicts.map(async (verdict): Promise<End> => {
      if (verdict.is !== 'ours') return verdict;
      const { target, keeper } = verdict;
      try {
        await execute(planOf(stepOf(verdict)), execution, { ...tools, keeper });
        return { target, is: 'emptied' };
      } catch (error) {
        return { target, is: 'left', why: `could not be emptied: ${sentenceOf(error)}` };
      }
    }),
  );
}

function finished(
  { note, facts }: Context,
  options: Options,
  execution: Execution,
  left: readonly string[],
  ends: readonly End[],
): Result {
  const { taken, changed } = execution;
  note({ plan: taken, changed });
  if (left.length > 0 || ends.some(({ is }) => is === 'left')) throw notAllRevoked(taken, left, ends);
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

function notAllRevoked(taken: readonly Step[], left: readonly string[], ends: readonly End[]): ActionError {
  const dead = taken.filter(({ step }) => step === 'deactivate-account' || step === 'archive-account');
  const names = [...new Set(dead.flatMap((step) => ('account' in step ? [step.account] : [])))];
  const isLeft = ({ is }: End) => is === 'left';
  const done = ends.filter((end) => !isLeft(end)).map(endSentence);
  return new ActionError(
    'NOT_ALL_REVOKED',
    [
      names.length > 0 ? `revoked: ${names.join(', ')}` : 'nothing was revoked',
      ...done,
      `left: ${[...left, ...ends.filter(isLeft).map(endSentence)].join('; ')}`,
    ].join('; '),
    'mend what is named and run again: what is revoked stays so',
  );
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
