import type { KeyVaultSecret, SecretClient, SecretProperties, SetSecretOptions } from '@azure/keyvault-secrets';
import type { AzureTarget } from '../core/store-target.js';
import { together } from '../network/http.js';
import { azureFault, azureProblem, NOT_FOUND } from './azure-client.js';
import { ENDED, expiryFor, isAfter, isEnded, newestFirst, oldestFirst, tagsOf, writtenWith } from './azure-versions.js';
import { isOurs, readText } from './content.js';
import { fingerprint } from './document.js';
import { unlessNothing, type Version } from './emulated-cas.js';
import { hasCode, misshapen, storeError } from './fault.js';
import { requireDocument } from './not-ours.js';
import type { StoreSettings } from './store.js';
import type { EndableSecret } from './two-secret-store.js';

/** Key Vault needs some seconds to bring a soft-deleted secret back. */
const RECOVERY_TRIES = 30;
const RECOVERY_PAUSE = 1_000;

export interface AzureVersion extends Version {
  readonly properties?: SecretProperties;
}

type Problem = { readonly status: number; readonly code: string };

/** One secret of a Key Vault with its versions. */
export class AzureSecret implements EndableSecret<AzureVersion> {
  /** The versions that were there before this run's write: what is there beside them afterwards came in between. */
  private before = new Set<string>();

  constructor(
    private readonly place: AzureTarget,
    private readonly client: SecretClient,
    private readonly name: string,
    private readonly settings: Pick<StoreSettings, 'world' | 'signal' | 'warn'>,
  ) {}

  async newest(): Promise<AzureVersion | undefined> {
    const found = await this.get();
    return unlessNothing(found === 'dead' ? await this.newestAlive() : found);
  }

  /** A version that follows the same one is another run's, which was faster: it is not ended but found by {@link earlierRival}. */
  async keepOnly(version: string | undefined): Promise<void> {
    const versions = await this.versions();
    this.before = new Set(versions.map((each) => each.version ?? ''));
    await this.endOurs(versions.filter((each) => each.version !== version && !isAfter(each, version)));
  }

  async add(raw: Buffer, after: string | undefined, like: AzureVersion | undefined): Promise<string> {
    const value = raw.toString('utf8');
    const written = writtenWith(value, { after, like, now: this.settings.world.now() });
    const own = await this.set(value, written);
    if (own !== undefined) return own;
    const recovered = await this.recover();
    // What others said of the secret before it was removed stays with it.
    const options = { ...written, tags: { ...tagsOf(recovered), ...written.tags } };
    return (await this.set(value, options, true)) ?? '';
  }

  async earlierRival(own: string, after: string | undefined): Promise<AzureVersion | undefined> {
    const isSince = (each: SecretProperties) => isAfter(each, after) || !this.before.has(each.version ?? '');
    const since = (await this.versions()).filter((each) => each.enabled && isSince(each));
    for (const { version } of since.sort(oldestFirst)) {
      if (version === own) return undefined;
      const rival = await this.get(version);
      if (rival !== undefined && rival !== 'dead') return rival;
    }
    return undefined;
  }

  /** Marked, so that it can be told from a version that a person disabled. */
  async retire(version: string): Promise<void> {
    const found = (await this.versions()).find((each) => each.version === version);
    await this.disable(found ?? { version });
  }

  /** Its versions are disabled first: that touches no other run's version, and the name does not come back alive when recovered. */
  async end(version: string): Promise<void> {
    await this.keepOnly(version);
    await this.retire(version);
    await this.delete().catch((error: unknown) => {
      if (!hasCode(error, 'STORE_DENIED')) throw error;
    });
  }

  async remove(): Promise<void> {
    await this.delete();
  }

  /** The removal goes on at Azure's; it need not be waited for, since whoever writes this name next recovers it. */
  private async delete(): Promise<void> {
    await this.ask(
      'removing the secret',
      () => this.client.beginDeleteSecret(this.name),
      (problem) => isMissing(problem) || problem.status === 409,
    );
  }

  /** @returns the new version; `undefined` where the name is soft-deleted */
  private async set(value: string, options: SetSecretOptions, isLast = false): Promise<string | undefined> {
    const write = (more: SetSecretOptions = {}) =>
      this.ask(
        'writing the secret',
        () => this.client.setSecret(this.name, value, { ...options, ...more }),
        ({ status, code }) =>
          (status === 409 && !isLast) || (code === 'ForbiddenByPolicy' && more.expiresOn === undefined),
      );
    const answer = await write();
    if (typeof answer === 'object') return this.versionIn(answer);
    if (answer === 'ForbiddenByPolicy') {
      // A policy may demand an expiry: the token's own, which the document tells.
      const again = await write({ expiresOn: options.expiresOn ?? expiryFor(value, this.settings.world.now()) });
      if (typeof again === 'object') return this.versionIn(again);
    }
    return undefined;
  }

  private versionIn({ properties }: KeyVaultSecret): string {
    if (!properties.version) throw misshapen(this.place.target, 'a version');
    return properties.version;
  }

  private async get(version?: string): Promise<AzureVersion | 'dead' | undefined> {
    const answer = await this.ask(
      'reading the secret',
      () => this.client.getSecret(this.name, version === undefined ? {} : { version }),
      (problem) => isMissing(problem) || isDead(problem),
    );
    if (typeof answer === 'string') return answer === NOT_FOUND ? undefined : 'dead';
    if (typeof answer.value !== 'string') throw misshapen(this.place.target, 'a value');
    const raw = Buffer.from(answer.value);
    const named = answer.properties.version ?? fingerprint(raw);
    return { ...readText(answer.value), raw, version: named, properties: answer.properties };
  }

  /** The newest version that is enabled, where the newest of all is not; what a person disabled on purpose is left as it is. */
  private async newestAlive(): Promise<AzureVersion | undefined> {
    const listed = await this.versions().catch((error: unknown) => {
      if (!hasCode(error, 'STORE_DENIED')) throw error;
    });
    if (listed === undefined)
      return dead('its newest version is disabled or not valid now, and the others may not be listed');
    const [newest, ...older] = listed.sort(newestFirst);
    if (newest === undefined) return undefined;
    for (const { version, enabled } of older) {
      const found = enabled ? await this.get(version) : undefined;
      if (found === undefined || found === 'dead') continue;
      const why = newest.enabled ? 'not valid now' : 'disabled';
      if (!isEnded(newest)) {
        this.settings.warn?.(
          `the newest version of ${this.name} in ${this.place.target} is ${why}: an older one, ${version}, is used`,
        );
      }
      return found;
    }
    if (isEnded(newest)) return undefined;
    return dead(
      `its newest version is ${newest.enabled ? 'not valid now (its nbf and exp say when it is)' : 'disabled'}`,
    );
  }

  private async versions(): Promise<SecretProperties[]> {
    const list = async () => {
      const found: SecretProperties[] = [];
      for await (const each of this.client.listPropertiesOfSecretVersions(this.name)) found.push(each);
      return found;
    };
    const listed = await this.ask('listing the versions', list, isMissing);
    return Array.isArray(listed) ? listed : [];
  }

  /** What is not ours stays alive, however old. */
  private async endOurs(versions: readonly SecretProperties[]): Promise<void> {
    const ends = versions.map(async (each) => {
      const found = each.enabled ? await this.get(each.version) : undefined;
      if (typeof found === 'object' && isOurs(found)) await this.disable(each);
    });
    await together(ends);
  }

  private async disable({ version = '', tags = {} }: Pick<SecretProperties, 'version' | 'tags'>): Promise<void> {
    const changes = { enabled: false, tags: { ...tags, [ENDED]: 'true' } };
    await this.ask(
      'disabling an old version',
      () => this.client.updateSecretProperties(this.name, version, changes),
      isMissing,
    );
  }

  /** The name is soft-deleted, or being so: it is brought back with nothing of ours in it alive. @returns its newest version */
  private async recover(): Promise<SecretProperties | undefined> {
    for (let tries = 0; tries < RECOVERY_TRIES; tries++) {
      const recovered = await this.ask(
        'recovering the soft-deleted secret',
        async () => {
          const poller = await this.client.beginRecoverDeletedSecret(this.name, { intervalInMs: RECOVERY_PAUSE / 4 });
          await poller.pollUntilDone();
          return {};
        },
        (problem) => isMissing(problem) || problem.status === 409,
      );
      if (typeof recovered === 'object') return this.emptied();
      const { world, signal } = this.settings;
      await world.sleep(RECOVERY_PAUSE, signal).catch(() => undefined);
      if (signal?.aborted) break;
    }
    throw storeError(this.place.target, {
      code: 'STORE_FAILED',
      what: `still has the soft-deleted secret ${this.name}, which could not be recovered in time`,
      cure: `Run the job again, or recover it yourself (az keyvault secret recover --vault-name ${this.place.vault} --name ${this.name}).`,
    });
  }

  private async emptied(): Promise<SecretProperties | undefined> {
    const versions = await this.versions();
    await this.endOurs(versions);
    const [newest] = versions.sort(newestFirst);
    const alive = await this.get();
    if (typeof alive === 'object')
      requireDocument(
        this.place.target,
        unlessNothing(alive),
        'in the secret that was soft-deleted, which was recovered,',
      );
    return newest;
  }

  /** @returns the answer; the code of the problem where the caller expects it */
  private async ask<T extends object>(
    doing: string,
    call: () => Promise<T>,
    expects: (problem: Problem) => boolean,
  ): Promise<T | string> {
    try {
      return await call();
    } catch (error) {
      const problem = azureProblem(error);
      if (expects(problem)) return problem.code;
      throw azureFault(this.place, doing, error);
    }
  }
}

function isMissing({ status, code }: Problem): boolean {
  return status === 404 && code === NOT_FOUND;
}

function isDead({ code }: Problem): boolean {
  return /^Secret(Disabled|Expired|NotYetValid)$/.test(code);
}

function dead(unreadable: string): AzureVersion {
  return { unreadable, raw: Buffer.alloc(0), version: '' };
}
