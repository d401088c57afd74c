import type { KmsAddress } from '../../core/kms-address.js';
import type { KmsKeyReference } from '../../core/signing-key.js';
import { ActionError } from '../../error.js';
import type { KmsKey, KmsSettings } from '../../kms/kms.js';
import { untilAborted } from '../../network/until-aborted.js';
import type { World } from '../../world.js';
import type { Deadline } from '../deadline.js';
import { type Naming, refuseUnnamedEndpoint } from './named-endpoints.js';

/** The keys in a KMS of one run. Each address is resolved once: what it means stays the same until the run looks again at everything. */
export interface KmsKeys {
  /** @throws ActionError `KMS_…` */
  open(reference: KmsKeyReference): Promise<KmsKey>;
  /** Begins to look a key up that is needed soon; what goes wrong is told to whoever opens it. */
  begin(reference: KmsKeyReference): void;
  /** Forgets what addresses meant: after another run was faster they may mean a version that it made. */
  lookAgain(): void;
  /** Finds out that one may sign with it, before anything depends on that. */
  proveSigning(key: KmsKey): Promise<void>;
  /** Makes a new version of a key that is not pinned. @throws ActionError `KMS_CANNOT_ROTATE` */
  newVersion(address: KmsAddress): Promise<KmsKey>;
  /** Refuses an address that no version can be made for; asks nobody. @throws ActionError `KMS_CANNOT_ROTATE` */
  refuseFixed(address: KmsAddress): Promise<void>;
}

export interface KmsContext {
  readonly world: World;
  readonly deadline: Deadline;
  warn(message: string): void;
}

/** Nothing of `src/kms/` is loaded before a key is opened. */
export function kmsKeys(
  options: Naming & { readonly timeout: number },
  { world, deadline, warn }: KmsContext,
): KmsKeys {
  const code = () => import('../../kms/index.js');
  // What is taken back after a run's time is up is signed too.
  const settings: KmsSettings = {
    world,
    environment: world.environment,
    signal: deadline.last,
    deadline: Math.min(10_000, options.timeout / 5),
  };
  const inTime = <T>(work: Promise<T>) => untilAborted(work, deadline.signal);
  const begun = new Map<string, Promise<KmsKey>>();
  const resolve = async (text: string) => {
    const { openKmsKey, parseKmsAddress } = await code();
    const { address, errors } = parseKmsAddress(text);
    // Inputs and documents are checked before; what comes here is an address.
    if (!address) throw new ActionError('KMS_FAILED', errors.join('; '), 'correct the address of the key');
    refuseUnnamedEndpoint(address, options, world.environment);
    const key = await openKmsKey(address, settings);
    for (const warning of key.warnings) warn(withoutStop(warning));
    begun.set(key.address, Promise.resolve(key));
    return key;
  };
  const open = ({ address }: KmsKeyReference) => {
    const opening = begun.get(address) ?? inTime(resolve(address));
    begun.set(address, opening);
    // Whoever looks again after another run was faster may find it back.
    opening.catch(() => begun.delete(address));
    return opening;
  };
  return {
    open,
    begin({ address }) {
      const opening = begun.get(address) ?? inTime(resolve(address));
      begun.set(address, opening);
      opening.catch(() => undefined);
    },
    lookAgain: () => begun.clear(),
    proveSigning: async (key) => inTime((await code()).proveSigning(key)),
    newVersion: async (address) => open({ address: await inTime((await code()).createVersion(address, settings)) }),
    refuseFixed: async (address) => (await code()).refuseFixed(address),
  };
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
