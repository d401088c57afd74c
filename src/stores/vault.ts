import type { VaultTarget } from '../core/store-target.js';
import { settleAll } from '../network/async.js';
import { confirmWrite } from './confirm-write.js';
import { contentsOf, type Found, isNothing, isOurs, keptIn, othersIn, readValue } from './content.js';
import { toText } from './document.js';
import { parseExact } from './exact-json.js';
import { conflict, misshapen } from './fault.js';
import { placeOf, requireDocument, requireOurs } from './not-ours.js';
import type { Kept, Store, StoreContents, StoredDocument, StoreSettings } from './store.js';
import { requireCapabilities, requireVersion2 } from './vault-checks.js';
import { type AskVault, connectVault, isConflict, noSuchMount } from './vault-client.js';
import { hasVersion, numberOf, versionOf } from './vault-versions.js';

/** As many older versions are looked at: Vault keeps 10 unless configured otherwise. */
const OLDER_VERSIONS = 10;

type Api = 'data' | 'metadata' | 'destroy';
type What = 'current' | 'pending';

/** A version as it stands there; `described`: somebody gave the secret custom metadata. */
interface VaultVersion extends Found {
  readonly described: boolean;
}

/**
 * HashiCorp Vault or OpenBao, KV version 2: the document is the secret's fields, the pending one a sibling `PATH-pending`.
 * Every write is a check-and-set (`options.cas`), so of runs that race exactly one wins.
 * @see https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2
 */
export async function openVault(target: VaultTarget, settings: StoreSettings): Promise<Store> {
  return new Vault(target, connectVault(target, settings), settings.warn);
}

class Vault implements Store {
  readonly target: string;
  readonly readable = true;

  constructor(
    private readonly place: VaultTarget,
    private readonly ask: AskVault,
    private readonly warn: StoreSettings['warn'],
  ) {
    this.target = place.target;
  }

  async read(): Promise<StoreContents> {
    const [current, pending] = await Promise.all([this.fetch('current', this.warn), this.fetch('pending')]);
    return contentsOf(current, pending, `${this.place.path}-pending`);
  }

  async readCurrent(): Promise<StoreContents> {
    return contentsOf(await this.fetch('current', this.warn), undefined, '');
  }

  async putPending(document: StoredDocument, expected: string | undefined): Promise<string> {
    await Promise.all([
      requireVersion2(this.place, this.ask),
      requireCapabilities(this.place, this.ask, (api, what) => this.path(api, what)),
    ]);
    return this.put('pending', toText(document), expected);
  }

  async putCurrent(document: StoredDocument, expected: string | undefined, others?: Kept['others']): Promise<string> {
    return this.put('current', toText(document, others), expected);
  }

  /** Vault has no conditional removal: what is removed is compared right before. */
  async removePending(expected: string): Promise<void> {
    const found = await this.fetch('pending');
    if (found === undefined) return;
    requireDocument(this.target, found, placeOf({ what: 'pending' }));
    if (found.version !== expected) throw conflict(this.target, 'pending');
    await this.remove('pending', found);
  }

  async clear(): Promise<void> {
    const found = await Promise.all([this.fetch('current'), this.fetch('pending')]);
    const places = [['current', found[0]] as const, ['pending', found[1]] as const];
    for (const [what, version] of places) requireOurs(this.target, version, placeOf({ what }));
    await settleAll(places.map(async ([what, version]) => version && this.empty(what, version)));
  }

  private path(api: Api, what: What): string {
    return `${this.place.mount}/${api}/${this.place.path}${what === 'pending' ? '-pending' : ''}`;
  }

  /** @param warn logs that somebody removed the newest version while older ones may be there: the secret counts as empty then */
  private async fetch(what: What, warn?: StoreSettings['warn']): Promise<VaultVersion | undefined> {
    const found = await this.versionAt(this.path('data', what));
    if (found?.document === undefined && found?.removed !== undefined && numberOf(found.version) > 1) {
      warn?.(
        `the newest version of ${this.target}, ${numberOf(found.version)}, is ${found.removed}: it counts as empty, and older versions are left as they are`,
      );
    }
    return isNothing(found) ? undefined : found;
  }

  /** @returns what stands there; without content where that version was deleted or destroyed; `undefined` where there is none */
  private async versionAt(path: string): Promise<(VaultVersion & { readonly removed?: string }) | undefined> {
    const { status, data } = await this.ask('GET', path);
    const { metadata } = data;
    if (status === 404 && metadata === undefined) return undefined;
    // An engine of version 1 gives what it keeps, and no metadata.
    if (status === 200 && metadata === undefined && Object.keys(data).length > 0) throw noSuchMount(this.place);
    if (!hasVersion(metadata)) throw misshapen(this.target, "a version's number");
    const described = Object.keys(metadata.custom_metadata ?? {}).length > 0;
    const version = versionOf(metadata);
    if (status === 404) return { version, described, removed: metadata.destroyed ? 'destroyed' : 'deleted' };
    return { ...readValue(data.data), version, described };
  }

  private async put(what: What, text: string, expected: string | undefined): Promise<string> {
    if (expected !== undefined) await this.prepareReplacement(what, expected);
    const write = async () => {
      const cas = expected === undefined ? 0 : numberOf(expected);
      const version = (await this.checkAndSet(what, text, cas)) ?? (await this.overRemoved(what, text, expected));
      if (version === undefined) throw conflict(this.target, what);
      return version;
    };
    return confirmWrite(write, async () => keptIn(await this.fetch(what)), text);
  }

  /**
   * The versions before the expected one hold dead credentials: they are destroyed before the write, so that a policy which
   * forbids it is found out while nothing is lost. The time in `expected` is compared as well, since a secret that was removed
   * and made again counts from 1.
   */
  private async prepareReplacement(what: What, expected: string): Promise<void> {
    const found = await this.fetch(what);
    requireDocument(this.target, found, placeOf({ what }));
    if (found?.version !== expected) throw conflict(this.target, what);
    const { ours } = await this.older(what, expected);
    if (ours.length > 0) await this.ask('POST', this.path('destroy', what), { versions: ours });
  }

  /** The living versions before this one, down to the first that is dead: ours, and whether there are others'. */
  private async older(what: What, version: string): Promise<{ ours: number[]; hasOthers: boolean }> {
    const ours: number[] = [];
    const last = numberOf(version) - 1;
    for (let number = last; number > Math.max(0, last - OLDER_VERSIONS); number--) {
      const found = await this.versionAt(`${this.path('data', what)}?version=${number}`);
      if (found === undefined || found.removed !== undefined) return { ours, hasOthers: false };
      if (!isNothing(found) && !isOurs(found)) return { ours, hasOthers: true };
      ours.push(number);
    }
    return { ours, hasOthers: false };
  }

  /** The secret goes with all its versions, unless somebody described it or keeps older versions in it: then only ours go. */
  private async remove(what: What, found: VaultVersion): Promise<void> {
    const { ours, hasOthers } = await this.older(what, found.version);
    if (!found.described && !hasOthers) await this.ask('DELETE', this.path('metadata', what));
    else await this.ask('POST', this.path('destroy', what), { versions: [numberOf(found.version), ...ours] });
  }

  /** What others keep in our document stays, as a document without ours. */
  private async empty(what: What, found: VaultVersion): Promise<void> {
    const theirs = othersIn(found);
    if (theirs === undefined) return this.remove(what, found);
    await this.put(what, toText(theirs.document ?? {}, theirs.others), found.version);
    await this.ask('POST', this.path('destroy', what), { versions: [numberOf(found.version)] });
  }

  /** @returns the new version; `undefined` where `cas` is not the version that is kept */
  private async checkAndSet(what: What, text: string, cas: number): Promise<string | undefined> {
    const answer = await this.ask('POST', this.path('data', what), { data: parseExact(text), options: { cas } });
    if (isConflict(answer)) return undefined;
    // An engine of version 1 takes it with 204.
    if (answer.status === 404 || answer.status === 204) throw noSuchMount(this.place);
    if (!hasVersion(answer.data)) throw misshapen(this.target, "a version's number");
    return versionOf(answer.data);
  }

  /** A secret whose newest version was deleted, by hand for example, counts as missing, yet Vault numbers on from that version. */
  private async overRemoved(what: What, text: string, expected: string | undefined) {
    if (expected !== undefined) return undefined;
    const found = await this.versionAt(this.path('data', what));
    requireDocument(this.target, found, placeOf({ what }));
    if (found === undefined || !isNothing(found)) return undefined;
    return this.checkAndSet(what, text, numberOf(found.version));
  }
}
