import { digestOfPlan, planMarker } from '../../src/github/plan-marker.js';
import { failed, fleet, hostileName, many, planned } from '../runner/fleet.js';
import { type Author, bot, member, stranger } from '../servers/github-issues.js';
import { comment, github, nothing, onPullRequest, pullRequest, text, toDo } from './plan-comments.js';

onPullRequest();

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
