import type { GcpTarget } from '../core/store-target.js';
import { readBytes } from './content.js';
import { fingerprint } from './document.js';
import type { Version } from './emulated-cas.js';
import { misshapen, unlessDenied } from './fault.js';
import type { AskGcp } from './gcp-client.js';

/** So many of the newest versions are looked through for ones that are still alive. */
const LISTED = 100;
/** What `access` says of a version that is disabled or destroyed. */
export const DEAD = 'dead';

interface ListedVersion {
  readonly number: number;
  readonly state: string;
}

/** The requests about one secret of Secret Manager. */
export class GcpSecretApi {
  constructor(
    private readonly target: GcpTarget,
    private readonly ask: AskGcp,
    private readonly name: string,
  ) {}

  /** @param version a number, or the alias `latest`. @returns `undefined` where there is none */
  async access(version: string): Promise<Version | typeof DEAD | undefined> {
    const path = `secrets/${this.name}/versions/${version}:access`;
    const { refusal, body } = await this.ask('GET', path, ['NOT_FOUND', 'FAILED_PRECONDITION']);
    if (refusal !== undefined) return refusal === 'NOT_FOUND' ? undefined : DEAD;
    const { data = '' } = (body.payload ?? {}) as { data?: unknown };
    if (typeof body.payload !== 'object' || typeof data !== 'string') throw misshapen(this.target.target, 'a payload');
    const raw = Buffer.from(data, 'base64');
    return { ...readBytes(raw), raw, version: this.versionOf(body.name, raw) };
  }

  /** Newest first. */
  async versions(): Promise<ListedVersion[]> {
    const { body, refusal } = await this.ask('GET', `secrets/${this.name}/versions?pageSize=${LISTED}`, ['NOT_FOUND']);
    const versions = refusal === undefined && Array.isArray(body.versions) ? body.versions : [];
    return (versions as { name?: unknown; state?: unknown }[])
      .map(({ name, state }) => ({ number: Number(String(name).split('/').at(-1)), state: String(state) }))
      .sort((one, other) => other.number - one.number);
  }

  /** Adds a version, and creates the secret where it is missing. @returns the new version */
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

  /** FAILED_PRECONDITION: another run destroyed it already. */
  async destroy(number: number): Promise<void> {
    const path = `secrets/${this.name}/versions/${number}:destroy`;
    await this.ask('POST', path, ['FAILED_PRECONDITION', 'NOT_FOUND'], {});
  }

  async delete(): Promise<void> {
    await this.ask('DELETE', `secrets/${this.name}`, ['NOT_FOUND']);
  }

  /** Whether somebody gave the secret labels or annotations. Who may not look cannot know: then it counts as described. */
  async isDescribed(): Promise<boolean> {
    const found = await unlessDenied(this.ask('GET', `secrets/${this.name}`, ['NOT_FOUND']));
    if (found === undefined) return true;
    const { labels, annotations } = found.body;
    return [labels, annotations].some((each) => Object.keys(each ?? {}).length > 0);
  }

  private async create(): Promise<void> {
    const { location } = this.target;
    const replication = location === undefined ? { automatic: {} } : { userManaged: { replicas: [{ location }] } };
    // Another run made it in between.
    await this.ask('POST', `secrets?secretId=${this.name}`, ['ALREADY_EXISTS'], { replication });
  }

  /** `NUMBER:FINGERPRINT`: a secret that was removed and made again counts from 1. */
  private versionOf(name: unknown, raw: Buffer): string {
    const number = /\/versions\/(\d+)$/.exec(String(name))?.[1];
    if (number === undefined) throw misshapen(this.target.target, 'the name of a version');
    return `${number}:${fingerprint(raw)}`;
  }
}

/** The number in a version that {@link GcpSecretApi} gave. */
export function numberOf(version: string): number {
  return Number(version.split(':')[0]);
}
