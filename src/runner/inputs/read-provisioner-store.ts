import type { StoreTarget } from '../../core/store-target.js';
import type { InputForm } from './input-form.js';
import type { TargetParser } from './read-stores.js';

/** The target in which `mode: bootstrap` keeps the provisioner's credential, one that can be read; `undefined` if none is given. */
export function readProvisionerStore(
  form: InputForm,
  parse: TargetParser,
  stores: readonly StoreTarget[],
): StoreTarget | undefined {
  if (!form.isGiven('provisioner-store')) return undefined;
  // `githubToken: true`, since a GitHub target is refused below for a better reason.
  const { targets, errors } = parse(form.text('provisioner-store'), { githubToken: true });
  for (const error of errors) form.refuseAs('provisioner-store', error.replace(/^store, /, ''));
  const [target, second] = targets;
  if (second) {
    form.refuse('provisioner-store', `${targets.length} targets`, 'one target', 'name the one that bootstrap wrote');
  }
  if (target && !target.readable) {
    form.refuse(
      'provisioner-store',
      form.quote('provisioner-store'),
      'a target that can be read back: vault, aws-secretsmanager, gcp-secretmanager or azure-keyvault',
      'GitHub shows no secret again; pass those secrets as the other inputs of the provisioner',
    );
  }
  if (target && stores.some((store) => placeOf(store) === placeOf(target))) {
    form.refuse(
      'provisioner-store',
      form.quote('provisioner-store'),
      'another place than store',
      "the account's credential would be written over the provisioner's",
    );
  }
  return target;
}

function placeOf({ target }: StoreTarget): string {
  return target.split('?')[0] ?? target;
}
