import { standingOf } from '../../core/fleet-digest.js';
import type { FleetOutcome } from '../../core/fleet-outcome.js';
import { ActionError } from '../../error.js';
import { repositoryIn } from '../../github/client.js';
import { openPlanComments, type PlanComment, type PlanComments, planCommentError } from '../../github/plan-comments.js';
import {
  digestOfPlan,
  isLater,
  isSamePlan,
  isSameShard,
  type PlanMarker,
  planMarker,
} from '../../github/plan-marker.js';
import { readPullRequest } from '../../github/pull-request.js';
import type { FleetOptions } from '../../runner/inputs/fleet-options.js';
import type { World } from '../../world.js';
import type { Context } from '../context.js';
import { dividedText, nothingText, type Origin, planText } from './plan-text.js';

type Surroundings = Pick<Context, 'world' | 'log' | 'warn' | 'redact' | 'deadline'>;

/**
 * Puts the plan into one comment of the pull request that the workflow runs for, and edits that one from then on; outside of a pull
 * request it does nothing. What fails is a warning: the plan stands in the summary too.
 */
export async function commentPlan(
  outcome: FleetOutcome,
  { githubToken }: Pick<FleetOptions, 'githubToken'>,
  { world, log, warn, redact, deadline: { signal } }: Surroundings,
): Promise<void> {
  const request = readPullRequest(world.environment);
  if (request.is === 'none') return log.info('comment-plan: not a pull request, so no comment');
  if (request.is === 'refused') return warn(`comment-plan: no comment, since ${request.why}`);
  if (!githubToken) return warn('comment-plan: no comment, since github-token is empty');
  const marker = markerOf(outcome, world.environment);
  const origin = originOf(request, marker, world.environment);
  const withMarker = (text: string) => `${planMarker(marker)}\n\n${text}`;
  try {
    const comments = openPlanComments({ world, token: githubToken, signal }, request.number);
    await settle(comments, marker, log, {
      plan: hasPlan(outcome) ? withMarker(planText(outcome, origin, redact)) : undefined,
      nothing: withMarker(nothingText(outcome, origin)),
      divided: dividedText(outcome, origin),
    });
  } catch (error) {
    warn(`comment-plan: ${wordsOf(planCommentError(error, signal))}`);
  }
}

interface Texts {
  /** Absent where there is nothing to do. */
  readonly plan: string | undefined;
  readonly nothing: string;
  readonly divided: string;
}

async function settle(
  comments: PlanComments,
  marker: PlanMarker,
  log: Surroundings['log'],
  texts: Texts,
): Promise<void> {
  const listed = (await comments.list()).filter((comment) => isSamePlan(comment.marker, marker));
  const own = listed.filter((comment) => isSameShard(comment.marker, marker));
  if (own.some((comment) => isLater(comment.marker, marker))) {
    return log.info('comment-plan: a later run has written its plan already, which stays');
  }
  const [first, ...others] = own;
  const isThere = first !== undefined && (await comments.edit(first, texts.plan ?? texts.nothing));
  if (isThere) await removeOthers(comments, first, others);
  else if (texts.plan !== undefined) await createOnce(comments, marker, texts.plan);
  if (marker.shard.index === 1) await settleDivided(comments, marker, listed, texts.divided);
}

/** Two runs at once may both have seen no comment: whoever finds an older one than its own moves into that. */
async function createOnce(comments: PlanComments, marker: PlanMarker, plan: string): Promise<void> {
  const created = await comments.create(plan);
  const own = (await comments.list()).filter(
    (comment) => isSamePlan(comment.marker, marker) && isSameShard(comment.marker, marker),
  );
  const [first] = own;
  if (!first || first.id >= created.id) return;
  if (!isLater(first.marker, marker) && !(await comments.edit(first, plan))) return;
  await comments.remove(created);
}

/** What a run that died between the two left. */
async function removeOthers(
  comments: PlanComments,
  { author }: PlanComment,
  others: readonly PlanComment[],
): Promise<void> {
  for (const comment of others) if (comment.author === author) await comments.remove(comment);
}

/** The plans of shards that there are no more would stay for ever. */
async function settleDivided(
  comments: PlanComments,
  marker: PlanMarker,
  listed: readonly PlanComment[],
  divided: string,
): Promise<void> {
  for (const comment of listed) {
    if (comment.marker.shard.count === marker.shard.count || isLater(comment.marker, marker)) continue;
    if (/^<!--[^>]*-->\s*<p>.*: it is divided into other shards now/.test(comment.body)) continue;
    await comments.edit(
      comment,
      `${planMarker({ ...comment.marker, ...(marker.run && { run: marker.run }) })}\n\n${divided}`,
    );
  }
}

function hasPlan({ accounts, pruned, roleSteps }: FleetOutcome): boolean {
  return roleSteps.length > 0 || [...accounts, ...pruned].some((account) => standingOf(account) !== 'in order');
}

function markerOf({ manifest, apiUrl, orgId, shard }: FleetOutcome, environment: World['environment']): PlanMarker {
  const { GITHUB_RUN_ID: id = '', GITHUB_RUN_ATTEMPT: attempt = '' } = environment;
  const isRun = /^\d{1,19}$/.test(id) && /^\d{1,9}$/.test(attempt);
  const of = digestOfPlan(manifest, apiUrl);
  return { of, shard, ...(orgId && { orgId }), ...(isRun && { run: { id, attempt: Number(attempt) } }) };
}

function originOf(
  { head }: { readonly head?: string },
  { run }: PlanMarker,
  environment: World['environment'],
): Origin {
  const place = repositoryIn(environment);
  const page = `${environment.GITHUB_SERVER_URL ?? ''}/${place?.owner}/${place?.repo}/actions/runs/${run?.id}`;
  const isPage = run !== undefined && /^https?:\/\/[\w.:-]+\/[\w.-]+\/[\w.-]+\/actions\/runs\/\d+$/.test(page);
  return { ...(head && { head }), ...(isPage && { runPage: page }) };
}

function wordsOf(error: unknown): string {
  return error instanceof ActionError
    ? `${error.message}; ${error.cure}`
    : 'the comment could not be written, for an unknown reason';
}
