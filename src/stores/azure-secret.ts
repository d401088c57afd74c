import type { SecretProperties } from '@azure/keyvault-secrets';
import type { AzureTarget } from '../core/store-target.js';
import { settleAll } from '../network/async.js';
import type { AzureSecretApi, AzureVersion } from './azure-secret-api.js';
import { isAfter, isEnded, newestFirst, oldestFirst, tagsOf, writtenWith } from './azure-versions.js';
import { isOurs } from './content.js';
import { unlessNothing, unreadableVersion } from './emulated-cas.js';
import { storeError, unlessDenied } from './fault.js';
import { requireDocument } from './not-ours.js';
import type { StoreSettings } from './store.js';
import type { EndableSecret } from './two-secret-store.js';

/** Key Vault needs some seconds to bring a soft-deleted secret back. */
const RECOVERY_TRIES = 30;
const RECOVERY_PAUSE = 1_000;

/** One secret of a Key Vault with its versions. */
export class AzureSecret implements EndableSecret<AzureVersion> {
  /** The versions that were there before this run's write: what is there beside them afterwards came in between. */
  private before = new Set<string>();

  constructor(
    private readonly target: AzureTarget,
    private readonly api: AzureSecretApi,
    private readonly name: string,
    private readonly settings: Pick<StoreSettings, 'world' | 'signal' | 'warn'>,
  ) {}

  async newest(): Promise<AzureVersion | undefined> {
    const found = await this.api.get();
    return unlessNothing(found === 'dead' ? await this.newestAlive() : found);
  }

  /** A version that follows the same one is another run's, which was faster: it is not ended but found by {@link earlierRival}. */
  async keepOnly(version: string | undefined): Promise<void> {
    const versions = await this.api.versions();
    this.before = new Set(versions.map((each) => each.version ?? ''));
    await this.endOurs(versions.filter((each) => each.version !== version && !isAfter(each, version)));
  }

  async add(raw: Buffer, after: string | undefined, like: AzureVersion | undefined): Promise<string> {
    const value = raw.toString('utf8');
    const written = writtenWith(value, { after, like, now: this.settings.world.now() });
    const own = await this.api.set(value, written);
    if (own !== undefined) return own;
    const recovered = await this.recover();
    // What others said of the secret before it was removed stays with it.
    const options = { ...written, tags: { ...tagsOf(recovered), ...written.tags } };
    return (await this.api.set(value, options, true)) ?? '';
  }

  async earlierRival(own: string, after: string | undefined): Promise<AzureVersion | undefined> {
    const isSince = (each: SecretProperties) => isAfter(each, after) || !this.before.has(each.version ?? '');
    const since = (await this.api.versions()).filter((each) => each.enabled && isSince(each));
    for (const { version } of since.sort(oldestFirst)) {
      if (version === own) return undefined;
      const rival = await this.api.get(version);
      if (rival !== undefined && rival !== 'dead') return rival;
    }
    return undefined;
  }

  async retire(version: string): Promise<void> {
    const found = (await this.api.versions()).find((each) => each.version === version);
    await this.api.disable(found ?? { version });
  }

  /** Its versions are disabled first: that touches no other run's version, and the name does not come back alive when recovered. */
  async end(version: string): Promise<void> {
    await this.keepOnly(version);
    await this.retire(version);
    await unlessDenied(this.api.delete());
  }

  async remove(): Promise<void> {
    await this.api.delete();
  }

  /** The newest version that is enabled, where the newest of all is not; what a person disabled on purpose is left as it is. */
  private async newestAlive(): Promise<AzureVersion | undefined> {
    const listed = await unlessDenied(this.api.versions());
    if (listed === undefined)
      return unreadableVersion('its newest version is disabled or not valid now, and the others may not be listed');
    const [newest, ...older] = listed.sort(newestFirst);
    if (newest === undefined) return undefined;
    for (const { version, enabled } of older) {
      const found = enabled ? await this.api.get(version) : undefined;
      if (found === undefined || found === 'dead') continue;
      const why = newest.enabled ? 'not valid now' : 'disabled';
      if (!isEnded(newest)) {
        this.settings.warn?.(
          `the newest version of ${this.name} in ${this.target.target} is ${why}: an older one, ${version}, is used`,
        );
      }
      return found;
    }
    if (isEnded(newest)) return undefined;
    return unreadableVersion(
      `its newest version is ${newest.enabled ? 'not valid now (its nbf and exp say when it is)' : 'disabled'}`,
    );
  }

  /** What is not ours stays alive, however old. */
  private async endOurs(versions: readonly SecretProperties[]): Promise<void> {
    const ends = versions.map(async (each) => {
      const found = each.enabled ? await this.api.get(each.version) : undefined;
      if (typeof found === 'object' && isOurs(found)) await this.api.disable(each);
    });
    await settleAll(ends);
  }

  /** The name is soft-deleted, or being so: it is brought back with nothing of ours in it alive. @returns its newest version */
  private async recover(): Promise<SecretProperties | undefined> {
    for (let tries = 0; tries < RECOVERY_TRIES; tries++) {
      if (await this.api.recover()) return this.emptied();
      const { world, signal } = this.settings;
      await world.sleep(RECOVERY_PAUSE, signal).catch(() => undefined);
      if (signal?.aborted) break;
    }
    throw storeError(this.target.target, {
      code: 'STORE_FAILED',
      what: `still has the soft-deleted secret ${this.name}, which could not be recovered in time`,
      cure: `Run the job again, or recover it yourself (az keyvault secret recover --vault-name ${this.target.vault} --name ${this.name}).`,
    });
  }

  private async emptied(): Promise<SecretProperties | undefined> {
    const versions = await this.api.versions();
    await this.endOurs(versions);
    const [newest] = versions.sort(newestFirst);
    const alive = await this.api.get();
    if (typeof alive === 'object')
      requireDocument(
        this.target.target,
        unlessNothing(alive),
        'in the secret that was soft-deleted, which was recovered,',
      );
    return newest;
  }
}
