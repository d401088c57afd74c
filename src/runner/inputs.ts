import { checkEphemeral } from './check-ephemeral.js';
import { checkMode } from './check-mode.js';
import { checkRequest } from './check-request.js';
import { Form } from './form.js';
import type { Options } from './options.js';
import { readApiUrl } from './read-api-url.js';
import { type BootstrapOptions, readBootstrap } from './read-bootstrap.js';
import { readCredential, readKey, readProvisioner } from './read-credentials.js';
import { readAccountName } from './read-name.js';
import { readOrgId } from './read-org-id.js';
import { readProvisionerStore } from './read-provisioner-store.js';
import { readRole } from './read-role.js';
import { readStores, type TargetParser } from './read-stores.js';
import { oneOf, readBoolean, readDuration, wholeNumber } from './readers.js';
import type { Runner } from './runner.js';

const readMode = oneOf('ensure', 'validate', 'rotate', 'revoke', 'request', 'bootstrap');

/**
 * Reads and checks every input before anything else happens. What is secret among them is masked first.
 * @param parseTargets reads the `store` input
 * @throws ActionError `INVALID_INPUTS`, whose message lists all faults, one a line
 */
export function readOptions(
  runner: Pick<Runner, 'input' | 'masks'>,
  parseTargets: TargetParser,
): Options | BootstrapOptions {
  const form = new Form(runner);
  const mode = form.read('mode', readMode);
  if (mode === 'bootstrap') return readBootstrap(form, parseTargets);
  if (form.text('name') === '') {
    form.refuse('name', 'nothing', 'the name of the service account', 'give it; it is unique in the organisation');
  }
  const name = form.readOr('name', readAccountName, '');
  const apiUrl = form.readOr('api-url', readApiUrl, '');
  const orgId = form.read('org-id', readOrgId);
  const provisioner = readProvisioner(form);
  const role = readRole(form);
  const daysValid = form.read('days-valid', wholeNumber(1, 730));
  const key = readKey(form);
  const credential = readCredential(form);
  const stores = readStores(form, parseTargets);
  const provisionerStore = readProvisionerStore(form, parseTargets, stores.stores);
  const rest = readSwitches(form);
  if (mode) checkMode(form, mode, stores.stores);
  if (mode && rest.ephemeral) checkEphemeral(form, mode);
  if (mode === 'request') checkRequest(form, stores.stores);
  form.conclude();
  return {
    mode: mode ?? 'ensure',
    name,
    apiUrl,
    ...(orgId && { orgId }),
    ...(provisioner && { provisioner }),
    ...(provisionerStore && { provisionerStore }),
    apiUrlIsDefault: !form.isGiven('api-url'),
    ...(role && { role }),
    ...(daysValid && { daysValid }),
    key,
    ...(credential && { credential }),
    ...stores,
    ...rest,
    warnings: form.warnings,
  };
}

type Switches = Pick<
  Options,
  | 'dryRun'
  | 'exclusive'
  | 'exportEnv'
  | 'outputPrivateKey'
  | 'ephemeral'
  | 'onLostToken'
  | 'onDrift'
  | 'warnBeforeDays'
  | 'renewBeforeDays'
  | 'retireAfter'
  | 'force'
  | 'waitForApproval'
  | 'timeout'
>;

function readSwitches(form: Form): Switches {
  return {
    dryRun: form.readOr('dry-run', readBoolean, false),
    exclusive: form.readOr('exclusive', readBoolean, false),
    exportEnv: form.readOr('export-env', readBoolean, false),
    outputPrivateKey: form.readOr('output-private-key', readBoolean, false),
    ephemeral: form.readOr('ephemeral', readBoolean, false),
    onLostToken: form.readOr('on-lost-token', oneOf('fail', 'replace'), 'fail'),
    onDrift: form.readOr('on-drift', oneOf('fix', 'warn', 'fail'), 'fix'),
    warnBeforeDays: form.readOr('warn-before-days', wholeNumber(0, 730), 0),
    renewBeforeDays: form.readOr('renew-before-days', wholeNumber(0, 729), 0),
    retireAfter: form.readOr('retire-after', readDuration, 0),
    force: form.readOr('force', readBoolean, false),
    waitForApproval: form.readOr('wait-for-approval', readDuration, 0),
    timeout: form.readOr('timeout', wholeNumber(1, 21_600), 1) * 1000,
  };
}
