/** Whose plan a comment shows. */
export interface PlanIdentity {
  /** The path of the file. */
  readonly manifest: string;
  readonly apiUrl: string;
  readonly orgId?: string;
  readonly shard: { readonly index: number; readonly count: number };
}

export interface PlanMarker extends PlanIdentity {
  /** The workflow run that wrote it; absent where the runner did not say. */
  readonly run?: { readonly id: string; readonly attempt: number };
}

/** The hidden first line of a comment with a plan, by which a later run finds it. It is encoded: a path could end the HTML comment. */
export function planMarker({ manifest, apiUrl, orgId, shard, run }: PlanMarker): string {
  const { index, count } = shard;
  const encoded = Buffer.from(JSON.stringify({ manifest, apiUrl, orgId, shard: { index, count }, run }));
  return `<!-- dfns-service-account-action fleet-plan ${encoded.toString('base64url')} -->`;
}

/** The marker with which a comment begins; `undefined` where it does not: a marker in its midst is a quotation. */
export function readPlanMarker(body: string): PlanMarker | undefined {
  const [, encoded] = /^<!-- dfns-service-account-action fleet-plan ([\w-]{1,8000}) -->/.exec(body) ?? [];
  if (!encoded) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    return isMarker(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether both show plans of one manifest, in one organisation, whatever the shards. A workflow may be given its `org-id` only later. */
export function isSamePlan(one: PlanIdentity, other: PlanIdentity): boolean {
  const sameOrg = one.orgId === undefined || other.orgId === undefined || one.orgId === other.orgId;
  return one.manifest === other.manifest && one.apiUrl === other.apiUrl && sameOrg;
}

export function isSameShard({ shard: one }: PlanIdentity, { shard: other }: PlanIdentity): boolean {
  return one.index === other.index && one.count === other.count;
}

/** Whether a run was started, or started again, after the other. */
export function isLater({ run: one }: PlanMarker, { run: other }: PlanMarker): boolean {
  if (!one || !other) return false;
  return one.id === other.id ? one.attempt > other.attempt : BigInt(one.id) > BigInt(other.id);
}

function isMarker(value: unknown): value is PlanMarker {
  const { manifest, apiUrl, orgId, shard, run } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const { index, count } = (shard ?? {}) as Readonly<Record<string, unknown>>;
  const { id, attempt } = (run ?? {}) as Readonly<Record<string, unknown>>;
  return (
    [manifest, apiUrl].every((text) => typeof text === 'string') &&
    [index, count].every(Number.isSafeInteger) &&
    (orgId === undefined || typeof orgId === 'string') &&
    (run === undefined || (typeof id === 'string' && /^\d{1,19}$/.test(id) && Number.isSafeInteger(attempt)))
  );
}
