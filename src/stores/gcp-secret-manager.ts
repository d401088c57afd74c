import type { GcpTarget } from '../account/store-target.js';
import { together } from '../network/http.js';
import { fingerprint, fromText, toText } from './document.js';
import { conflict, hasCode } from './fault.js';
import { type AppendOnlySecret, putFirst } from './first-writer.js';
import { type AskGcp, connectGcp } from './gcp-client.js';
import type { Kept, Store, StoreContents, StoredDocument, StoreSettings } from './store.js';

/** So many of the newest versions are looked through for ones that are still alive. */
const LISTED = 100;

/**
 * GCP Secret Manager: a JSON secret version, the pending document in a sibling secret `NAME-pending`. Google knows no
 * check-and-set, see first-writer.ts.
 * @see https://cloud.google.com/secret-manager/docs/reference/rest
 */
export async function openGcpSecretManager(target: GcpTarget, settings: StoreSettings): Promise<Store> {
  return new GcpSecretManager(target, connectGcp(target, settings));
}

class GcpSecretManager implements Store {
  readonly target: string;
  readonly readable = true;
  private readonly current: GcpSecret;
  private readonly pending: GcpSecret;

  constructor(place: GcpTarget, ask: AskGcp) {
    this.target = place.target;
    this.current = new GcpSecret(ask, place.name, place.location);
    this.pending = new GcpSecret(ask, `${place.name}-pending`, place.location);
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

  async removePending(expected: string): Promise<void> {
    const found = await this.pending.newest();
    if (found === undefined) return;
    if (found.version !== expected) throw conflict(this.target, 'pending');
    // Who may write versions need not be allowed to remove secrets: then the value is destroyed and an empty secret is left.
    await this.pending.remove().catch((error: unknown) => {
      if (!hasCode(error, 'STORE_DENIED')) throw error;
      return this.pending.retire(expected);
    });
  }

  async clear(): Promise<void> {
    await together([this.current.remove(), this.pending.remove()]);
  }
}

class GcpSecret implements AppendOnlySecret {
  constructor(
    private readonly ask: AskGcp,
    private readonly name: string,
    private readonly location: string | undefined,
  ) {}

  /**
   * Only reading a version by its number is strongly consistent, the alias `latest` may lag behind: so the number after it is
   * asked for as well (Secret Manager, "Resource consistency").
   */
  async newest(): Promise<Kept | undefined> {
    let found = await this.access('latest');
    while (found !== undefined) {
      const next = await this.access(String(numberOf(found.version) + 1));
      if (next === undefined) break;
      found = next;
    }
    return found;
  }

  async keepOnly(version: string): Promise<void> {
    const { body } = await this.ask('GET', `secrets/${this.name}/versions?pageSize=${LISTED}`, []);
    const versions = Array.isArray(body.versions) ? (body.versions as { name: string; state: string }[]) : [];
    const alive = versions
      .filter(({ state }) => state !== 'DESTROYED')
      .map(({ name }) => Number(name.split('/').at(-1)));
    const older = alive.filter((number) => number < numberOf(version));
    await together(older.map((number) => this.destroy(number)));
  }

  async add(document: StoredDocument): Promise<string> {
    const body = { payload: { data: Buffer.from(toText(document)).toString('base64') } };
    const path = `secrets/${this.name}:addVersion`;
    let answer = await this.ask('POST', path, [404], body);
    if (answer.status === 404) {
      await this.create();
      answer = await this.ask('POST', path, [], body);
    }
    return versionOf(answer.body.name, document);
  }

  async earlierRival(own: string, after: string | undefined): Promise<Kept | undefined> {
    const last = numberOf(own) - 1;
    const first = after === undefined ? await this.lowestSince(last) : numberOf(after) + 1;
    for (let number = first; number <= last; number++) {
      const rival = await this.access(String(number));
      if (rival !== undefined) return rival;
    }
    return undefined;
  }

  async retire(version: string): Promise<void> {
    await this.destroy(numberOf(version));
  }

  async remove(): Promise<void> {
    await this.ask('DELETE', `secrets/${this.name}`, [404]);
  }

  /** The first of the living versions that reach up to `last` without a gap: what was there before had been found dead. */
  private async lowestSince(last: number): Promise<number> {
    let number = last;
    while (number > 0 && (await this.access(String(number))) !== undefined) number--;
    return number + 1;
  }

  private async access(version: string): Promise<Kept | undefined> {
    // 400 FAILED_PRECONDITION: this version is disabled or destroyed.
    const { status, body } = await this.ask('GET', `secrets/${this.name}/versions/${version}:access`, [404, 400]);
    const { data } = (body.payload ?? {}) as { data?: unknown };
    if (status !== 200 || typeof data !== 'string') return undefined;
    const document = fromText(Buffer.from(data, 'base64').toString('utf8'));
    return document && { document, version: versionOf(body.name, document) };
  }

  /** 400 FAILED_PRECONDITION: another run destroyed it already. */
  private async destroy(number: number): Promise<void> {
    await this.ask('POST', `secrets/${this.name}/versions/${number}:destroy`, [400, 404], {});
  }

  private async create(): Promise<void> {
    const replication =
      this.location === undefined ? { automatic: {} } : { userManaged: { replicas: [{ location: this.location }] } };
    // 409: another run made it in between.
    await this.ask('POST', `secrets?secretId=${this.name}`, [409], { replication });
  }
}

/** `NUMBER:FINGERPRINT`: a secret that was removed and made again counts from 1. */
function versionOf(name: unknown, document: StoredDocument): string {
  return `${String(name).split('/').at(-1)}:${fingerprint(document)}`;
}

function numberOf(version: string): number {
  return Number(version.split(':')[0]);
}
