import sodium from 'libsodium-wrappers';
import { actionsSecrets, type BoxKeys, type Secrets, unsealed } from '../../servers/github-secrets.js';
import type { Asked, Reply, StoredDocument, StoreModel } from './server.js';

await sodium.ready;
const keys: BoxKeys = sodium.crypto_box_seed_keypair(new Uint8Array(32));
const id = 'key-of-the-repository';

/** The Actions secrets of the repository: the routes of the server that the stores' tests have. */
export class GithubSecretsModel implements StoreModel {
  readonly host = 'api.github.test';
  readonly isReadable = false;
  readonly secrets: Secrets = new Map();
  private readonly values = new Map<string, string>();
  /** The order of the writes: all have one time where none passes. */
  private readonly written: string[] = [];

  /** Its names are written one after the other, the account's first and the token last: in between they belong to nobody. */
  get isTorn(): boolean {
    return this.written.lastIndexOf('DFNS_SERVICE_ACCOUNT_ID') > this.written.lastIndexOf('DFNS_AUTH_TOKEN');
  }

  current(): StoredDocument | undefined {
    const names = [...this.secrets.keys()].filter((name) => !name.startsWith('DFNS_PENDING'));
    return names.length > 0 ? this.valuesOf(names) : undefined;
  }

  pending(): StoredDocument | undefined {
    const names = [...this.secrets.keys()].filter((name) => name.startsWith('DFNS_PENDING'));
    return names.length > 0 ? this.valuesOf(names) : undefined;
  }

  put(document: StoredDocument): void {
    const updatedAt = new Date().toISOString();
    for (const [name, value] of Object.entries(document)) {
      this.secrets.set(name.toUpperCase(), { sealed: '', createdAt: updatedAt, updatedAt });
      this.keep(name.toUpperCase(), value);
    }
  }

  remove(): void {
    this.secrets.clear();
  }

  shape(): unknown {
    const markers = [...this.secrets.keys()].filter((name) => name.startsWith('DFNS_PENDING')).sort();
    const [oldest] = [...this.secrets.values()].map(({ updatedAt }) => updatedAt).sort();
    return [this.current(), markers, oldest, this.isTorn];
  }

  reply({ method, url, body }: Asked): Reply {
    const [, rest] = /^\/repos\/acme\/payments\/actions\/secrets(.*)$/.exec(url.pathname) ?? [];
    if (rest === undefined) return { status: 404, body: { message: 'Not Found' } };
    const of = { publicKey: keys.publicKey, id };
    const reply = actionsSecrets(this.secrets, of, { method, rest, query: url.searchParams, body });
    const name = rest.slice(1);
    const secret = this.secrets.get(name);
    if (method === 'PUT' && secret) this.keep(name, unsealed(secret, keys));
    return reply;
  }

  private keep(name: string, value: string): void {
    this.values.set(name, value);
    this.written.push(name);
  }

  private valuesOf(names: readonly string[]): StoredDocument {
    return Object.fromEntries(names.map((name) => [name, this.values.get(name) ?? '']));
  }
}
