import type { GcpTarget } from '../core/store-target.js';
import { settleAll } from '../network/async.js';
import { isOurs } from './content.js';
import { unlessNothing, unreadableVersion, type Version } from './emulated-cas.js';
import { hasCode, unlessDenied } from './fault.js';
import { DEAD, type GcpSecretApi, numberOf } from './gcp-secret-api.js';
import type { StoreSettings } from './store.js';
import type { EndableSecret } from './two-secret-store.js';

/** One secret of Secret Manager with its versions. */
export class GcpSecret implements EndableSecret<Version> {
  constructor(
    private readonly target: GcpTarget,
    private readonly api: GcpSecretApi,
    private readonly name: string,
    private readonly warn: StoreSettings['warn'],
  ) {}

  /**
   * Only reading a version by its number is strongly consistent, the alias `latest` may lag behind: so the number after it is
   * asked for as well (Secret Manager, "Resource consistency").
   */
  async newest(): Promise<Version | undefined> {
    const latest = await this.api.access('latest');
    let found = latest === DEAD ? await this.newestAlive() : latest;
    while (found !== undefined && found.unreadable === undefined) {
      const next = await this.api.access(String(numberOf(found.version) + 1));
      if (next === undefined || next === DEAD) break;
      found = next;
    }
    return unlessNothing(found);
  }

  async keepOnly(version: string | undefined): Promise<void> {
    if (version === undefined) return;
    const alive = (await this.api.versions()).filter(({ state }) => state === 'ENABLED');
    const older = alive.filter(({ number }) => number < numberOf(version));
    await settleAll(older.map(({ number }) => this.destroyOurs(number)));
  }

  add(raw: Buffer): Promise<string> {
    return this.api.add(raw);
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
    await this.api.destroy(numberOf(version));
  }

  /** Who may write versions need not be allowed to remove secrets: then the values are destroyed and an empty secret is left. */
  async end(version: string): Promise<void> {
    await this.api.delete().catch(async (error: unknown) => {
      if (!hasCode(error, 'STORE_DENIED')) throw error;
      await this.keepOnly(version);
      await this.retire(version);
    });
  }

  /** The secret goes with its versions, unless somebody described it, or keeps older versions in it: then only ours go. */
  async remove(found: Version): Promise<void> {
    const [isDescribed, older] = await Promise.all([this.api.isDescribed(), this.api.versions()]);
    const others = older.filter(({ number, state }) => state === 'ENABLED' && number !== numberOf(found.version));
    const contents = await Promise.all(others.map(({ number }) => this.alive(number)));
    const isShared = older.some(({ state }) => state === 'DISABLED') || contents.some((each) => each && !isOurs(each));
    if (!isDescribed && !isShared) return this.api.delete();
    await this.keepOnly(found.version);
    await this.retire(found.version);
  }

  /** The newest version that is enabled, where `latest` is not; what a person disabled on purpose is left as it is. */
  private async newestAlive(): Promise<Version | undefined> {
    const listed = await unlessDenied(this.api.versions());
    if (listed === undefined)
      return unreadableVersion('its newest version is disabled or destroyed, and the others may not be listed');
    const [newest] = listed;
    const alive = listed.find(({ state }) => state === 'ENABLED');
    if (alive === undefined) {
      return newest?.state === 'DISABLED'
        ? unreadableVersion(`its newest version, ${newest.number}, is disabled`)
        : undefined;
    }
    if (newest !== undefined) {
      const state = newest.state.toLowerCase();
      this.warn?.(
        `the newest version of ${this.name} in ${this.target.target}, ${newest.number}, is ${state}: version ${alive.number} before it is used`,
      );
    }
    return this.alive(alive.number);
  }

  /** The first of the living versions that reach up to `last` without a gap: what was there before had been found dead. */
  private async lowestSince(last: number): Promise<number> {
    let number = last;
    while (number > 0 && (await this.alive(number)) !== undefined) number--;
    return number + 1;
  }

  private async alive(number: number): Promise<Version | undefined> {
    const found = await this.api.access(String(number));
    return found === DEAD ? undefined : unlessNothing(found);
  }

  /** What is not ours stays, however old. */
  private async destroyOurs(number: number): Promise<void> {
    const found = await this.alive(number);
    if (found !== undefined && isOurs(found)) await this.api.destroy(number);
  }
}
