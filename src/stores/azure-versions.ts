import type { SecretProperties, SetSecretOptions } from '@azure/keyvault-secrets';
import { type Content, readText } from './content.js';

/** Which version a version followed, and when its writer made it: Key Vault's own `created` counts in whole seconds. */
const AFTER = 'dfns-after';
const AT = 'dfns-at';
/** Stands at a version that this action disabled. */
export const ENDED = 'dfns-ended';
/** How long a document without a token lives where a policy demands an expiry, in milliseconds. */
const WITHOUT_TOKEN = 30 * 24 * 3_600_000;

interface Like extends Content {
  readonly properties?: SecretProperties;
}

/**
 * What goes with a new version. Key Vault makes it without any tag, type or expiry of the one before: those that others added are
 * carried on. An expiry was that of the old token, so that it becomes the new one's.
 */
export function writtenWith(
  value: string,
  { after, like, now }: { after: string | undefined; like: Like | undefined; now: number },
): SetSecretOptions {
  const { contentType = 'application/json', expiresOn } = like?.properties ?? {};
  const expiry = expiresOn && (tokenExpiry(value) ?? expiresOn);
  return {
    contentType,
    tags: { ...tagsOf(like?.properties), [AFTER]: after ?? 'none', [AT]: String(now) },
    ...(expiry && expiry.getTime() > now && { expiresOn: expiry }),
  };
}

/** The expiry that a policy is given: the token's own, for a document without one some weeks. */
export function expiryFor(value: string, now: number): Date {
  return tokenExpiry(value) ?? new Date(now + WITHOUT_TOKEN);
}

function tokenExpiry(value: string): Date | undefined {
  const date = new Date(readText(value).document?.DFNS_TOKEN_EXPIRES_AT ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** The tags that others added. */
export function tagsOf(properties: SecretProperties | undefined): Record<string, string> {
  const { [AFTER]: _, [AT]: __, [ENDED]: ___, ...others } = properties?.tags ?? {};
  return others;
}

/** Whether a run wrote it to follow `version`. */
export function isAfter({ tags }: SecretProperties, version: string | undefined): boolean {
  return tags?.[AFTER] === (version ?? 'none');
}

export function isEnded({ tags, enabled }: SecretProperties): boolean {
  return !enabled && tags?.[ENDED] !== undefined;
}

export function oldestFirst(a: SecretProperties, b: SecretProperties): number {
  const seconds = (a.createdOn?.getTime() ?? 0) - (b.createdOn?.getTime() ?? 0);
  const clocks = Number(a.tags?.[AT] ?? 0) - Number(b.tags?.[AT] ?? 0);
  return seconds || clocks || ((a.version ?? '') < (b.version ?? '') ? -1 : 1);
}

export function newestFirst(a: SecretProperties, b: SecretProperties): number {
  return oldestFirst(b, a);
}
