import type { Runner } from '../runner.js';
import { checkMode, refuseExcluded, refuseUnused } from './check-inputs.js';
import { InputForm } from './input-form.js';
import type { Options } from './options.js';
import type { Parsers } from './parsers.js';
import { type BootstrapOptions, readBootstrap } from './read-bootstrap.js';
import { readCredential, readKey, readProvisioner } from './read-credentials.js';
import { refuseSameKey } from './read-kms-key.js';
import { readProvisionerStore } from './read-provisioner-store.js';
import { readRole } from './read-role.js';
import { readStores } from './read-stores.js';

/**
 * Reads and checks every input before anything else happens. Secrets are masked first.
 * @param parsers of the `store` input, and of the addresses of keys in a KMS
 * @throws ActionError `INVALID_INPUTS`, whose message lists all faults, one a line
 */
export function readOptions(runner: Pick<Runner, 'input' | 'masks'>, parsers: Parsers): Options | BootstrapOptions {
  const form = new InputForm(runner);
  const mode = form.read('mode');
  return mode === 'bootstrap' ? readBootstrap(form, parsers) : readAccountOptions(form, mode, parsers);
}

function readAccountOptions(form: InputForm, mode: Options['mode'] | undefined, parsers: Parsers): Options {
  const organisation = readOrganisation(form, parsers);
  const { credential, ...account } = { ...readAccount(form, parsers), credential: readCredential(form) };
  const provisionerStore = readProvisionerStore(form, parsers.parseTargets, account.stores);
  const switches = readSwitches(form);
  refuseExcluded(form, mode);
  if (mode) {
    refuseUnused(form, mode);
    refuseWithoutManifest(form, mode);
    checkMode(form, mode, account.stores);
  }
  form.conclude();
  return {
    mode: mode ?? 'ensure',
    ...organisation,
    ...(provisionerStore && { provisionerStore }),
    ...account,
    ...(credential && { credential }),
    ...switches,
    warnings: form.warnings,
  };
}

/** What is said of the run, whatever the account. The store of the provisioner comes after those of the account. */
export function readOrganisation(form: InputForm, { parseAddress }: Pick<Parsers, 'parseAddress'>) {
  const apiUrl = form.readOr('api-url', '');
  const orgId = form.read('org-id');
  const provisioner = readProvisioner(form, parseAddress);
  return {
    apiUrl,
    apiUrlIsDefault: !form.isGiven('api-url'),
    ...(orgId && { orgId }),
    ...(provisioner && { provisioner }),
  };
}

/** What is said of one account and depends on other inputs: of a step, or of an entry of the manifest. */
export function readAccount(form: InputForm, { parseTargets, parseAddress }: Parsers) {
  if (form.text('name') === '') {
    form.refuse('name', 'nothing', 'the name of the service account', 'give it; it is unique in the organisation');
  }
  const name = form.readOr('name', '');
  const role = readRole(form);
  const daysValid = form.read('days-valid');
  const key = readKey(form, parseAddress);
  const stores = readStores(form, parseTargets);
  refuseSameKey(form);
  return { name, ...(role && { role }), ...(daysValid && { daysValid }), key, ...stores };
}

/** The inputs that are read one by one, whatever the others hold. */
export function readSwitches(form: InputForm) {
  return {
    dryRun: form.readOr('dry-run', false),
    exclusive: form.readOr('exclusive', false),
    exportEnv: form.readOr('export-env', false),
    outputPrivateKey: form.readOr('output-private-key', false),
    ephemeral: form.readOr('ephemeral', false),
    onLostToken: form.readOr('on-lost-token', 'fail'),
    onDrift: form.readOr('on-drift', 'fix'),
    onAdminRole: form.readOr('on-admin-role', 'warn'),
    warnBeforeDays: form.readOr('warn-before-days', 0),
    renewBeforeDays: form.readOr('renew-before-days', 0),
    retireAfter: form.readOr('retire-after', 0),
    force: form.readOr('force', false),
    waitForApproval: form.readOr('wait-for-approval', 0),
    timeout: form.readOr('timeout', 1) * 1000,
  };
}

/** What is only of use beside a manifest. Other modes refuse it for a better reason. */
function refuseWithoutManifest(form: InputForm, mode: Options['mode']): void {
  if (mode !== 'ensure' && mode !== 'validate') return;
  const names =
    mode === 'ensure' ? (['shard', 'prune', 'comment-plan'] as const) : (['shard', 'comment-plan'] as const);
  form.refuseGiven(names, 'nothing without manifest', 'leave it out, or give the manifest');
}
