import type { VaultTarget } from '../account/store-target.js';
import { together } from '../network/http.js';
import { certain, fromValue } from './document.js';
import { conflict, failed, hasCode } from './fault.js';
import type { Kept, Store, StoreContents, StoredDocument, StoreSettings } from './store.js';
import { type AskVault, connectVault, denied, isConflict, noSuchMount } from './vault-client.js';

/** As many older versions are destroyed at once: Vault keeps 10 unless told otherwise. */
const OLDER_VERSIONS = 10;

type What = 'current' | 'pending';

/**
 * HashiCorp Vault or OpenBao, KV version 2: the document is the secret's fields, the pending one a sibling `PATH-pending`.
 * Every write is a check-and-set (`options.cas`), so of runs that race exactly one wins.
 * @see https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2
 */
export async function openVault(target: VaultTarget, settings: StoreSettings): Promise<Store> {
  return new Vault(target, connectVault(target, settings));
}

class Vault implements Store {
  readonly target: string;
  readonly readable = true;

  constructor(
    private readonly place: VaultTarget,
    private readonly ask: AskVault,
  ) {
    this.target = place.target;
  }

  async read(): Promise<StoreContents> {
    const [current, pending] = await Promise.all([this.fetch('current'), this.fetch('pending')]);
    return { ...(current && { current }), ...(pending && { pending }) };
  }

  async putPending(document: StoredDocument, expected: string | undefined): Promise<string> {
    await Promise.all([this.requireVersion2(), this.requireCapabilities()]);
    return this.put('pending', document, expected);
  }

  async putCurrent(document: StoredDocument, expected: string | undefined): Promise<string> {
    return this.put('current', document, expected);
  }

  /** Vault has no conditional removal: what is removed is compared right before. */
  async removePending(expected: string): Promise<void> {
    const found = await this.fetch('pending');
    if (found === undefined) return;
    if (found.version !== expected) throw conflict(this.target, 'pending');
    await this.ask('DELETE', this.path('metadata', 'pending'));
  }

  async clear(): Promise<void> {
    await together([
      this.ask('DELETE', this.path('metadata', 'current')),
      this.ask('DELETE', this.path('metadata', 'pending')),
    ]);
  }

  private path(api: 'data' | 'metadata' | 'destroy', what: What): string {
    return `${this.place.mount}/${api}/${this.place.path}${what === 'pending' ? '-pending' : ''}`;
  }

  private async fetch(what: What): Promise<Kept | undefined> {
    const { status, data } = await this.ask('GET', this.path('data', what));
    const document = status === 200 ? fromValue(data.data) : undefined;
    return document && { document, version: versionOf(data.metadata) };
  }

  private async put(what: What, document: StoredDocument, expected: string | undefined): Promise<string> {
    if (expected !== undefined) await this.prepareReplacement(what, expected);
    const write = async () => {
      const cas = expected === undefined ? 0 : numberOf(expected);
      const version =
        (await this.checkAndSet(what, document, cas)) ?? (await this.overRemoved(what, document, expected));
      if (version === undefined) throw conflict(this.target, what);
      return version;
    };
    return certain(write, () => this.fetch(what), document);
  }

  /**
   * The versions before the expected one hold dead credentials: they are destroyed before the write, so that a policy which
   * forbids it is found out while nothing is lost. The time in `expected` is compared as well, since a secret that was removed
   * and made again counts from 1.
   */
  private async prepareReplacement(what: What, expected: string): Promise<void> {
    const found = await this.fetch(what);
    if (found?.version !== expected) throw conflict(this.target, what);
    const before = numberOf(expected) - 1;
    const versions = Array.from({ length: Math.min(before, OLDER_VERSIONS) }, (_, index) => before - index);
    if (versions.length > 0) await this.ask('POST', this.path('destroy', what), { versions });
  }

  /** @returns the new version; `undefined` where `cas` is not the version that is kept */
  private async checkAndSet(what: What, document: StoredDocument, cas: number): Promise<string | undefined> {
    const answer = await this.ask('POST', this.path('data', what), { data: document, options: { cas } });
    if (isConflict(answer)) return undefined;
    if (answer.status === 404) throw noSuchMount(this.place);
    if (typeof answer.data.version !== 'number') throw failed(this.target, 'a write of KV version 2', answer.status);
    return versionOf(answer.data);
  }

  /** A secret whose newest version was deleted, by hand say, is missing for us, yet Vault counts on from that version. */
  private async overRemoved(what: What, document: StoredDocument, expected: string | undefined) {
    if (expected !== undefined) return undefined;
    const { status, data } = await this.ask('GET', this.path('data', what));
    const holdsDocument = status === 200 && fromValue(data.data) !== undefined;
    if (holdsDocument || data.metadata === undefined) return undefined;
    return this.checkAndSet(what, document, numberOf(versionOf(data.metadata)));
  }

  /** A KV version 1 engine would take the write as a secret named `data/…`. A token that may not see the mount is let pass. */
  private async requireVersion2(): Promise<void> {
    const { data } = await this.ask('GET', `sys/internal/ui/mounts/${this.place.mount}`).catch(nothingWhereDenied);
    const options = data.options as { version?: string } | null | undefined;
    if (data.type !== undefined && options?.version !== '2') throw noSuchMount(this.place);
  }

  /** Finds out before anything is made in Dfns that the token may do all that is done later. */
  private async requireCapabilities(): Promise<void> {
    const needed: [path: string, capabilities: string[]][] = [
      [this.path('data', 'current'), ['create', 'read', 'update']],
      [this.path('data', 'pending'), ['create', 'read', 'update']],
      [this.path('destroy', 'current'), ['update']],
      [this.path('metadata', 'pending'), ['delete']],
    ];
    const asked = this.ask('POST', 'sys/capabilities-self', { paths: needed.map(([path]) => path) });
    const { data } = await asked.catch(nothingWhereDenied);
    for (const [path, capabilities] of needed) {
      const granted = data[path];
      if (!Array.isArray(granted) || granted.includes('root')) continue;
      const missing = capabilities.filter((capability) => !granted.includes(capability));
      if (missing.length > 0) throw denied(this.target, path, missing.join(', '));
    }
  }
}

function nothingWhereDenied(error: unknown): { data: Readonly<Record<string, unknown>> } {
  if (hasCode(error, 'STORE_DENIED')) return { data: {} };
  throw error;
}

/** `NUMBER@TIME`, of the metadata of a version. */
function versionOf(metadata: unknown): string {
  const { version, created_time: time } = metadata as { version?: number; created_time?: string };
  return `${version}@${time}`;
}

function numberOf(version: string): number {
  return Number(version.split('@')[0]);
}
