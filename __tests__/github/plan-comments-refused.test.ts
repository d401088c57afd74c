import { ActionError } from '../../src/error.js';
import { comment, github, onPullRequest, toDo } from './plan-comments.js';

onPullRequest();

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
