import type { Form } from './form.js';
import type { Options } from './options.js';

const provisioner = [
  'provisioner-username',
  'provisioner-credential-id',
  'provisioner-private-key',
  'provisioner-token',
];

/** Refuses what a mode needs and lacks, and what it does not use and a reader would believe it does. */
export function checkMode(form: Form, mode: Options['mode']): void {
  // What a request takes is told in check-request.ts: it depends on the stores.
  if (mode === 'request') return;
  const canAct = provisioner.some((name) => form.isGiven(name));
  if (mode === 'ensure') {
    if (!canAct)
      refuseLack(
        form,
        'provisioner-username',
        'provisioner-username with its credential and key, or provisioner-token',
        'ensure acts as a provisioner',
      );
    return;
  }
  if (!form.isGiven('token') && !form.isGiven('store')) {
    refuseLack(form, 'token', 'token with private-key, or a store', 'validate has nothing to prove or look at');
  }
  const changing = ['dry-run', 'days-valid', 'key-type', 'on-lost-token', 'wait-for-approval'];
  // `on-drift: fail` is what validate does anyway; the others promise what it does not do.
  if (form.text('on-drift') === 'warn') changing.push('on-drift');
  form.refuseBeside(changing, 'nothing in mode validate, which changes nothing', 'leave it out, or use mode ensure');
}

function refuseLack(form: Form, name: string, accepted: string, why: string): void {
  const cure = `${why}; if it is set from a secret: secrets are empty in workflows from forks, or where their name is misspelt`;
  form.refuse(name, 'nothing', accepted, cure);
}
