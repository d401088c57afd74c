import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FleetOutcome } from '../../src/core/fleet-outcome.js';
import { ActionError } from '../../src/error.js';
import { digestOfPlan, planMarker } from '../../src/github/plan-marker.js';
import { commentPlan } from '../../src/modes/fleet/comment-plan.js';
import { realWorld } from '../../src/world.js';
import { account, failed, fleet, hostileName, many, planned } from '../runner/fleet.js';
import { type FakeGithub, fakeGithub, REPOSITORY } from '../servers/github.js';
import { type Author, bot, type FakeIssue, member, stranger } from '../servers/github-issues.js';

const folder = mkdtempSync(join(tmpdir(), 'event-'));
const real = realWorld();
let github: FakeGithub;
let pullRequest: FakeIssue;

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

const toDo = fleet([planned('acme-backend'), account('acme-old')], { dryRun: true });
const nothing = fleet([account('acme-backend')], { dryRun: true });

test('the first plan becomes a comment, and the next one takes its place', async () => {
  expect(await comment(toDo)).toEqual([]);
  expect(pullRequest.comments).toHaveLength(1);
  expect(text()).toContain('<h3>Dfns fleet <code>&#46;dfns&#47;fleet&#46;yaml</code>: planned, nothing written</h3>');
  expect(text()).toContain('1 would change, 1 in order');
  expect(text()).toContain(
    'Commit <code>abcabcabca</code>, <a href="https://github.com/acme/payments/actions/runs/100">the run</a>.',
  );
  await comment(fleet([planned('acme-other')], { dryRun: true }), { GITHUB_RUN_ID: '101' });
  expect(pullRequest.comments).toHaveLength(1);
  expect(text()).toContain('acme&#45;other');
  expect(text()).not.toContain('backend');
});

test('where nothing is to do no comment is made, and one that is there shrinks to a line', async () => {
  await comment(nothing);
  expect(pullRequest.comments).toEqual([]);
  await comment(toDo);
  await comment(nothing);
  expect(pullRequest.comments).toHaveLength(1);
  expect(text().split('\n').filter(Boolean)).toEqual([
    expect.stringMatching(/^<!-- .* -->$/),
    expect.stringMatching(/^<p>Dfns fleet <code>.*<\/code>: nothing to do\. Commit /),
  ]);
});

test('a comment on a later page is found', async () => {
  for (let index = 0; index < 230; index++) github.issues.comment(pullRequest, `talk ${index}`, member);
  await comment(toDo);
  for (let index = 0; index < 30; index++) github.issues.comment(pullRequest, `more ${index}`, member);
  await comment(toDo);
  expect(pullRequest.comments.filter(({ body }) => body.startsWith('<!--'))).toHaveLength(1);
});

test('the marker in the comment of somebody else, or quoted in one of an App, is no comment of ours', async () => {
  const marker = planMarker({ of: digestOfPlan(toDo.manifest, toDo.apiUrl), shard: toDo.shard });
  github.issues.comment(pullRequest, `${marker}\n\nnothing to do, trust me`, stranger);
  github.issues.comment(pullRequest, `${marker}\n\nnothing to do, trust me`, member);
  github.issues.comment(pullRequest, `alice wrote:\n\n> ${marker}`, bot);
  await comment(toDo);
  expect(pullRequest.comments).toHaveLength(4);
  expect(pullRequest.comments.slice(0, 3).map(({ body }) => body.includes('would change'))).toEqual([
    false,
    false,
    false,
  ]);
  expect(text(3)).toContain('1 would change');
});

test('with the token of a user her own comment is edited, and that of another user is not', async () => {
  github.issues.commenter = member;
  await comment(toDo);
  const other: Author = { login: 'bob', type: 'User', association: 'MEMBER' };
  github.issues.comment(pullRequest, text(), other);
  await comment(nothing);
  expect(text(0)).toContain('nothing to do');
  expect(text(1)).toContain('1 would change');
  expect(pullRequest.comments).toHaveLength(2);
});

test('two runs at once leave one comment, that of the later run', async () => {
  const later = fleet([planned('acme-later')], { dryRun: true });
  await Promise.all([
    comment(toDo, { GITHUB_RUN_ID: '100' }),
    comment(toDo, { GITHUB_RUN_ID: '100' }),
    comment(later, { GITHUB_RUN_ID: '101' }),
  ]);
  expect(pullRequest.comments).toHaveLength(1);
  await comment(later, { GITHUB_RUN_ID: '101' });
  // A run that was started before, and ends after.
  await comment(toDo, { GITHUB_RUN_ID: '99' });
  expect(text()).toContain('acme&#45;later');
  expect(pullRequest.comments).toHaveLength(1);
});

test('a run that died between its comment and the look for another leaves one that the next run takes away', async () => {
  await comment(toDo);
  github.issues.comment(pullRequest, text(), bot);
  await comment(toDo);
  expect(pullRequest.comments).toHaveLength(1);
});

test('each manifest, organisation and shard has a comment of its own, and shards that are no more are said to be so', async () => {
  const shard = (index: number, count: number) => fleet([planned('acme-a')], { dryRun: true, shard: { index, count } });
  await comment(shard(1, 2));
  await comment(shard(2, 2));
  await comment(fleet([planned('acme-b')], { dryRun: true, manifest: 'other.yaml' }));
  await comment(fleet([planned('acme-b')], { dryRun: true, orgId: 'or-9a2b3-4c5d6-7e8f9g0h1i2j3k4l' }));
  expect(pullRequest.comments).toHaveLength(4);
  await comment(shard(1, 1));
  expect(pullRequest.comments).toHaveLength(5);
  expect(pullRequest.comments.map(({ body }) => body.includes('divided into other shards'))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('a pull request of a fork, or whose repository is gone, gets no comment, and the run says why', async () => {
  for (const repo of [{ full_name: 'mallory/payments' }, null]) {
    const [warning] = await comment(toDo, {}, { head: { repo } });
    expect(warning).toContain('comes from a fork');
  }
  const [warning] = await comment(toDo, { GITHUB_EVENT_NAME: 'pull_request_target' });
  expect(warning).toContain('use on: pull_request');
  for (const number of [0, -1, '7', '7/../../issues/1', 1.5, undefined])
    expect((await comment(toDo, {}, { number }))[0]).toContain('GITHUB_EVENT_PATH');
  expect((await comment(toDo, { GITHUB_EVENT_PATH: '/nowhere' }))[0]).toContain('GITHUB_EVENT_PATH');
  expect(await comment(toDo, { GITHUB_EVENT_NAME: 'push' })).toEqual([]);
  expect(github.requests).toEqual([]);
});

test.each([
  [403, 'Resource not accessible by integration', 'pull-requests: write'],
  [404, 'Not Found', 'pull-requests: write'],
  [401, 'Bad credentials', 'github-token'],
  [500, 'Oops', 'GitHub is not available'],
])('GitHub that answers %d is a warning that says what to do, and no failure', async (status, message, said) => {
  github.answerWith({ status, body: { message, documentation_url: 'https://docs.github.com/rest' } });
  const [warning, ...more] = await comment(toDo);
  expect(warning).toContain(said);
  expect(more).toEqual([]);
});

test('a right that is missing for writing alone is told too', async () => {
  const denied = { status: 403, body: { message: 'Resource not accessible by integration' } };
  github.answerWith(denied, ({ method }) => method === 'POST');
  expect((await comment(toDo))[0]).toContain('pull-requests: write');
});

test('a run whose time is up says so in one warning', async () => {
  const time = new AbortController();
  time.abort(new ActionError('TIMED_OUT', 'the run took longer than its timeout', 'raise timeout and run again'));
  expect(await comment(toDo, {}, {}, time.signal)).toEqual([
    'comment-plan: the run took longer than its timeout; raise timeout and run again',
  ]);
});

test('a comment that was deleted meanwhile is written anew', async () => {
  await comment(toDo);
  github.answerWith({ status: 404, body: { message: 'Not Found' } }, ({ method }) => method === 'PATCH');
  await comment(toDo);
  expect(pullRequest.comments).toHaveLength(2);
});

test('a hostile name is text, and a plan of ten thousand accounts fits', async () => {
  const wide = { ...failed(hostileName, 'DFNS_REFUSED', `Dfns says: ${hostileName}`), warnings: [hostileName] };
  const roleSteps = [{ step: 'create-role', role: hostileName, permissions: [hostileName] }] as const;
  await comment(
    fleet([wide, planned(hostileName, hostileName)], { manifest: `${hostileName}.yaml`, roleSteps, dryRun: true }),
  );
  expectTextOnly(text());
  const all = fleet([...many(5_000, (name) => failed(`${name}${hostileName}`)), ...many(5_000, planned)], {
    dryRun: true,
  });
  await comment({ ...all, manifest: 'all.yaml' });
  expect(text(1).length).toBeLessThan(65_536);
  expect(text(1)).toContain('5,000 failed, 5,000 would change');
  expect(text(1)).toContain('more, for which there is no room here');
});

/** Our own elements alone, and outside of `code` nothing that GitHub makes more of than text. */
function expectTextOnly(body: string): void {
  for (const line of body.split('\n').filter((part) => part !== '' && !part.startsWith('<!-- dfns'))) {
    expect(line).toMatch(/^<(h3|h4|p|ul|table)>/);
    const outside = line
      .replace(/<code>[^<]*<\/code>/g, '')
      .replace(/<\/?(h3|h4|p|ul|li|table|tr|td|th)>|<br>|<a href="[\w:/.-]+">|<\/a>/g, '');
    expect(decoded(outside)).not.toMatch(/[<>@#`*|[\]!\\]|:\/\/|www\.|GH-|\u202e/);
  }
}

function decoded(html: string): string {
  return html.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}

function text(index = 0): string {
  return pullRequest.comments[index]?.body ?? '';
}

/** @returns the warnings */
async function comment(
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
