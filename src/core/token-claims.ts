import { isObject, isText } from './json.js';

/** What a token says of itself; every field may be missing, since a token may be opaque (docs/dfns-api.md, 3). Nothing here is verified. */
export interface TokenClaims {
  readonly orgId?: string;
  readonly userId?: string;
  /** As Dfns writes it, such as `Pat` or `ServiceAccount`. */
  readonly tokenKind?: string;
  readonly issuedAt?: Date;
  readonly expiresAt?: Date;
}

/** Reads the claims of a JWT without verifying it: only Dfns can, and it does on every request. */
export function readClaims(token: string): TokenClaims {
  const claims = payloadOf(token);
  const metadata = claims['https://custom/app_metadata'];
  const { orgId, userId, tokenKind } = isObject(metadata) ? metadata : {};
  return {
    ...(isText(orgId) && { orgId }),
    ...(isText(userId) && { userId }),
    ...(isText(tokenKind) && { tokenKind }),
    ...(isDate(claims.iat) && { issuedAt: new Date(claims.iat * 1000) }),
    ...(isDate(claims.exp) && { expiresAt: new Date(claims.exp * 1000) }),
  };
}

/** Whole days from `now` to `end`, rounded down, never below zero. */
export function daysLeft(end: Date, now: Date): number {
  return Math.max(0, Math.floor((end.getTime() - now.getTime()) / 86_400_000));
}

function payloadOf(token: string): Record<string, unknown> {
  const [, payload, signature] = token.split('.');
  if (payload === undefined || signature === undefined) return {};
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return isObject(claims) ? claims : {};
  } catch {
    return {};
  }
}

/** Seconds since 1970 that a Date can hold. */
function isDate(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 8.64e12;
}
