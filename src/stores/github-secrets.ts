import type { GithubTarget } from '../account/store-target.js';
import { together } from '../network/http.js';
import { failed } from './fault.js';
import { type AskGithub, connectGithub } from './github-client.js';
import { isPublicKey, seal } from './sealed-box.js';
import type { Kept, Store, StoreContents, StoredDocument, StoreSettings } from './store.js';

const TOKEN = 'DFNS_AUTH_TOKEN';
const PRIVATE_KEY = 'DFNS_PRIVATE_KEY';
const MARKER = 'DFNS_PENDING';
const ALWAYS = ['DFNS_API_URL', 'DFNS_ORG_ID', 'DFNS_SERVICE_ACCOUNT_ID', 'DFNS_CRED_ID', TOKEN];
/** Kept where they are known. */
const SOMETIMES = [PRIVATE_KEY, 'DFNS_TOKEN_EXPIRES_AT'];
const PER_PAGE = 100;

/** GitHub tells no version of a secret, so there is none to compare. */
const UNVERSIONED = 'unversioned';

interface Listed {
  readonly name: string;
  readonly updatedAt: Date;
  readonly visibility?: string;
}

/**
 * GitHub Actions secrets of the repository, one of its environments or its organization: each name of the document is one
 * sealed secret. They cannot be read back, and there is no check-and-set: runs that race are kept apart by `concurrency:` alone.
 * @see https://docs.github.com/rest/actions/secrets
 */
export async function openGithubSecrets(target: GithubTarget, settings: StoreSettings): Promise<Store> {
  return new GithubSecrets(target, connectGithub(target, settings), settings.world);
}

class GithubSecrets implements Store {
  readonly target: string;
  readonly readable = false;

  constructor(
    private readonly place: GithubTarget,
    private readonly ask: AskGithub,
    private readonly world: StoreSettings['world'],
  ) {
    this.target = place.target;
  }

  /** The token is written last, so where it is there, and everything else is, the oldest date is that of the document. */
  async read(): Promise<StoreContents> {
    const listed = await this.list();
    const pending = this.pendingIn(listed);
    const isComplete = ALWAYS.every((name) => listed.some((each) => each.name === this.named(name)));
    const kept = [...ALWAYS, ...SOMETIMES].map((name) => this.named(name));
    const dates = listed.filter(({ name }) => kept.includes(name)).map(({ updatedAt }) => updatedAt.getTime());
    return { ...(isComplete && { writtenAt: new Date(Math.min(...dates)) }), ...(pending && { pending }) };
  }

  /** Names are listed all at once: there is no less to ask for. */
  async readCurrent(): Promise<StoreContents> {
    return this.read();
  }

  /** What of a pending change can be seen: its marker's name, which tells the first digits of the key's fingerprint, and its date. */
  private pendingIn(listed: readonly Listed[]): Kept | undefined {
    const isMarker = ({ name }: Listed) => name.startsWith(this.named(MARKER));
    const marker = listed.filter(isMarker).sort((one, other) => other.updatedAt.getTime() - one.updatedAt.getTime())[0];
    if (!marker) return undefined;
    const digits = marker.name.slice(this.named(MARKER).length + 1).toLowerCase();
    const document = {
      DFNS_PENDING_SINCE: marker.updatedAt.toISOString(),
      ...(/^[0-9a-f]{8}$/.test(digits) && { DFNS_KEY_FINGERPRINT: digits }),
    };
    return { document, version: marker.name };
  }

  /**
   * What cannot be read back is no help to the next run: a private key is not kept here before it is of use. Names can be read, so
   * that a marker's name tells which key is being made, and a token which may not write secrets is found out before Dfns is changed.
   */
  async putPending(document: StoredDocument, expected: string | undefined): Promise<string> {
    const digits = document.DFNS_KEY_FINGERPRINT?.slice(0, 8).toUpperCase();
    const marker = digits ? `${MARKER}_${digits}` : MARKER;
    await this.putAll({ [marker]: this.world.randomBytes(16).toString('hex') });
    if (expected !== undefined && expected !== this.named(marker)) await this.removeNamed(expected);
    return this.named(marker);
  }

  async putCurrent(document: StoredDocument, _expected: string | undefined): Promise<string> {
    await this.putAll(document);
    // The account's key is held elsewhere now: the one that is kept here is dead.
    if (document[TOKEN] !== undefined && document[PRIVATE_KEY] === undefined) await this.remove(PRIVATE_KEY);
    return UNVERSIONED;
  }

  async removePending(expected: string): Promise<void> {
    await this.removeNamed(expected);
  }

  async clear(): Promise<void> {
    const markers = (await this.list()).map(({ name }) => name).filter((name) => name.startsWith(this.named(MARKER)));
    const kept = [...ALWAYS, ...SOMETIMES].map((name) => this.named(name));
    await together([...kept, ...markers].map((name) => this.removeNamed(name)));
  }

  private named(name: string): string {
    return `${this.place.prefix}${name}`;
  }

  private async list(): Promise<readonly Listed[]> {
    const secrets = await this.all('', 'secrets');
    return secrets.map(({ name, updated_at: updatedAt, visibility }) => ({
      name: String(name).toUpperCase(),
      updatedAt: new Date(String(updatedAt)),
      ...(typeof visibility === 'string' && { visibility }),
    }));
  }

  private async all(path: string, what: 'secrets' | 'repositories'): Promise<readonly Record<string, unknown>[]> {
    const found: Record<string, unknown>[] = [];
    for (let page = 1; ; page++) {
      const { body } = await this.ask('GET', `${path}?per_page=${PER_PAGE}&page=${page}`);
      const listed = Array.isArray(body[what]) ? body[what] : [];
      found.push(...listed);
      if (listed.length < PER_PAGE) return found;
    }
  }

  /** Everything but the token in parallel, then the token: a run that dies in between leaves no date that looks complete. */
  private async putAll(document: StoredDocument): Promise<void> {
    const [{ key, keyId }, existing] = await Promise.all([
      this.publicKey(),
      this.place.scope === 'organization' ? this.list() : [],
    ]);
    const put = async (name: string, value: string) => {
      const sealed = { encrypted_value: seal(value, key), key_id: keyId };
      await this.ask('PUT', `/${this.named(name)}`, {
        body: { ...sealed, ...(await this.visibility(name, existing)) },
      });
    };
    const { [TOKEN]: token, ...others } = document;
    await together(Object.entries(others).map(([name, value]) => put(name, value)));
    if (token !== undefined) await put(TOKEN, token);
  }

  private async publicKey(): Promise<{ key: string; keyId: unknown }> {
    const { status, body } = await this.ask('GET', '/public-key');
    if (typeof body.key !== 'string' || !isPublicKey(body.key))
      throw failed(this.target, 'a public key to seal with', status);
    return { key: body.key, keyId: body.key_id };
  }

  /**
   * Who may use an organization's secret: what the target says, else what the secret has, else the private repositories.
   * A selection of repositories is sent again, since a write without it would empty it.
   */
  private async visibility(name: string, existing: readonly Listed[]): Promise<object> {
    if (this.place.scope !== 'organization') return {};
    const has = existing.find((each) => each.name === this.named(name))?.visibility;
    const visibility = this.place.visibility ?? has ?? 'private';
    if (visibility !== 'selected') return { visibility };
    const repositories = await this.all(`/${this.named(name)}/repositories`, 'repositories');
    return { visibility, selected_repository_ids: repositories.map(({ id }) => id) };
  }

  private async remove(name: string): Promise<void> {
    await this.removeNamed(this.named(name));
  }

  private async removeNamed(name: string): Promise<void> {
    await this.ask('DELETE', `/${name}`, { expected: [404] });
  }
}
