import type { Form } from './input-form.js';
import type { Options } from './options.js';

/** What speaks of a credential that outlives the run. */
const lasting = [
  'store',
  'token',
  'private-key',
  'credential-id',
  'on-lost-token',
  'warn-before-days',
  'renew-before-days',
  'retire-after',
];

/** Refuses beside `ephemeral: true` what a reader would believe it does. */
export function checkEphemeral(form: Form, mode: Options['mode']): void {
  if (mode !== 'ensure') {
    form.refuse(
      'ephemeral',
      'true',
      `false in mode ${mode}`,
      'leave it out, or use mode ensure, which makes the account',
    );
    return;
  }
  form.refuseBeside(
    lasting,
    'nothing beside ephemeral: true, which makes an account for this run alone and keeps it nowhere',
    'leave it out, or leave out ephemeral',
  );
  if (form.isGiven('days-valid') && form.text('days-valid') !== '1') {
    form.refuse(
      'days-valid',
      form.quote('days-valid'),
      '1 beside ephemeral: true, whose token lives a day at the most',
      'leave it out',
    );
  }
}
