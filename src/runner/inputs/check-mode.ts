import type { Form } from './input-form.js';
import type { Options } from './options.js';

const provisioner = [
  'provisioner-username',
  'provisioner-credential-id',
  'provisioner-private-key',
  'provisioner-token',
  'provisioner-store',
];

/** Refuses what a mode needs and lacks, and what it does not use and a reader would believe it does. */
export function checkMode(form: Form, mode: Options['mode'], stores: Options['stores']): void {
  form.refuseBeside(
    ['credential-code'],
    `nothing in mode ${mode}; a code is for mode bootstrap`,
    'leave it out, or use mode bootstrap',
  );
  // What a request takes is told in check-request.ts: it depends on the stores.
  if (mode === 'request') return;
  if (mode === 'validate') checkValidate(form);
  else checkActing(form, mode, stores);
}

function checkActing(form: Form, mode: Options['mode'], stores: Options['stores']): void {
  if (!provisioner.some((name) => form.isGiven(name))) {
    const accepted = 'provisioner-store, provisioner-username with its credential and key, or provisioner-token';
    refuseLack(form, 'provisioner-username', accepted, `${mode} acts as a provisioner`);
  }
  if (mode === 'revoke') checkRevoke(form);
  if (mode === 'rotate') {
    form.refuseBeside(
      ['renew-before-days'],
      'nothing in mode rotate, which rotates now',
      'leave it out, or use mode ensure',
    );
  }
  if (mode === 'rotate' || form.isGiven('renew-before-days')) refuseLosingKey(form, mode, stores);
}

function checkValidate(form: Form): void {
  if (!form.isGiven('token') && !form.isGiven('store')) {
    refuseLack(form, 'token', 'token with private-key, or a store', 'validate has nothing to prove or look at');
  }
  const changing = [
    'dry-run',
    'days-valid',
    'key-type',
    'on-lost-token',
    'wait-for-approval',
    'renew-before-days',
    'retire-after',
    'force',
  ];
  // `on-drift: fail` is what validate does anyway; the others promise what it does not do.
  if (form.text('on-drift') === 'warn') changing.push('on-drift');
  form.refuseBeside(changing, 'nothing in mode validate, which changes nothing', 'leave it out, or use mode ensure');
}

function checkRevoke(form: Form): void {
  const unused = [
    'role',
    'permissions',
    'exclusive',
    'days-valid',
    'key-type',
    'public-key',
    'token',
    'private-key',
    'credential-id',
    'export-env',
    'output-private-key',
    'on-lost-token',
    'on-drift',
    'warn-before-days',
    'renew-before-days',
    'retire-after',
    'wait-for-approval',
  ];
  form.refuseBeside(unused, 'nothing in mode revoke, which only does away with the account', 'leave it out');
}

/** A key that is made and kept nowhere would leave the new token without a signer. */
function refuseLosingKey(form: Form, mode: Options['mode'], stores: Options['stores']): void {
  if (stores.some(({ readable }) => readable)) return;
  if (['public-key', 'output-private-key', 'export-env'].some((name) => form.isGiven(name))) return;
  form.refuse(
    'store',
    form.isGiven('store') ? 'no target that can be read back' : 'nothing',
    'a readable target, or output-private-key: true, or export-env: true',
    `${mode === 'rotate' ? 'rotate' : 'renew-before-days'} makes a new private key, which must be kept somewhere`,
  );
}

function refuseLack(form: Form, name: string, accepted: string, why: string): void {
  const cure = `${why}; if it is set from a secret: secrets are empty in workflows from forks, or where their name is misspelt`;
  form.refuse(name, 'nothing', accepted, cure);
}
