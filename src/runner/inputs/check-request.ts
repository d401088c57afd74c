import type { StoreTarget } from '../../core/store-target.js';
import type { Form } from './input-form.js';

const provisioner = ['provisioner-username', 'provisioner-token', 'provisioner-store'];

/** Refuses what a request needs and lacks, and what it does not use and a reader would believe it does. */
export function checkRequest(form: Form, stores: readonly StoreTarget[]): void {
  if (!form.isGiven('github-token')) {
    form.refuse(
      'github-token',
      'nothing',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the workflow's own expression.
      '${{ github.token }}, in a job with permissions: issues: write',
      'a request opens an issue; give it',
    );
  }
  // Between the request and the token the private key waits somewhere, and only what can be read gives it back.
  const keepsKey = stores.some(({ readable }) => readable) || form.isGiven('public-key');
  if (!keepsKey && !(form.isGiven('token') && form.isGiven('private-key'))) {
    form.refuse(
      'store',
      stores.length === 0 ? 'nothing' : 'only targets that cannot be read back',
      'at least one target of vault, aws-secretsmanager, gcp-secretmanager or azure-keyvault; or public-key, where you hold the private key',
      'the private key waits there for the token that a person brings; give one',
    );
  }
  form.refuseBeside(
    ['on-lost-token', 'renew-before-days', 'retire-after', 'force'],
    'nothing in mode request, where only a person replaces an account',
    'leave it out, or use mode ensure',
  );
  if (!provisioner.some((name) => form.isGiven(name))) {
    form.refuseBeside(
      ['wait-for-approval'],
      'nothing in mode request without a provisioner, since nothing is changed in Dfns then',
      'leave it out, or give a provisioner, which sees to the role',
    );
  }
}
