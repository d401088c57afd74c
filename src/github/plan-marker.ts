import { createHash } from 'node:crypto';

/** Whose plan a comment shows, and which run wrote it. */
export interface PlanMarker {
  /** {@link digestOfPlan} */
  readonly of: string;
  readonly orgId?: string;
  readonly shard: { readonly index: number; readonly count: number };
  /** Absent where the runner did not say. */
  readonly run?: { readonly id: string; readonly attempt: number };
}

/** Stands for a manifest, by its path, and for the API that it is applied to: either may be longer than a comment. SHA-256, hex. */
export function digestOfPlan(manifest: string, apiUrl: string): string {
  return createHash('sha256')
    .update(JSON.stringify([manifest, apiUrl]))
    .digest('hex');
}

/** The hidden first line of a comment with a plan, by which a later run finds it. It is encoded: nothing in it ends the HTML comment. */
export function planMarker({ of, orgId, shard: { index, count }, run }: PlanMarker): string {
  const encoded = Buffer.from(JSON.stringify({ of, orgId, shard: { index, count }, run })).toString('base64url');
  return `<!-- dfns-service-account-action fleet-plan ${encoded} -->`;
}

/** The marker with which a comment begins; `undefined` where it does not: a marker in its midst is a quotation. */
export function readPlanMarker(body: string): PlanMarker | undefined {
  const [, encoded] = /^<!-- dfns-service-account-action fleet-plan ([\w-]{1,2000}) -->/.exec(body) ?? [];
  if (!encoded) return undefined;
  try {
    const value: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    return isMarker(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether both show plans of one manifest, in one organisation, whatever the shards. A workflow may be given its `org-id` only later. */
export function isSamePlan(one: PlanMarker, other: PlanMarker): boolean {
  const sameOrg = one.orgId === undefined || other.orgId === undefined || one.orgId === other.orgId;
  return one.of === other.of && sameOrg;
}

export function isSameShard({ shard: one }: PlanMarker, { shard: other }: PlanMarker): boolean {
  return one.index === other.index && one.count === other.count;
}

/** Whether a run was started, or started again, after the other. */
export function isLater({ run: one }: PlanMarker, { run: other }: PlanMarker): boolean {
  if (!one || !other) return false;
  return one.id === other.id ? one.attempt > other.attempt : BigInt(one.id) > BigInt(other.id);
}

function isMarker(value: unknown): value is PlanMarker {
  const { of, orgId, shard, run } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const { index, count } = (shard ?? {}) as Readonly<Record<string, unknown>>;
  const { id, attempt } = (run ?? {}) as Readonly<Record<string, unknown>>;
  return (
    typeof of === 'string' &&
    [index, count].every(Number.isSafeInteger) &&
    (orgId === undefined || typeof orgId === 'string') &&
    (run === undefined || (typeof id === 'string' && /^\d{1,19}$/.test(id) && Number.isSafeInteger(attempt)))
  );
}
