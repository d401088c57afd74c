import { carrying, changesIn } from '../core/pending-changes.js';
import type { GithubTarget } from '../core/store-target.js';
import { connectGithub } from '../github/client.js';
import { settleAll } from '../network/async.js';
import { failed, hasCode } from './fault.js';
import { type AskSecrets, askStore } from './github-ask.js';
import { refuseLackOfRoom, refuseTooLarge } from './github-limits.js';
import { changeOf, isEndOfMarker, markerOf } from './github-markers.js';
import {
  ACCOUNT,
  ALWAYS,
  deadKeys,
  EXPIRES_AT,
  KEY,
  MARKER,
  PRIVATE_KEY,
  SOMETIMES,
  TOKEN,
  unclaimedOf,
} from './github-names.js';
import { type Listed, OrganizationSecrets, readListed } from './github-organization.js';
import { type GithubPlace, placeOf, refusedToken, storeFault } from './github-place.js';
import { isPublicKey, seal } from './sealed-box.js';
import type { Kept, Store, StoreContents, StoredDocument, StoreSettings } from './store.js';

/** GitHub shows no version of a secret, so that there is none to compare. */
const UNVERSIONED = 'unversioned';

/**
 * GitHub Actions secrets of the repository, one of its environments or its organization: each name of the document is one
 * sealed secret. They cannot be read back, and there is no check-and-set: runs that race are kept apart by `concurrency:` alone.
 * @see https://docs.github.com/rest/actions/secrets
 */
export async function openGithubSecrets(target: GithubTarget, settings: StoreSettings): Promise<Store> {
  const { githubToken, environment, signal, deadline } = settings;
  if (!githubToken) throw refusedToken(target, 'is missing');
  const scope = placeOf(target, environment);
  const { endpoint } = target;
  try {
    const client = connectGithub({
      world: { ...settings.world, environment },
      token: githubToken,
      signal,
      deadline,
      endpoint,
    });
    return new GithubSecrets(target, scope, settings, askStore(target, scope, githubToken, client));
  } catch (error) {
    throw storeFault(target, 'the request', error);
  }
}

class GithubSecrets implements Store {
  readonly target: string;
  readonly readable = false;
  /** As they were last listed. */
  private listed: readonly Listed[] | undefined;
  private readonly organization: OrganizationSecrets | undefined;

  constructor(
    private readonly place: GithubTarget,
    private readonly scope: GithubPlace,
    private readonly settings: StoreSettings,
    private readonly secrets: AskSecrets,
  ) {
    this.target = place.target;
    if (place.scope === 'organization') this.organization = new OrganizationSecrets(place, settings, secrets);
  }

  /** The token is written last, so where it is there, and everything else is, the oldest date is that of the document. */
  async read(): Promise<StoreContents> {
    const listed = await this.list();
    const has = (name: string) => listed.some((each) => each.name === this.named(name));
    const pending = this.pendingIn(listed);
    const dates = listed.filter(({ name }) => this.own.includes(name)).map(({ updatedAt }) => updatedAt.getTime());
    const isComplete = ALWAYS.every(has);
    const unclaimed = isComplete || pending ? undefined : unclaimedOf(has);
    return {
      ...(unclaimed && { unclaimed }),
      ...(!isComplete && !pending && has(ACCOUNT) && { isPart: true }),
      ...(isComplete && { writtenAt: new Date(Math.min(...dates)) }),
      ...(isComplete && !has(PRIVATE_KEY) && !has(KEY) && { lacksKey: true }),
      ...(pending && { pending }),
    };
  }

  refuseLackOfRoom(names: readonly string[]): void {
    const listed = this.listed?.map(({ name }) => name) ?? [];
    const wanted = [...names, MARKER].map((name) => this.named(name));
    refuseLackOfRoom(this.place, listed, wanted);
  }

  /** Names are listed all at once: there is no less to ask for. */
  async readCurrent(): Promise<StoreContents> {
    return this.read();
  }

  /** Pending changes show only the names of their markers, with the first digits of the keys' fingerprints, and their dates. */
  private pendingIn(listed: readonly Listed[]): Kept | undefined {
    const markers = listed
      .filter(({ name }) => this.isMarker(name))
      .sort((one, other) => other.updatedAt.getTime() - one.updatedAt.getTime());
    const [newest, ...earlier] = markers.map(({ name, updatedAt }) =>
      changeOf(name.slice(this.named(MARKER).length), updatedAt),
    );
    return newest && { document: carrying(newest, earlier), version: markers.map(({ name }) => name).join() };
  }

  /**
   * What cannot be read back is no help to the next run: a private key is not kept here before it is of use. Names can be read, so
   * that a marker's name shows which key is being made, and a token which may not write secrets is found out before Dfns is changed.
   */
  async putPending(document: StoredDocument, expected: string | undefined): Promise<string> {
    const [own = MARKER, ...earlier] = changesIn(document).map(markerOf);
    // Where a key is being made, a whole document follows.
    if (document.DFNS_KEY_FINGERPRINT)
      this.refuseLackOfRoom([...ALWAYS, EXPIRES_AT, ...[PRIVATE_KEY, KEY].filter((name) => document[name])]);
    await this.putAll({ [own]: this.settings.world.randomBytes(16).toString('hex') });
    const found = expected?.split(',') ?? [];
    const kept = [own, ...earlier].map((marker) => this.named(marker));
    await settleAll(found.filter((name) => !kept.includes(name)).map((name) => this.removeNamed(name)));
    return [...new Set([this.named(own), ...found.filter((name) => kept.includes(name))])].join();
  }

  async putCurrent(document: StoredDocument, _expected: string | undefined): Promise<string> {
    await this.putAll(document);
    const isListed = (name: string) => this.listed?.some((each) => each.name === this.named(name)) === true;
    for (const name of deadKeys(document, isListed)) await this.removeNamed(this.named(name));
    return UNVERSIONED;
  }

  async removePending(expected: string): Promise<void> {
    await settleAll(expected.split(',').map((name) => this.removeNamed(name)));
  }

  async clear(): Promise<void> {
    const markers = (await this.list()).map(({ name }) => name).filter((name) => this.isMarker(name));
    const account = this.named(ACCOUNT);
    const others = [...this.own, ...markers].filter((name) => name !== account);
    await settleAll(others.map((name) => this.removeNamed(name)));
    // Last, as it is written first.
    await this.removeNamed(account);
  }

  /** Names of others may begin like it: `DFNS_PENDING_KEY`, or those of a target with such a prefix. */
  private isMarker(name: string): boolean {
    const marker = this.named(MARKER);
    return name === marker || (name.startsWith(marker) && isEndOfMarker(name.slice(marker.length)));
  }

  private named(name: string): string {
    return `${this.place.prefix}${name}`;
  }

  /** Every name that a document of this target may have. */
  private get own(): string[] {
    return [...ALWAYS, ...SOMETIMES].map((name) => this.named(name));
  }

  private async list(): Promise<readonly Listed[]> {
    const secrets = await this.secrets.all(this.scope.secrets, 'secrets');
    this.listed = secrets.map(readListed);
    return this.listed;
  }

  /**
   * The account's id first, by which what a run that dies leaves is known for ours; then everything but the token in parallel, then the
   * token: no date of a half looks complete.
   */
  private async putAll(document: StoredDocument): Promise<void> {
    refuseTooLarge(this.place, document);
    const [{ key, keyId }, existing] = await Promise.all([this.publicKey(), this.organization ? this.list() : []]);
    await this.organization?.refuseUnseen(existing, this.own);
    const put = async (name: string, value: string) => {
      const sealed = { encrypted_value: await seal(value, key), key_id: keyId };
      const shown = await this.organization?.visibilityOf(this.named(name), existing);
      const parameters = { secret_name: this.named(name), ...sealed, ...shown };
      await this.secrets.ask(`PUT ${this.scope.secrets}/{secret_name}`, parameters);
    };
    const { [TOKEN]: token, [ACCOUNT]: account, ...others } = document;
    if (account !== undefined) await put(ACCOUNT, account);
    await settleAll(Object.entries(others).map(([name, value]) => put(name, value)));
    if (token !== undefined) await put(TOKEN, token);
  }

  private async publicKey(): Promise<{ key: string; keyId: unknown }> {
    const { key, key_id: keyId } = (await this.secrets.ask(`GET ${this.scope.secrets}/public-key`)) ?? {};
    if (typeof key !== 'string' || !isPublicKey(key)) throw failed(this.target, 'a public key to seal with', 502);
    return { key, keyId };
  }

  private async removeNamed(name: string): Promise<void> {
    try {
      await this.secrets.ask(`DELETE ${this.scope.secrets}/{secret_name}`, { secret_name: name });
    } catch (error) {
      if (!hasCode(error, 'STORE_NOT_FOUND')) throw error;
    }
  }
}
