import { openStore } from '../../src/stores/index.js';
import { parseStoreTargets } from '../../src/stores/target.js';
import { realWorld } from '../../src/world.js';
import { REPOSITORY } from '../servers/github.js';
import { githubOfEach } from './github-of-each.js';
import { errorOf, keyPair } from './providers.js';

describe('What GitHub refuses, or somebody else answers', () => {
  const each = githubOfEach();
  const { store } = each;
  it('says that GITHUB_TOKEN cannot write secrets, and which token can', async () => {
    const error = await errorOf(
      (await store('github://repository', each.github.workflowToken)).putPending(keyPair('a'), undefined),
    );
    expect(error).toMatchObject({
      code: 'STORE_DENIED',
      message: expect.stringContaining('GITHUB_TOKEN cannot have it'),
      cure: expect.stringMatching(/actions\/create-github-app-token.*Secrets: write on this repository/),
    });
  });

  it('says that a token is not accepted, that an environment is missing, that the rate limit is used up', async () => {
    expect(await errorOf((await store('github://repository', 'ghs_old')).read())).toMatchObject({
      code: 'STORE_NOT_LOGGED_IN',
    });
    const missing = await errorOf((await store('github://environment/staging')).read());
    expect(missing).toMatchObject({
      code: 'STORE_NOT_FOUND',
      message: expect.stringContaining('environment "staging"'),
    });
    each.github.answerWith({ status: 403, body: {}, headers: { 'x-ratelimit-remaining': '0' } });
    const limited = await errorOf((await store('github://repository')).read());
    expect(limited).toMatchObject({ code: 'STORE_UNREACHABLE', message: expect.stringContaining('rate limit') });
  });

  const notFound = { message: 'Not Found', documentation_url: 'https://docs.github.com/rest' };
  it.each([
    ['an ingress that knows no such route', { status: 404, body: { message: 'no Route matched with those values' } }],
    ['a page', { status: 404, body: 'not here' }],
    ['a proxy that denies', { status: 403, body: '<html>blocked</html>' }],
    ['a captive portal', { status: 302, headers: { location: 'http://127.0.0.1:9/login' } }],
    ['a redirect to another host', { status: 301, headers: { location: 'http://127.0.0.2/repositories/1/x' } }],
    ['an answer without a list', { status: 200, body: {} }],
  ])('takes %s for no answer, and not for an empty place', async (_, answer) => {
    each.github.answerWith(answer);
    const error = await errorOf((await store('github://repository')).read());
    expect(error.code).toBe('STORE_UNREACHABLE');
    each.github.answerWith({ status: 404, body: notFound });
    expect(await errorOf((await store('github://repository')).read())).toMatchObject({ code: 'STORE_NOT_FOUND' });
  });

  it.each([
    [
      'archived',
      {},
      'Repository was archived so is read-only.',
      /the repository is archived \(HTTP 403: Repository was/,
    ],
    ['single sign-on', { 'x-github-sso': 'required; url=https://x' }, 'Resource protected by SAML', /single sign-on/],
    ['an address list', {}, 'the `acme` organization has an IP allow list enabled', /IP allow list enabled/],
    ['a message to mislead', {}, 'no\n::error::\u001b[31mx\u202e', /\(HTTP 403: no ::error:: \[31mx\)/],
  ])('quotes why GitHub denies: %s', async (_, headers, message, expected) => {
    each.github.answerWith({ status: 403, headers, body: { message } }, ({ method }) => method === 'PUT');
    const error = await errorOf((await store('github://repository')).putPending(keyPair('a'), undefined));
    expect(error).toMatchObject({ code: 'STORE_DENIED', message: expect.stringMatching(expected) });
  });

  it('waits for a limit that is over soon, and says how long one lasts that is not', async () => {
    let refusals = 0;
    const answer = { status: 403, headers: { 'retry-after': '0' }, body: { message: 'secondary rate limit' } };
    each.github.answerWith(answer, () => refusals++ === 0);
    expect(await (await store('github://repository')).read()).toEqual({});
    expect(refusals).toBe(2);
    const date = new Date().toUTCString();
    const reset = `${Math.floor(Date.now() / 1000) + 1800}`;
    const headers = { date, 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
    each.github.answerWith({ status: 403, headers, body: {} });
    const error = await errorOf((await store('github://repository')).read());
    expect(error.cure).toMatch(/in 30 minutes|in 31 minutes/);
  });

  it('follows a repository that was renamed, at the same address alone', async () => {
    const location = `${each.github.url}/repositories/1/actions/secrets?per_page=100&page=1`;
    each.github.answerWith({ status: 301, headers: { location }, body: {} }, ({ path }) => path.startsWith('/repos/'));
    // The fake knows no such route, and the answer says that it was asked.
    expect(await errorOf((await store('github://repository')).read())).toMatchObject({ code: 'STORE_NOT_FOUND' });
    expect(each.github.requests.map(({ path }) => path)).toContain(location.slice(each.github.url.length));
    each.github.violations.splice(0);
  });

  it.each(['http://github.example/api/v3', 'https://me:pass@each.github.example', 'github.example'])(
    'sends no token to GITHUB_API_URL=%s',
    async (GITHUB_API_URL) => {
      const [target] = parseStoreTargets('github://repository', { githubToken: true }).targets;
      if (!target) throw new Error('no target');
      const environment = { GITHUB_REPOSITORY: REPOSITORY, GITHUB_API_URL };
      const error = await errorOf(openStore(target, { world: realWorld(), environment, githubToken: 'ghs_1' }));
      expect(error).toMatchObject({ code: 'STORE_FAILED', message: expect.stringContaining('GITHUB_API_URL') });
      expect(error.message).not.toContain('pass');
    },
  );
});
