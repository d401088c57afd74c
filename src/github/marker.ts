/** Which account an issue asks for. */
export interface RequestedAccount {
  readonly name: string;
  readonly apiUrl: string;
  readonly orgId?: string;
}

export interface Marker {
  readonly account: RequestedAccount;
  /** SHA-256 of the SPKI DER, hex. */
  readonly fingerprint: string;
}

/** The hidden first line of an issue, by which a later run finds it. The account is encoded: a name could end the comment. */
export function markerOf({ account, fingerprint }: Marker): string {
  const { name, apiUrl, orgId } = account;
  const encoded = Buffer.from(JSON.stringify({ name, apiUrl, orgId })).toString('base64url');
  return `<!-- dfns-service-account-action request fingerprint=${fingerprint} account=${encoded} -->`;
}

/** The marker in an issue's text; `undefined` where there is none. */
export function readMarker(body: string): Marker | undefined {
  const [, fingerprint, encoded] =
    /<!-- dfns-service-account-action request fingerprint=([0-9a-f]{64}) account=([\w-]+) -->/.exec(body) ?? [];
  if (!fingerprint || !encoded) return undefined;
  try {
    const account: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    return isAccount(account) ? { account, fingerprint } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether two mean the same account. A workflow may have been given its `org-id` only later. */
export function isSameAccount(one: RequestedAccount, other: RequestedAccount): boolean {
  const sameOrg = one.orgId === undefined || other.orgId === undefined || one.orgId === other.orgId;
  return one.name === other.name && one.apiUrl === other.apiUrl && sameOrg;
}

/** The hidden first line of a comment of ours, so that it is not written twice. */
export function commentMarker(what: string): string {
  return `<!-- dfns-service-account-action ${what} -->`;
}

function isAccount(value: unknown): value is RequestedAccount {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('apiUrl' in value)) return false;
  const orgId = 'orgId' in value ? value.orgId : undefined;
  return (
    typeof value.name === 'string' &&
    typeof value.apiUrl === 'string' &&
    (orgId === undefined || typeof orgId === 'string')
  );
}
