import type { Simulator } from '../../simulator/index.js';
import { readPrivateKey } from '../../src/core/key-pair.js';
import type { StoredDocument } from '../../src/stores/store.js';
import { type Cupboard, runWith, type Shelf } from './kept.js';
import { type Inputs, simulate } from './scene.js';

export const user = 'ci@example.com';

/** None of the provisioner's inputs but the ones that bootstrap takes. */
export function bootstrapInputs(code: string | undefined): Inputs {
  return {
    mode: 'bootstrap',
    name: undefined,
    role: undefined,
    'output-private-key': undefined,
    'provisioner-credential-id': undefined,
    'provisioner-private-key': undefined,
    'provisioner-username': user,
    'key-type': 'ec-p256',
    'credential-code': code,
  };
}

/** A code that the user has just made, typed into a run. */
export function bootstrapWith(
  simulator: Simulator,
  shelf: Shelf,
  inputs: Inputs = {},
  options: Parameters<typeof runWith>[3] = {},
) {
  const { code } = simulator.organisation.createCredentialCode(user);
  return runWith(simulator, shelf, { ...bootstrapInputs(code), ...inputs }, options);
}

/** The inputs of a mode that acts as the provisioner whom the shelf keeps; the account is kept elsewhere. */
export function actingAs(provisioner: Shelf): Inputs {
  return {
    'provisioner-store': provisioner.inputs.store,
    'provisioner-username': undefined,
    'provisioner-credential-id': undefined,
    'provisioner-private-key': undefined,
    'api-url': undefined,
    'org-id': undefined,
  };
}

/** Ids of the user's credentials that were registered since the simulator started. */
export function registered({ organisation, provisioner }: Simulator): string[] {
  const credentials = organisation.users.get(provisioner.userId)?.credentials ?? [];
  return credentials.map(({ credentialId }) => credentialId).filter((id) => id !== provisioner.credentialId);
}

/** Whether a stored document is whole, and its key is the one of a credential that the user holds. */
export function holdsWorking(
  { organisation, provisioner, apiUrl, orgId }: Simulator,
  document: StoredDocument | undefined,
): boolean {
  if (document?.DFNS_API_URL !== apiUrl || document.DFNS_ORG_ID !== orgId || document.DFNS_USERNAME !== user)
    return false;
  const credential = organisation.users
    .get(provisioner.userId)
    ?.credentials.find(({ credentialId, isActive }) => isActive && credentialId === document.DFNS_CRED_ID);
  const { publicKey } = readPrivateKey(document.DFNS_PRIVATE_KEY ?? '');
  return credential?.key.export({ type: 'spki', format: 'pem' }).toString().trim() === publicKey;
}

/** A simulator, a shelf, and a story on them. */
export async function onStage(
  cupboard: Pick<Cupboard, 'shelf'>,
  play: (simulator: Simulator, shelf: Shelf) => Promise<void>,
): Promise<void> {
  const [simulator, shelf] = await Promise.all([simulate(), cupboard.shelf()]);
  try {
    await play(simulator, shelf);
  } finally {
    await shelf.close();
  }
}
