import type { SecretClient, SecretProperties } from '@azure/keyvault-secrets';
import type { AzureTarget } from '../account/store-target.js';
import { together } from '../network/http.js';
import { azureClient, azureFault, azureProblem } from './azure-client.js';
import { fingerprint, fromText, toText } from './document.js';
import { conflict, hasCode, storeError } from './fault.js';
import { type AppendOnlySecret, putFirst } from './first-writer.js';
import type { Kept, Store, StoreContents, StoredDocument, StoreSettings } from './store.js';

/** Key Vault needs some seconds to bring a soft-deleted secret back. */
const RECOVERY_TRIES = 30;
const RECOVERY_PAUSE = 1_000;
/** Which version a version followed, and when its writer made it: Key Vault's own `created` counts in whole seconds. */
const AFTER = 'dfns-after';
const AT = 'dfns-at';

/**
 * Azure Key Vault: a JSON secret, the pending document in a sibling `NAME-pending`. Key Vault knows no check-and-set, see
 * first-writer.ts; runs that write in the same second are told apart by the clocks of their machines.
 * @see https://learn.microsoft.com/rest/api/keyvault/secrets/operation-groups
 */
export async function openAzureKeyVault(target: AzureTarget, settings: StoreSettings): Promise<Store> {
  return new AzureKeyVault(target, azureClient(target, settings), settings);
}

class AzureKeyVault implements Store {
  readonly target: string;
  readonly readable = true;
  private readonly current: AzureSecret;
  private readonly pending: AzureSecret;

  constructor(place: AzureTarget, client: SecretClient, settings: StoreSettings) {
    this.target = place.target;
    this.current = new AzureSecret(place, client, place.name, settings);
    this.pending = new AzureSecret(place, client, `${place.name}-pending`, settings);
  }

  async read(): Promise<StoreContents> {
    const [current, pending] = await Promise.all([this.current.newest(), this.pending.newest()]);
    return { ...(current && { current }), ...(pending && { pending }) };
  }

  async putPending(document: StoredDocument, expected: string | undefined): Promise<string> {
    return putFirst(this.pending, document, expected, { target: this.target, what: 'pending' });
  }

  async putCurrent(document: StoredDocument, expected: string | undefined): Promise<string> {
    return putFirst(this.current, document, expected, { target: this.target, what: 'current' });
  }

  /** Its version is disabled first: that touches no other run's version, and the name does not come back alive when recovered. */
  async removePending(expected: string): Promise<void> {
    const found = await this.pending.newest();
    if (found === undefined) return;
    if (found.version !== expected) throw conflict(this.target, 'pending');
    await this.pending.retire(expected);
    await this.pending.remove().catch((error: unknown) => {
      if (!hasCode(error, 'STORE_DENIED')) throw error;
    });
  }

  async clear(): Promise<void> {
    await together([this.current.remove(), this.pending.remove()]);
  }
}

class AzureSecret implements AppendOnlySecret {
  constructor(
    private readonly place: AzureTarget,
    private readonly client: SecretClient,
    private readonly name: string,
    private readonly settings: StoreSettings,
  ) {}

  async newest(): Promise<Kept | undefined> {
    return this.get();
  }

  async keepOnly(version: string): Promise<void> {
    const others = (await this.versions()).filter((each) => each.version !== version && each.enabled);
    await together(others.map((each) => this.retire(each.version ?? '')));
  }

  async add(document: StoredDocument, after: string | undefined): Promise<string> {
    const tags = { [AFTER]: after ?? 'none', [AT]: String(this.settings.world.now()) };
    const set = () => this.client.setSecret(this.name, toText(document), { contentType: 'application/json', tags });
    const answer = await this.ask('writing the secret', set, (problem) => problem.status === 409);
    if (answer !== undefined) return answer.properties.version ?? '';
    await this.recover();
    const again = await this.ask('writing the secret', set);
    return again?.properties.version ?? '';
  }

  async earlierRival(own: string, after: string | undefined): Promise<Kept | undefined> {
    const contestants = (await this.versions())
      .filter(({ enabled, tags }) => enabled && tags?.[AFTER] === (after ?? 'none'))
      .sort(byTime);
    for (const { version } of contestants) {
      if (version === own) return undefined;
      const rival = await this.get(version);
      if (rival !== undefined) return rival;
    }
    return undefined;
  }

  async retire(version: string): Promise<void> {
    await this.ask(
      'disabling an old version',
      () => this.client.updateSecretProperties(this.name, version, { enabled: false }),
      isMissing,
    );
  }

  /** The removal goes on at Azure's; it need not be waited for, since whoever writes this name next recovers it. */
  async remove(): Promise<void> {
    await this.ask(
      'removing the secret',
      () => this.client.beginDeleteSecret(this.name),
      (problem) => isMissing(problem) || problem.status === 409,
    );
  }

  private async get(version?: string): Promise<Kept | undefined> {
    const answer = await this.ask(
      'reading the secret',
      () => this.client.getSecret(this.name, version === undefined ? {} : { version }),
      (problem) => isMissing(problem) || problem.code === 'SecretDisabled',
    );
    const document = fromText(answer?.value);
    return document && { document, version: answer?.properties.version ?? fingerprint(document) };
  }

  private async versions(): Promise<SecretProperties[]> {
    const list = async () => {
      const found: SecretProperties[] = [];
      for await (const each of this.client.listPropertiesOfSecretVersions(this.name)) found.push(each);
      return found;
    };
    return (await this.ask('listing the versions', list, isMissing)) ?? [];
  }

  /** The name is soft-deleted, or being so: it is brought back with nothing in it alive. */
  private async recover(): Promise<void> {
    for (let tries = 0; tries < RECOVERY_TRIES; tries++) {
      const recovered = await this.ask(
        'recovering the soft-deleted secret',
        async () => {
          const poller = await this.client.beginRecoverDeletedSecret(this.name, { intervalInMs: RECOVERY_PAUSE / 4 });
          await poller.pollUntilDone();
          return true;
        },
        (problem) => isMissing(problem) || problem.status === 409,
      );
      if (recovered) return this.keepOnly('none');
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

  /** @returns the answer; `undefined` where the caller expects the problem */
  private async ask<T>(
    doing: string,
    call: () => Promise<T>,
    expects: (problem: { status: number; code: string }) => boolean = () => false,
  ): Promise<T | undefined> {
    try {
      return await call();
    } catch (error) {
      if (expects(azureProblem(error))) return undefined;
      throw azureFault(this.place, doing, error);
    }
  }
}

function isMissing({ status }: { status: number }): boolean {
  return status === 404;
}

function byTime(a: SecretProperties, b: SecretProperties): number {
  const seconds = (a.createdOn?.getTime() ?? 0) - (b.createdOn?.getTime() ?? 0);
  const clocks = Number(a.tags?.[AT] ?? 0) - Number(b.tags?.[AT] ?? 0);
  return seconds || clocks || ((a.version ?? '') < (b.version ?? '') ? -1 : 1);
}
