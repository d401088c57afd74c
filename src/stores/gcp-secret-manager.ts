import type { GcpTarget } from '../account/store-target.js';
import { together } from '../network/http.js';
import { isOurs, readBytes } from './content.js';
import { fingerprint } from './document.js';
import { hasCode, misshapen } from './fault.js';
import { unlessNothing, type Version } from './first-writer.js';
import { type AskGcp, connectGcp } from './gcp-client.js';
import type { Store, StoreSettings } from './store.js';
import { type EndableSecret, TwoSecretStore } from './two-secrets.js';

/** So many of the newest versions are looked through for ones that are still alive. */
const LISTED = 100;
/** What `access` says of a version that is disabled or destroyed. */
const DEAD = 'dead';

interface Listed {
  readonly number: number;
  readonly state: string;
}

/**
 * GCP Secret Manager: a JSON secret version, the pending document in a sibling secret `NAME-pending`. Google knows no
 * check-and-set, see first-writer.ts.
 * @see https://cloud.google.com/secret-manager/docs/reference/rest
 */
export async function openGcpSecretManager(target: GcpTarget, settings: StoreSettings): Promise<Store> {
  const ask = connectGcp(target, settings);
  const [current, pending] = [target.name, `${target.name}-pending`].map(
    (name) => new GcpSecret(target, ask, name, settings.warn),
  ) as [GcpSecret, GcpSecret];
  return new TwoSecretStore(target.target, current, pending, `${target.name}-pending`);
}

class GcpSecret implements EndableSecret<Version> {
  constructor(
    private readonly place: GcpTarget,
    private readonly ask: AskGcp,
    private readonly name: string,
    private readonly warn: StoreSettings['warn'],
  ) {}

  /**
   * Only reading a version by its number is strongly consistent, the alias `latest` may lag behind: so the number after it is
   * asked for as well (Secret Manager, "Resource consistency").
   */
  async newest(): Promise<Version | undefined> {
    const latest = await this.access('latest');
    let found = latest === DEAD ? await this.newestAlive() : latest;
    while (found !== undefined && found.unreadable === undefined) {
      const next = await this.access(String(numberOf(found.version) + 1));
      if (next === undefined || next === DEAD) break;
      found = next;
    }
    return unlessNothing(found);
  }

  async keepOnly(version: string | undefined): Promise<void> {
    if (version === undefined) return;
    const alive = (await this.versions()).filter(({ state }) => state === 'ENABLED');
    const older = alive.filter(({ number }) => number < numberOf(version));
    await together(older.map(({ number }) => this.destroyOurs(number)));
  }

  async add(raw: Buffer): Promise<string> {
    const body = { payload: { data: raw.toString('base64') } };
    const path = `secrets/${this.name}:addVersion`;
    let answer = await this.ask('POST', path, ['NOT_FOUND'], body);
    if (answer.refusal !== undefined) {
      await this.create();
      answer = await this.ask('POST', path, [], body);
    }
    return this.versionOf(answer.body.name, raw);
  }

  async earlierRival(own: string, after: string | undefined): Promise<Version | undefined> {
    const last = numberOf(own) - 1;
    const first = after === undefined ? await this.lowestSince(last) : numberOf(after) + 1;
    for (let number = first; number <= last; number++) {
      const rival = await this.alive(number);
      if (rival !== undefined) return rival;
    }
    return undefined;
  }

  async retire(version: string): Promise<void> {
    await this.destroy(numberOf(version));
  }

  /** Who may write versions need not be allowed to remove secrets: then the values are destroyed and an empty secret is left. */
  async end(version: string): Promise<void> {
    await this.delete().catch(async (error: unknown) => {
      if (!hasCode(error, 'STORE_DENIED')) throw error;
      await this.keepOnly(version);
      await this.retire(version);
    });
  }

  /** The secret goes with its versions, unless somebody described it, or keeps older versions in it: then only ours go. */
  async remove(found: Version): Promise<void> {
    const [isDescribed, older] = await Promise.all([this.isDescribed(), this.versions()]);
    const others = older.filter(({ number, state }) => state === 'ENABLED' && number !== numberOf(found.version));
    const contents = await Promise.all(others.map(({ number }) => this.alive(number)));
    const isShared = older.some(({ state }) => state === 'DISABLED') || contents.some((each) => each && !isOurs(each));
    if (!isDescribed && !isShared) return this.delete();
    await this.keepOnly(found.version);
    await this.retire(found.version);
  }

  private async delete(): Promise<void> {
    await this.ask('DELETE', `secrets/${this.name}`, ['NOT_FOUND']);
  }

  private async isDescribed(): Promise<boolean> {
    try {
      const { body } = await this.ask('GET', `secrets/${this.name}`, ['NOT_FOUND']);
      return [body.labels, body.annotations].some((each) => Object.keys(each ?? {}).length > 0);
    } catch (error) {
      // Who may not look cannot know: the secret stays, emptied.
      if (hasCode(error, 'STORE_DENIED')) return true;
      throw error;
    }
  }

  /** The newest version that is enabled, where `latest` is not; what a person disabled on purpose is left as it is. */
  private async newestAlive(): Promise<Version | undefined> {
    const listed = await this.versions().catch((error: unknown) => {
      if (!hasCode(error, 'STORE_DENIED')) throw error;
    });
    if (listed === undefined)
      return dead('its newest version is disabled or destroyed, and the others may not be listed');
    const [newest] = listed;
    const alive = listed.find(({ state }) => state === 'ENABLED');
    if (alive === undefined) {
      return newest?.state === 'DISABLED' ? dead(`its newest version, ${newest.number}, is disabled`) : undefined;
    }
    if (newest !== undefined) {
      const state = newest.state.toLowerCase();
      this.warn?.(
        `the newest version of ${this.name} in ${this.place.target}, ${newest.number}, is ${state}: version ${alive.number} before it is used`,
      );
    }
    return this.alive(alive.number);
  }

  /** Newest first. */
  private async versions(): Promise<Listed[]> {
    const { body, refusal } = await this.ask('GET', `secrets/${this.name}/versions?pageSize=${LISTED}`, ['NOT_FOUND']);
    const versions = refusal === undefined && Array.isArray(body.versions) ? body.versions : [];
    return (versions as { name?: unknown; state?: unknown }[])
      .map(({ name, state }) => ({ number: Number(String(name).split('/').at(-1)), state: String(state) }))
      .sort((one, other) => other.number - one.number);
  }

  /** The first of the living versions that reach up to `last` without a gap: what was there before had been found dead. */
  private async lowestSince(last: number): Promise<number> {
    let number = last;
    while (number > 0 && (await this.alive(number)) !== undefined) number--;
    return number + 1;
  }

  private async alive(number: number): Promise<Version | undefined> {
    const found = await this.access(String(number));
    return found === DEAD ? undefined : unlessNothing(found);
  }

  private async access(version: string): Promise<Version | typeof DEAD | undefined> {
    const path = `secrets/${this.name}/versions/${version}:access`;
    const { refusal, body } = await this.ask('GET', path, ['NOT_FOUND', 'FAILED_PRECONDITION']);
    if (refusal !== undefined) return refusal === 'NOT_FOUND' ? undefined : DEAD;
    const { data = '' } = (body.payload ?? {}) as { data?: unknown };
    if (typeof body.payload !== 'object' || typeof data !== 'string') throw misshapen(this.place.target, 'a payload');
    const raw = Buffer.from(data, 'base64');
    return { ...readBytes(raw), raw, version: this.versionOf(body.name, raw) };
  }

  /** What is not ours stays, however old. */
  private async destroyOurs(number: number): Promise<void> {
    const found = await this.alive(number);
    if (found !== undefined && isOurs(found)) await this.destroy(number);
  }

  /** FAILED_PRECONDITION: another run destroyed it already. */
  private async destroy(number: number): Promise<void> {
    const path = `secrets/${this.name}/versions/${number}:destroy`;
    await this.ask('POST', path, ['FAILED_PRECONDITION', 'NOT_FOUND'], {});
  }

  private async create(): Promise<void> {
    const { location } = this.place;
    const replication = location === undefined ? { automatic: {} } : { userManaged: { replicas: [{ location }] } };
    // Another run made it in between.
    await this.ask('POST', `secrets?secretId=${this.name}`, ['ALREADY_EXISTS'], { replication });
  }

  /** `NUMBER:FINGERPRINT`: a secret that was removed and made again counts from 1. */
  private versionOf(name: unknown, raw: Buffer): string {
    const number = /\/versions\/(\d+)$/.exec(String(name))?.[1];
    if (number === undefined) throw misshapen(this.place.target, 'the name of a version');
    return `${number}:${fingerprint(raw)}`;
  }
}

function dead(unreadable: string): Version {
  return { unreadable, raw: Buffer.alloc(0), version: '' };
}

function numberOf(version: string): number {
  return Number(version.split(':')[0]);
}
