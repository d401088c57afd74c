import type { StoreTarget } from '../../core/store-target.js';
import type { InputForm } from './input-form.js';
import { type InputName, inputNames, inputTable } from './input-table.js';
import type { Options } from './options.js';
import { type Excluder, excluders, type Mode, unusedIn } from './refusal-words.js';

type AccountMode = Options['mode'];
type Stores = readonly StoreTarget[];

/** Refuses the inputs that the table says a mode does not use. */
export function refuseUnused(form: InputForm, mode: Mode, names = inputNames): void {
  for (const name of names) {
    const { usedIn, elsewhere } = inputTable[name];
    if (usedIn && !usedIn.includes(mode)) form.refuseGiven([name], ...(elsewhere?.(mode) ?? unusedIn[mode]));
  }
}

/** Refuses the inputs beside which the table allows no other; of one that the mode does not use at all {@link refuseUnused} tells. */
export function refuseExcluded(form: InputForm, mode: AccountMode | undefined, names = inputNames): void {
  for (const name of names) {
    const { usedIn, notBeside } = inputTable[name];
    if (mode && usedIn && !usedIn.includes(mode)) continue;
    for (const excluder of notBeside ?? []) {
      if (excludes(form, excluder, mode)) form.refuseGiven([name], ...excluders[excluder]);
    }
  }
}

function excludes(form: InputForm, excluder: Excluder, mode: AccountMode | undefined): boolean {
  if (excluder === 'ephemeral') return mode === 'ensure' && form.isTrue('ephemeral');
  // Beside a store a token is refused itself.
  if (excluder === 'provisioner-token' && form.isGiven('provisioner-store')) return false;
  return form.isGiven(excluder);
}

/** What the table cannot say: what a mode needs and lacks, and what depends on a value. */
export function checkMode(form: InputForm, mode: AccountMode, stores: Stores): void {
  if (form.isTrue('ephemeral')) checkEphemeral(form, mode);
  if (mode === 'request') checkRequest(form, stores);
  else if (mode === 'validate') checkValidate(form);
  else checkActing(form, mode, stores);
}

function checkActing(form: InputForm, mode: AccountMode, stores: Stores): void {
  requireProvisioner(form, mode);
  if (mode === 'rotate' || (mode === 'ensure' && form.isGiven('renew-before-days')))
    refuseLosingKey(form, mode, stores);
}

/** Refuses a run that changes Dfns and has nobody to do it as. */
export function requireProvisioner(form: InputForm, mode: AccountMode): void {
  const inputs = ['username', 'credential-id', 'private-key', 'key', 'token', 'store'] as const;
  if (inputs.some((name) => form.isGiven(`provisioner-${name}`))) return;
  const accepted = 'provisioner-store, provisioner-username with its credential and key, or provisioner-token';
  refuseLack(form, 'provisioner-username', accepted, `${mode} acts as a provisioner`);
}

/** A key that is made and kept nowhere would leave the new token without a signer. */
function refuseLosingKey(form: InputForm, mode: AccountMode, stores: Stores): void {
  if (stores.some(({ readable }) => readable)) return;
  const keepers = ['public-key', 'key', 'output-private-key', 'export-env'] as const;
  if (keepers.some((name) => form.isGiven(name))) return;
  form.refuse(
    'store',
    form.isGiven('store') ? 'no target that can be read back' : 'nothing',
    'a readable target, or output-private-key: true, or export-env: true',
    `${mode === 'rotate' ? 'rotate' : 'renew-before-days'} makes a new private key, which must be kept somewhere`,
  );
}

function checkValidate(form: InputForm): void {
  if (!form.isGiven('token') && !form.isGiven('store')) {
    refuseLack(form, 'token', 'token with private-key, or a store', 'validate has nothing to prove or look at');
  }
  // `on-drift: fail` is what validate does anyway; `warn` promises what it does not do.
  if (form.text('on-drift') === 'warn') form.refuseGiven(['on-drift'], ...unusedIn.validate);
}

function checkEphemeral(form: InputForm, mode: AccountMode): void {
  if (mode !== 'ensure') {
    const cure = 'leave it out, or use mode ensure, which makes the account';
    form.refuse('ephemeral', 'true', `false in mode ${mode}`, cure);
    return;
  }
  if (form.isGiven('days-valid') && form.text('days-valid') !== '1') {
    const accepted = '1 beside ephemeral: true, whose token lives a day at the most';
    form.refuse('days-valid', form.quote('days-valid'), accepted, 'leave it out');
  }
}

function checkRequest(form: InputForm, stores: Stores): void {
  if (!form.isGiven('github-token')) {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the workflow's own expression.
    const accepted = '${{ github.token }}, in a job with permissions: issues: write';
    form.refuse('github-token', 'nothing', accepted, 'a request opens an issue; give it');
  }
  // The private key waits between the request and the token, and only a store that can be read gives it back.
  const keepsKey = stores.some(({ readable }) => readable) || form.isGiven('public-key') || form.isGiven('key');
  if (!keepsKey && !(form.isGiven('token') && form.isGiven('private-key'))) {
    form.refuse(
      'store',
      stores.length === 0 ? 'nothing' : 'only targets that cannot be read back',
      'at least one target of vault, aws-secretsmanager, gcp-secretmanager or azure-keyvault; or key or public-key, where the private key is held elsewhere',
      'the private key waits there for the token that a person brings; give one',
    );
  }
  if (!(['username', 'token', 'store'] as const).some((name) => form.isGiven(`provisioner-${name}`))) {
    form.refuseGiven(
      ['wait-for-approval'],
      'nothing in mode request without a provisioner, since nothing is changed in Dfns then',
      'leave it out, or give a provisioner, which sees to the role',
    );
  }
}

function refuseLack(form: InputForm, name: InputName, accepted: string, why: string): void {
  const cure = `${why}; if it is set from a secret: secrets are empty in workflows from forks, or where their name is misspelt`;
  form.refuse(name, 'nothing', accepted, cure);
}
