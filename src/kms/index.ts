import { readPublicKey } from '../core/key-pair.js';
import type { KmsAddress } from '../core/kms-address.js';
import { isPinned, parseKmsAddress } from './address.js';
import { commonFault, kmsError } from './fault.js';
import { refuseUnusable, verifies } from './judge.js';
import type { KeyOfProvider, KmsKey, KmsSettings } from './kms.js';
// What the providers share stands in the bundle once, beside this, and not in the chunk of each.
import '../clouds/credential-files.js';
import '../clouds/environment.js';

export { isPinned, parseKmsAddress };

/** Signed to learn whether one may sign; Dfns signs JSON alone, so it is good for nothing else. */
const HARMLESS = Buffer.from('dfns-service-account-action asks whether it may sign with this key');

/**
 * Resolves an address: asks the provider for the version that it means and for its public key. The provider's file and client are
 * loaded here, so that a run without a KMS loads none of them.
 * @throws ActionError `KMS_…`, see docs/troubleshooting.md
 */
export async function openKmsKey(address: KmsAddress, settings: KmsSettings): Promise<KmsKey> {
  const { pinned, publicKey, warnings, sign } = await (await opened(address, settings)).resolve();
  refuseUnusable(address, publicKey);
  return {
    ...readPublicKey(publicKey.export({ type: 'spki', format: 'pem' }) as string),
    address: pinned,
    warnings,
    async sign(data) {
      const signature = await sign(data);
      if (!verifies(publicKey, data, signature)) throw badSignature(address);
      return signature;
    },
  };
}

/** Finds out that one may sign, before anything depends on it: signs a fixed text that means nothing. @throws ActionError as `sign` */
export async function proveSigning(key: KmsKey): Promise<void> {
  await key.sign(HARMLESS);
}

/**
 * Makes a new version of the key, which signs from then on where the address is not pinned. The old version stays enabled.
 * @returns its pinned address
 * @throws ActionError `KMS_CANNOT_ROTATE` for AWS, whose keys have no versions, and for an address that is pinned
 */
export async function createVersion(address: KmsAddress, settings: KmsSettings): Promise<string> {
  refuseFixed(address);
  const key = await opened(address, settings);
  if (key.createVersion === undefined) throw withoutVersions(address);
  return key.createVersion();
}

/** Refuses an address that no new version can be made for; asks nobody. @throws ActionError `KMS_CANNOT_ROTATE` */
export function refuseFixed(address: KmsAddress): void {
  if (address.provider === 'aws') throw withoutVersions(address);
  if (!isPinned(address)) return;
  throw kmsError(address, {
    code: 'KMS_CANNOT_ROTATE',
    what: 'names one version, which a new one would not replace',
    cure: 'Leave the version out of the address; rotate then makes the next version and moves to it.',
  });
}

async function opened(address: KmsAddress, settings: KmsSettings): Promise<KeyOfProvider> {
  try {
    return await providerOf(address, settings);
  } catch (error) {
    throw commonFault(address, error) ?? error;
  }
}

async function providerOf(address: KmsAddress, settings: KmsSettings): Promise<KeyOfProvider> {
  switch (address.provider) {
    case 'aws':
      return (await import('./aws-kms.js')).openAwsKey(address, settings);
    case 'gcp':
      return (await import('./gcp-kms.js')).openGcpKey(address, settings);
    case 'azure':
      return (await import('./azure-key-vault.js')).openAzureKey(address, settings);
    case 'transit':
      return (await import('./transit.js')).openTransitKey(address, settings);
  }
}

function badSignature(address: KmsAddress) {
  return kmsError(address, {
    code: 'KMS_BAD_SIGNATURE',
    what: 'answered with a signature that its own public key does not verify; it was not sent to Dfns',
    cure: 'Check that the address and its endpoint lead to the service itself, then run the job again; tell the provider if it stays so.',
  });
}

function withoutVersions(address: KmsAddress) {
  return kmsError(address, {
    code: 'KMS_CANNOT_ROTATE',
    what: 'cannot be given a new version: an asymmetric key of AWS KMS has only one',
    cure: 'Make another key, let the alias name it (aws kms update-alias), and run mode ensure, which rotates the account to it; the old key stays enabled until the old account is retired.',
  });
}
