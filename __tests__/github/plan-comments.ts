import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FleetOutcome } from '../../src/core/fleet-outcome.js';
import { commentPlan } from '../../src/modes/fleet/comment-plan.js';
import { realWorld } from '../../src/world.js';
import { account, fleet, planned } from '../runner/fleet.js';
import { type FakeGithub, fakeGithub, REPOSITORY } from '../servers/github.js';
import { bot, type FakeIssue, member } from '../servers/github-issues.js';

const folder = mkdtempSync(join(tmpdir(), 'event-'));
const real = realWorld();
export let github: FakeGithub;
export let pullRequest: FakeIssue;

/** Has one pull request for each test of a file. */
export function onPullRequest(): void {
  beforeAll(async () => {
    github = await fakeGithub();
  });
  beforeEach(() => {
    pullRequest = github.issues.write('A change of the fleet', '', member, ['a-pull-request']);
    github.issues.commenter = bot;
    github.requests.length = 0;
  });
  afterEach(() => {
    github.answerWith(undefined);
    expect(github.violations.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await github.stop();
    rmSync(folder, { recursive: true });
  });
}

export const toDo = fleet([planned('acme-backend'), account('acme-old')], { dryRun: true });
export const nothing = fleet([account('acme-backend')], { dryRun: true });

/** The text of a comment on it. */
export function text(index = 0): string {
  return pullRequest.comments[index]?.body ?? '';
}

/** Has a run comment its outcome. @returns the warnings */
export async function comment(
  outcome: FleetOutcome,
  environment: Record<string, string> = {},
  event: object = {},
  signal = new AbortController().signal,
): Promise<string[]> {
  const path = join(folder, 'event.json');
  const head = { repo: { full_name: 'Acme/Payments' }, sha: 'abc'.repeat(14).slice(0, 40) };
  writeFileSync(path, JSON.stringify({ pull_request: { number: pullRequest.number, head, ...event } }));
  const warnings: string[] = [];
  const world = {
    ...real,
    environment: {
      GITHUB_API_URL: github.url,
      GITHUB_REPOSITORY: REPOSITORY,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_RUN_ID: '100',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: path,
      ...environment,
    },
  };
  const quiet = () => undefined;
  await commentPlan(
    outcome,
    { githubToken: github.workflowToken },
    {
      world,
      log: { info: quiet, debug: quiet, group: (_, work) => work() },
      warn: (message) => warnings.push(message),
      redact: (shown) => shown,
      deadline: {
        signal,
        last: new AbortController().signal,
        extend: quiet,
        cancel: quiet,
        fail: quiet,
        end: quiet,
      },
    },
  );
  return warnings;
}
