import { refuseOidcAccount } from '../../core/oidc-accounts.js';
import { keyAddressOf } from '../../core/signing-key.js';
import type { Context, Result } from '../context.js';
import { refuseFullStores } from '../credential-stores/full-stores.js';
import { markGroupRoles } from '../observe/group-roles.js';
import { refuseUnableProvisioner } from '../observe/provisioner-rights.js';
import { leftByRuns } from '../observe/stale-runs.js';
import { refuseStale } from '../observe/stale-secrets.js';
import { factsOf, logPlan, plannedResult } from '../report/log-plan.js';
import { apply } from './apply.js';
import { type Decision, decide, type Observation, type Renewal, renewalOf } from './decide.js';

/**
 * Decides what is missing, reports it, and applies it.
 * @throws ActionError of the step that failed, once what it left is taken back
 */
export async function reconcile(observation: Observation, context: Context): Promise<Result> {
  const { options, organisation } = observation;
  const decision = await lookAndDecide(observation, context);
  await report(decision, observation, context);
  await proveDeclared(decision, observation, context);
  if (options.dryRun) return plannedResult(options, context);
  await refuseUnableProvisioner(decision.plan.steps, organisation);
  return apply(decision, observation, context);
}

async function lookAndDecide(observation: Observation, context: Context): Promise<Decision> {
  const { given, options, stores, finding, organisation } = observation;
  const { name, apiUrl } = options;
  const orgId = organisation.client.session.claims.orgId ?? options.orgId;
  context.note({ name, apiUrl, changed: false, ...(orgId && { orgId }) });
  refuseOidcAccount(organisation.oidcAccounts, options.name, given.name);
  refuseStale(options, finding, stores.contents, organisation.accounts);
  const renewal = renewalOf(observation, context.clock.now());
  warnOfRenewal(renewal, observation, context);
  const left = await leftByRuns(given, organisation, context);
  const marked = await markGroupRoles(options, organisation, renewal === 'due' || renewal === 'key changes');
  const decision = decide({ ...observation, organisation: marked }, renewal, left, context.clock.now());
  if (decision.plan.renews && renewal === 'due') warnOfPrivateKey(observation, context);
  return decision;
}

function warnOfRenewal(renewal: Renewal, { options }: Observation, { log, warn }: Context): void {
  const { name, key } = options;
  switch (renewal) {
    case 'not due':
    case 'due':
      return;
    case 'key changes':
      log.info(`The key that key names is not the one that ${name} signs with: the account is rotated to it.`);
      return;
    case 'held up': {
      const input = 'kms' in key ? 'key' : 'public-key';
      warn(
        `${name} has the key that ${input} gives, and a successor needs another one: it is not replaced until ${input} is changed`,
      );
    }
  }
}

function warnOfPrivateKey({ options: { key, name }, finding }: Observation, { warn }: Context): void {
  const before = finding.state === 'working' ? keyAddressOf(finding.known.key) : undefined;
  if (before && 'type' in key)
    warn(`the successor of ${name} gets a private key: key is not given, and until now ${before} signs in its KMS`);
}

/** A dry run says too that a key may not sign. */
async function proveDeclared({ plan }: Decision, { options, declared }: Observation, { kms }: Context): Promise<void> {
  const creates = plan.steps.some(({ step }) => step === 'create-account');
  if (options.dryRun && creates && declared) await kms.proveSigning(declared.key);
}

/** Logs the plan. @throws ActionError where it may not be carried out */
async function report(
  { plan, refusal, document }: Decision,
  { options, stores, organisation }: Observation,
  context: Context,
): Promise<void> {
  context.note(factsOf(plan));
  if (refusal) throw refusal;
  if (plan.rotatedAt)
    context.log.info(`Rotated already at ${plan.rotatedAt.toISOString()}: the account before is in its grace period.`);
  await logPlan(plan, organisation, context);
  refuseFullStores(plan, document, options, stores);
}
