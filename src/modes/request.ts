import { defined } from '../core/defined.js';
import { wasMadeWith } from '../core/observed.js';
import { refuseOidcAccount } from '../core/oidc-accounts.js';
import { accountNamed } from '../core/owner.js';
import type { Plan } from '../core/plan.js';
import type { RolePlan } from '../core/plan-role.js';
import { type KnownKey, keyAddressOf } from '../core/signing-key.js';
import type { Step } from '../core/step.js';
import type { Connection } from '../dfns/connection.js';
import { ActionError } from '../error.js';
import type { Issue } from '../github/issues.js';
import type { AccountRequest } from '../github/request-text.js';
import type { Options } from '../runner/inputs/options.js';
import { type Context, connectFor, type Result } from './context.js';
import { refuseOtherToken, refuseStrangers } from './credential-stores/guards.js';
import { lostRace } from './credential-stores/lost-race.js';
import type { CredentialStores } from './credential-stores/stores.js';
import { ensure } from './ensure.js';
import { adopt, settle } from './issue/adopt.js';
import { keepPending, keyToAskFor } from './issue/pending-key.js';
import { openRequestIssues, type RequestRun } from './issue/request-issue.js';
import { planForRole, prepareRole, roleToAskFor } from './issue/request-role.js';
import { afterReading, choose, readCheckedStores } from './observe/find-credential.js';
import { everyAccount, type Organisation, observe } from './observe/organisation.js';
import { refuseNotPassed } from './observe/passed-secrets.js';
import { type Finding, prover } from './observe/prover.js';
import { openStores } from './observe/stored-provisioner.js';
import { logPlan, logSteps, plannedResult } from './report/log-plan.js';

/**
 * A person creates the account: a key pair is made and kept as pending, and an issue asks for the account. When the token is brought it
 * is proven to belong to that key, kept, and the issue closed. Every run looks at what is there and goes on from it; the order of
 * writes is in docs/request.md.
 */
export async function request(given: Options, context: Context): Promise<Result> {
  const { options, stores } = await openStores(given, context);
  refuseOtherToken(options);
  const connection = connectFor(options, context);
  const issues = openRequestIssues(options, context);
  for (let attempt = 1; ; attempt++) {
    try {
      return await requestOnce(options, context, { connection, stores, issues });
    } catch (error) {
      if (attempt === attempts || !(await lostRace(error, stores.lock, context.deadline.signal))) throw error;
      context.log.info('Another run for this account was faster; looking again at what it did.');
      context.kms.lookAgain();
    }
  }
}

const attempts = 3;

async function requestOnce(
  options: Options,
  context: Context,
  { connection, stores, issues }: Pick<RequestRun, 'connection' | 'stores' | 'issues'>,
): Promise<Result> {
  const { name, apiUrl, orgId, provisioner } = options;
  context.note({ name, apiUrl, changed: false, ...(orgId && { orgId }) });
  const reading = readCheckedStores(options, stores);
  const [stored, open, organisation] = await Promise.all([
    findStored(options, connection, stores, { reading, context }),
    afterReading(stores, reading, () => issues.find()),
    provisioner && afterReading(stores, reading, () => observe(connection, options, context)),
  ]);
  if (organisation) {
    refuseOidcAccount(organisation.oidcAccounts, name);
    refuseStrangers(stores.contents, everyAccount(organisation), name);
  }
  const run = { ensure, connection, stores, issues, open, ...(organisation && { organisation }) };
  await issues.warnOfTokens(open, !options.dryRun);
  if (stored.state === 'working') return settle(stored, options, context, run);
  if (isNews(options, stores)) return adopt(options, context, run);
  if (stored.state === 'refused') {
    context.warn(`the credential that ${stored.known.target} holds no longer works: ${stored.error.message}`);
  }
  return ask(options, context, run);
}

/** The first credential of the stores that works. @throws ActionError `CREDENTIAL_OF_ANOTHER` where they keep two that do */
async function findStored(
  options: Options,
  connection: Connection,
  stores: CredentialStores,
  { reading, context }: { reading: Promise<void>; context: Context },
): Promise<Finding> {
  const { name, provisioner } = options;
  await reading;
  if (stores.credentials.length === 0) refuseNotPassed(options, stores.contents);
  const findings = await Promise.all(stores.credentials.map(prover(connection, options, context)));
  // A provisioner sees by the list of accounts which of them is this one's; without it none is written over.
  if (!provisioner) refuseSecond(findings, name);
  return choose(findings);
}

function refuseSecond(findings: readonly Finding[], name: string): void {
  const working = findings.filter((finding) => finding.state === 'working');
  const other = working.find(({ proof }) => proof.userId !== working[0]?.proof.userId);
  if (!other) return;
  throw new ActionError(
    'CREDENTIAL_OF_ANOTHER',
    `the stores hold the working credentials of two service accounts, and ${other.known.target} that of ${other.proof.userId ?? 'another'}: which is that of ${name} cannot be told without a provisioner`,
    'correct store, so that it names the targets of this account alone',
  );
}

/** Whether the workflow brings a token that the stores do not hold; a dead one stays in the secret until somebody replaces it. */
function isNews({ credential }: Options, { credentials }: CredentialStores): boolean {
  return credential !== undefined && !credentials.some(({ token }) => token === credential.token);
}

/** Asks for the account, or finds that this was done. */
async function ask(options: Options, context: Context, run: RequestRun): Promise<Result> {
  const { issues, organisation, open } = run;
  const key = await keyToAskFor(options, run.stores, context);
  const rolePlan = planForRole(options, organisation);
  const [asked, ...again] = open.filter(({ fingerprint }) => fingerprint === key.fingerprint);
  const asking: Step = { step: 'request-account', account: options.name, repository: issues.repository };
  const steps = [...rolePlan.steps, ...(asked ? [] : [asking])];
  await report({ ...rolePlan, steps }, key, { options, context, run });
  if (options.dryRun) return plannedResult(options, context);

  const prepared = organisation && (await prepareRole(rolePlan, context, organisation));
  await keepPending(key, options, run.stores, context.clock.now(), asked !== undefined);
  const issue = asked ?? (await issues.open(requestFor(key, rolePlan, options, run)));
  await issues.closeDuplicates(again, issue);
  await closeOutdated(key, issue, run);
  context.log.info(`The service account ${options.name} is asked for in ${issue.url}`);
  context.log.info(`Its key has the SHA-256 fingerprint ${key.fingerprint}`);
  return {
    ...plannedResult(options, context),
    ...defined({ roleId: prepared?.roleId }),
    status: 'requested',
    changed: prepared?.changed ?? false,
    publicKey: key.publicKey,
    keyFingerprint: key.fingerprint,
    ...defined({ keyAddress: keyAddressOf(key) }),
    requestUrl: issue.url,
  };
}

async function report(
  plan: Plan,
  key: KnownKey,
  { options, context, run: { organisation } }: { options: Options; context: Context; run: RequestRun },
): Promise<void> {
  const { steps, role } = plan;
  context.note({ plan: steps, ...defined({ roleId: role?.id, roleName: role?.name }) });
  if (organisation) {
    await logPlan(plan, organisation, context);
    logExisting(options, key, organisation, context);
    return;
  }
  await logSteps(steps, context);
  for (const warning of plan.warnings) context.warn(warning);
}

function requestFor(
  key: KnownKey,
  rolePlan: RolePlan,
  options: Options,
  { issues, organisation }: RequestRun,
): AccountRequest {
  const { account, repository, secretsPage } = issues;
  const { daysValid } = options;
  const role = roleToAskFor(options, rolePlan, organisation);
  return { account, key, ...role, ...defined({ daysValid }), repository, secretsPage };
}

/** Another run may hold the key that is waited for by now, and issues for another key than ours may be its own. */
async function closeOutdated(key: KnownKey, issue: Issue, { open, stores, issues }: RequestRun): Promise<void> {
  const outdated = open.filter(({ fingerprint }) => fingerprint !== key.fingerprint);
  if (outdated.length > 0 && !(await stores.lock.hasMoved())) await issues.closeSuperseded(outdated, issue);
}

function logExisting({ name }: Options, { fingerprint }: KnownKey, { accounts }: Organisation, context: Context): void {
  const account = accountNamed(name, accounts);
  if (!account) return;
  if (wasMadeWith(account, fingerprint)) {
    context.log.info(
      `The service account ${name} (${account.id}) is there; its token is still to be brought as token.`,
    );
    return;
  }
  context.warn(
    `there is a service account ${name} (${account.id}), not made with the key that waits here: archive or rename it in the dashboard ` +
      'before the new one is created',
  );
}
