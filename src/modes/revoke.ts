import { isOfFamily } from '../core/names.js';
import type { Account } from '../core/observed.js';
import { refuseOidcAccount } from '../core/oidc-accounts.js';
import { planFromSteps } from '../core/plan.js';
import type { Step, StepOf } from '../core/step.js';
import type { Expected } from '../core/stored-kind.js';
import { ActionError } from '../error.js';
import type { Options } from '../runner/inputs/options.js';
import { endingHandlers } from './change/archive-account.js';
import { execute } from './change/execute.js';
import { beginProgress, type Progress } from './change/progress.js';
import { type Context, connectFor, type Result } from './context.js';
import { judge, openEach, sentenceOf, type Verdict } from './credential-stores/empty-stores.js';
import { everyAccount, type Organisation, observe } from './observe/organisation.js';
import { refuseUnableProvisioner } from './observe/provisioner-rights.js';
import { withStoredProvisioner } from './observe/stored-provisioner.js';
import { logPlan, plannedResult } from './report/log-plan.js';

/**
 * Deactivates at once, which ends the token, and then archives every account that is, was or was about to be the one called NAME; then
 * empties the stores. One failure does not keep the rest from being done.
 * @throws ActionError `NOT_ALL_REVOKED`, which lists what is left
 */
export async function revoke(given: Options, context: Context): Promise<Result> {
  const options = await withStoredProvisioner(given, context);
  const connection = connectFor(options, context);
  // A store that is down must not hold up the deactivation; what it holds is only looked at before it is cleared.
  const reading = openEach(options, context);
  const organisation = await observe(connection, options, context);
  refuseOidcAccount(organisation.oidcAccounts, options.name);
  const family = familyOf(options.name, organisation.accounts);
  for (const { name, id } of familyOf(options.name, organisation.oidcAccounts))
    context.warn(`the service account ${name} (${id}) logs in by OIDC and is left alone`);
  noteFamily(family, options, context);
  const expected = expectedOf(options, organisation);
  const judgeAll = async () =>
    (await reading).map((opened) => judge(opened, expected, everyAccount(organisation), options.name));
  const endings = family.map(stepsOf);
  if (options.dryRun) return dryRun(endings.flat(), await judgeAll(), { options, organisation, context });
  await logPlan(planFromSteps(endings.flat()), organisation, context);
  await refuseUnableProvisioner(endings.flat(), organisation);
  const run = { progress: beginProgress(planFromSteps([])), note: context.note };
  const handlers = endingHandlers({ client: organisation.client, force: options.force, warn: context.warn });
  const outcomes = await Promise.allSettled(endings.map((steps) => execute(steps, handlers, run)));
  const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [sentenceOf(outcome.reason)] : []));
  const ends = await clearStores(await judgeAll(), run, context);
  logVerdicts(ends.map(endSentence), context);
  context.note({ stores: ends.map(endSentence) });
  return revoked(run.progress, [...failures, ...run.progress.notArchived], ends, { options, context });
}

function noteFamily([account]: readonly Account[], { name, apiUrl }: Options, { warn, note }: Context): void {
  if (!account)
    warn(`there is no service account called ${name}, nor one that it left: there is nothing to deactivate`);
  note({
    name,
    apiUrl,
    changed: false,
    ...(account && { serviceAccountId: account.id, ...(account.orgId && { orgId: account.orgId }) }),
  });
}

async function dryRun(
  endings: readonly EndingStep[],
  verdicts: readonly Verdict[],
  { options, organisation, context }: { options: Options; organisation: Organisation; context: Context },
): Promise<Result> {
  const steps = [...endings, ...verdicts.flatMap(stepOf)];
  const sentences = verdicts.map(planSentence);
  context.note({ plan: steps, stores: sentences });
  logVerdicts(sentences, context);
  for (const verdict of verdicts) if (verdict.is === 'left') context.warn(planSentence(verdict));
  await logPlan(planFromSteps(steps), organisation, context);
  return plannedResult(options, context);
}

type EndingStep = StepOf<'deactivate-account' | 'archive-account'>;

/** The account itself first: whoever has its token is the one to be shut out. */
function familyOf(name: string, accounts: readonly Account[]): Account[] {
  return accounts
    .filter((account) => isOfFamily(name, account.name))
    .sort((one, other) => Number(other.name === name) - Number(one.name === name));
}

function stepsOf({ id, name, isActive }: Account): EndingStep[] {
  const deactivate: EndingStep = { step: 'deactivate-account', account: name, accountId: id };
  return [
    ...(isActive ? [deactivate] : []),
    { step: 'archive-account', account: name, accountId: id, because: 'it is revoked' },
  ];
}

/** Whose documents are removed; the login names the organisation. */
function expectedOf({ apiUrl, orgId }: Options, { client }: Organisation): Expected {
  const known = client.session.claims.orgId ?? orgId;
  return { kind: 'account', apiUrl, ...(known && { orgId: known }) };
}

function stepOf({ is, target }: Verdict): StepOf<'empty-store'>[] {
  return is === 'ours' ? [{ step: 'empty-store', target }] : [];
}

function planSentence(verdict: Verdict): string {
  if (verdict.is === 'left') return endSentence(verdict);
  return `${verdict.target} ${verdict.is === 'ours' ? 'would be emptied' : 'is empty already'}`;
}

const requestEnds =
  'a person was asked for this service account, and the key that waits for it goes too: a token that is brought later cannot be kept, ' +
  'so close the issue, and archive what was made after it';

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

function logVerdicts(sentences: readonly string[], { log }: Context): void {
  for (const sentence of sentences) log.info(`Store: ${sentence}`);
}

function clearStores(
  verdicts: readonly Verdict[],
  run: { progress: Progress; note: Context['note'] },
  { warn }: Context,
): Promise<End[]> {
  return Promise.all(
    verdicts.map(async (verdict): Promise<End> => {
      if (verdict.is !== 'ours') return verdict;
      const { target, stores } = verdict;
      if (stores.requested) warn(requestEnds);
      try {
        await execute(stepOf(verdict), { 'empty-store': (step) => stores.clear(step.target) }, run);
        return { target, is: 'emptied' };
      } catch (error) {
        return { target, is: 'left', why: `could not be emptied: ${sentenceOf(error)}` };
      }
    }),
  );
}

/** @throws ActionError `NOT_ALL_REVOKED` */
function revoked(
  { applied, changed }: Progress,
  left: readonly string[],
  ends: readonly End[],
  { options: { name, apiUrl }, context: { note, facts } }: { options: Options; context: Context },
): Result {
  note({ plan: applied, changed });
  if (left.length > 0 || ends.some(({ is }) => is === 'left')) throw notAllRevoked(applied, left, ends);
  return {
    name,
    apiUrl,
    plan: applied,
    ...facts(),
    status: applied.length > 0 ? 'revoked' : 'unchanged',
    changed,
    unseen: [],
  };
}

function notAllRevoked(applied: readonly Step[], left: readonly string[], ends: readonly End[]): ActionError {
  const dead = applied.filter(({ step }) => step === 'deactivate-account' || step === 'archive-account');
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
