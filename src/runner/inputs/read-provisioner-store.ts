import type { StoreTarget } from '../../core/store-target.js';
import type { Form } from './input-form.js';
import type { TargetParser } from './read-stores.js';

const others = [
  'provisioner-username',
  'provisioner-credential-id',
  'provisioner-private-key',
  'provisioner-token',
] as const;

/** Where `mode: bootstrap` keeps the provisioner's credential: one target, which can be read back; `undefined` where none is given. */
export function readProvisionerStore(
  form: Form,
  parse: TargetParser,
  stores: readonly StoreTarget[],
): StoreTarget | undefined {
  if (!form.isGiven('provisioner-store')) return undefined;
  form.refuseBeside(
    others,
    'nothing beside provisioner-store: one kind of provisioner',
    'leave out provisioner-store, or all the other inputs of the provisioner',
  );
  // As if there were a token for GitHub: such a target is refused for a better reason.
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
