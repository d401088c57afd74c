import type { KeyVaultSecret, SecretClient, SecretProperties, SetSecretOptions } from '@azure/keyvault-secrets';
import type { AzureTarget } from '../core/store-target.js';
import { azureFault, azureProblem } from './azure-client.js';
import { ENDED, expiryFor } from './azure-versions.js';
import { readText } from './content.js';
import { fingerprint } from './document.js';
import type { Version } from './emulated-cas.js';
import { misshapen } from './fault.js';
import type { StoreSettings } from './store.js';

/** How often Azure's client asks whether a soft-deleted secret is back, in milliseconds. */
const RECOVERY_POLL = 250;
/** Key Vault's own word: a 404 alone can be anybody's. */
const NOT_FOUND = 'SecretNotFound';

export interface AzureVersion extends Version {
  readonly properties?: SecretProperties;
}

type Problem = { readonly status: number; readonly code: string };

/** The requests about one secret of a Key Vault. Each expected refusal becomes a return value; every other one is thrown. */
export class AzureSecretApi {
  constructor(
    private readonly target: AzureTarget,
    private readonly client: SecretClient,
    private readonly name: string,
    private readonly world: Pick<StoreSettings['world'], 'now'>,
  ) {}

  /** @returns `dead` where the version is disabled or not valid now; `undefined` where there is none */
  async get(version?: string): Promise<AzureVersion | 'dead' | undefined> {
    const answer = await this.ask(
      'reading the secret',
      () => this.client.getSecret(this.name, version === undefined ? {} : { version }),
      (problem) => isMissing(problem) || isDead(problem),
    );
    if (typeof answer === 'string') return answer === NOT_FOUND ? undefined : 'dead';
    if (typeof answer.value !== 'string') throw misshapen(this.target.target, 'a value');
    const raw = Buffer.from(answer.value);
    const named = answer.properties.version ?? fingerprint(raw);
    return { ...readText(answer.value), raw, version: named, properties: answer.properties };
  }

  /** In no order that can be relied on. */
  async versions(): Promise<SecretProperties[]> {
    const list = async () => {
      const found: SecretProperties[] = [];
      for await (const each of this.client.listPropertiesOfSecretVersions(this.name)) found.push(each);
      return found;
    };
    const listed = await this.ask('listing the versions', list, isMissing);
    return Array.isArray(listed) ? listed : [];
  }

  /**
   * Writes a new version.
   * @param isLast whether a name that is still soft-deleted is an error
   * @returns the new version; `undefined` where the name is soft-deleted
   */
  async set(value: string, options: SetSecretOptions, isLast = false): Promise<string | undefined> {
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
      // A policy may demand an expiry: the token's own, which the document holds.
      const again = await write({ expiresOn: options.expiresOn ?? expiryFor(value, this.world.now()) });
      if (typeof again === 'object') return this.versionIn(again);
    }
    return undefined;
  }

  /** Disables a version, and tags it, so that it differs from one that a person disabled. */
  async disable({ version = '', tags = {} }: Pick<SecretProperties, 'version' | 'tags'>): Promise<void> {
    const changes = { enabled: false, tags: { ...tags, [ENDED]: 'true' } };
    await this.ask(
      'disabling an old version',
      () => this.client.updateSecretProperties(this.name, version, changes),
      isMissing,
    );
  }

  /** Azure removes the secret later; nobody waits for it, since whoever writes this name next recovers it. */
  async delete(): Promise<void> {
    await this.ask(
      'removing the secret',
      () => this.client.beginDeleteSecret(this.name),
      (problem) => isMissing(problem) || problem.status === 409,
    );
  }

  /** @returns whether the soft-deleted secret is back; `false` while Azure is still deleting or recovering it */
  async recover(): Promise<boolean> {
    const recovered = await this.ask(
      'recovering the soft-deleted secret',
      async () => {
        const poller = await this.client.beginRecoverDeletedSecret(this.name, { intervalInMs: RECOVERY_POLL });
        await poller.pollUntilDone();
        return {};
      },
      (problem) => isMissing(problem) || problem.status === 409,
    );
    return typeof recovered === 'object';
  }

  private versionIn({ properties }: KeyVaultSecret): string {
    if (!properties.version) throw misshapen(this.target.target, 'a version');
    return properties.version;
  }

  /** @returns the response, or the code of a problem that the caller expects */
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
      throw azureFault(this.target, doing, error);
    }
  }
}

function isMissing({ status, code }: Problem): boolean {
  return status === 404 && code === NOT_FOUND;
}

function isDead({ code }: Problem): boolean {
  return /^Secret(Disabled|Expired|NotYetValid)$/.test(code);
}
