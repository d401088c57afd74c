import { openStore } from '../../src/stores/index.js';
import type { Store, StoreSettings } from '../../src/stores/store.js';
import { parseStoreTargets } from '../../src/stores/target.js';
import { realWorld } from '../../src/world.js';
import { type FakeGithub, fakeGithub, REPOSITORY } from '../servers/github.js';
import { credential, errorOf, keyPair } from './providers.js';

describe('GitHub Actions secrets', () => {
  let github: FakeGithub;

  beforeEach(async () => {
    github = await fakeGithub();
  });
  afterEach(async () => {
    await github.stop();
    expect(github.violations).toEqual([]);
  });

  const store = (
    target: string,
    githubToken = github.appToken,
    settings: Partial<StoreSettings> = {},
  ): Promise<Store> => {
    const text = `${target}${target.includes('?') ? '&' : '?'}endpoint=${github.url}`;
    const [first] = parseStoreTargets(text, { githubToken: true }).targets;
    if (first === undefined) throw new Error(`${text} is no target`);
    return openStore(first, {
      world: realWorld(),
      environment: { GITHUB_REPOSITORY: REPOSITORY },
      githubToken,
      ...settings,
    });
  };
  const writes = () =>
    github.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);

  it.each([
    ['github://repository', 'repos/acme/payments'],
    ['github://environment/production', 'repos/acme/payments/environments/production'],
    ['github://organization', 'orgs/acme'],
  ])('%s keeps each name as one sealed secret, opened by nobody but GitHub', async (target, scope) => {
    const kept = await store(`${target}?prefix=prod_`);
    await kept.putCurrent(credential('a'), undefined);
    for (const [name, value] of Object.entries(credential('a'))) expect(github.open(scope, `PROD_${name}`)).toBe(value);
    const sent = github.requests.map(({ path, body }) => path + body).join();
    expect(sent).not.toContain('never-to-be-printed');
    // The token comes last: it makes the rest count.
    expect(writes().at(-1)).toMatch(/PROD_DFNS_AUTH_TOKEN$/);
  });

  it('tells when the credential was written, and nothing of a half-written one', async () => {
    const kept = await store('github://repository');
    expect(kept.readable).toBe(false);
    expect(await kept.read()).toEqual({});
    await kept.putCurrent(credential('a'), undefined);
    const secrets = github.secrets.get('repos/acme/payments');
    const oldest = secrets?.get('DFNS_CRED_ID');
    if (oldest !== undefined) oldest.updatedAt = '2026-01-02T03:04:05Z';
    expect(await kept.read()).toEqual({ writtenAt: new Date('2026-01-02T03:04:05Z') });
    secrets?.delete('DFNS_AUTH_TOKEN');
    expect(await kept.read()).toEqual({});
  });

  it('finds its names among more than a page of others', async () => {
    const kept = await store('github://organization');
    const secrets = github.secrets.get('orgs/acme');
    const at = '2026-01-01T00:00:00Z';
    for (let i = 0; i < 150; i++)
      secrets?.set(`OTHER_${i}`, { sealed: '', createdAt: at, updatedAt: at, visibility: 'all' });
    await kept.putCurrent(credential('a'), undefined);
    expect((await kept.read()).writtenAt).toBeInstanceOf(Date);
  });

  it('proves with a marker that it may write, and keeps no private key that is of no use yet', async () => {
    const kept = await store('github://repository?prefix=A_');
    const version = await kept.putPending({ ...keyPair('a'), DFNS_KEY_FINGERPRINT: '1a2b3c4d5e6f' }, undefined);
    expect(writes()).toEqual(['PUT /repos/acme/payments/actions/secrets/A_DFNS_PENDING_1A2B3C4D']);
    expect((await kept.read()).pending?.document).toMatchObject({ DFNS_KEY_FINGERPRINT: '1a2b3c4d' });
    await kept.removePending(version);
    expect(github.secrets.get('repos/acme/payments')?.size).toBe(0);
  });

  it('removes the private key that a brought public key has made useless', async () => {
    const kept = await store('github://repository');
    await kept.putCurrent(credential('a'), undefined);
    const { DFNS_PRIVATE_KEY: _, ...withoutKey } = credential('b');
    await kept.putCurrent(withoutKey, undefined);
    expect(github.open('repos/acme/payments', 'DFNS_AUTH_TOKEN')).toBe(withoutKey.DFNS_AUTH_TOKEN);
    expect(github.open('repos/acme/payments', 'DFNS_PRIVATE_KEY')).toBeUndefined();
  });

  it('clears its own names and nobody else’s', async () => {
    const kept = await store('github://repository');
    const other = await store('github://repository?prefix=OTHER_');
    await kept.putCurrent(credential('a'), undefined);
    await other.putCurrent(credential('b'), undefined);
    await kept.clear();
    expect(await kept.read()).toEqual({});
    expect((await other.read()).writtenAt).toBeInstanceOf(Date);
  });

  it('leaves who may use an organization secret as it is, unless the target says it', async () => {
    const secrets = github.secrets.get('orgs/acme');
    const at = '2026-01-01T00:00:00Z';
    secrets?.set('DFNS_CRED_ID', {
      sealed: '',
      createdAt: at,
      updatedAt: at,
      visibility: 'selected',
      selected: [7, 8],
    });
    await (await store('github://organization')).putCurrent(credential('a'), undefined);
    expect(secrets?.get('DFNS_CRED_ID')).toMatchObject({ visibility: 'selected', selected: [7, 8] });
    expect(secrets?.get('DFNS_ORG_ID')).toMatchObject({ visibility: 'private' });
    await (await store('github://organization?visibility=all')).putCurrent(credential('b'), undefined);
    expect(secrets?.get('DFNS_CRED_ID')).toMatchObject({ visibility: 'all' });
  });

  it('says that GITHUB_TOKEN cannot write secrets, and which token can', async () => {
    const error = await errorOf(
      (await store('github://repository', github.workflowToken)).putPending(keyPair('a'), undefined),
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
    github.answerWith({ status: 403, body: {}, headers: { 'x-ratelimit-remaining': '0' } });
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
    github.answerWith(answer);
    const error = await errorOf((await store('github://repository')).read());
    expect(error.code).toBe('STORE_UNREACHABLE');
    github.answerWith({ status: 404, body: notFound });
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
    github.answerWith({ status: 403, headers, body: { message } }, ({ method }) => method === 'PUT');
    const error = await errorOf((await store('github://repository')).putPending(keyPair('a'), undefined));
    expect(error).toMatchObject({ code: 'STORE_DENIED', message: expect.stringMatching(expected) });
  });

  it('waits for a limit that is over soon, and says how long one lasts that is not', async () => {
    let refusals = 0;
    const answer = { status: 403, headers: { 'retry-after': '0' }, body: { message: 'secondary rate limit' } };
    github.answerWith(answer, () => refusals++ === 0);
    expect(await (await store('github://repository')).read()).toEqual({});
    expect(refusals).toBe(2);
    const date = new Date().toUTCString();
    const reset = `${Math.floor(Date.now() / 1000) + 1800}`;
    const headers = { date, 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset };
    github.answerWith({ status: 403, headers, body: {} });
    const error = await errorOf((await store('github://repository')).read());
    expect(error.cure).toMatch(/in 30 minutes|in 31 minutes/);
  });

  it('follows a repository that was renamed, at the same address alone', async () => {
    const location = `${github.url}/repositories/1/actions/secrets?per_page=100&page=1`;
    github.answerWith({ status: 301, headers: { location }, body: {} }, ({ path }) => path.startsWith('/repos/'));
    // The fake knows no such route, and the answer says that it was asked.
    expect(await errorOf((await store('github://repository')).read())).toMatchObject({ code: 'STORE_NOT_FOUND' });
    expect(github.requests.map(({ path }) => path)).toContain(location.slice(github.url.length));
    github.violations.splice(0);
  });

  it.each(['http://github.example/api/v3', 'https://me:pass@github.example', 'github.example'])(
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

  it('refuses to write where the repository hides the organization’s secret, unless that does not matter', async () => {
    await (await store('github://repository')).putCurrent(credential('a'), undefined);
    const hidden = await errorOf((await store('github://organization')).putPending(keyPair('b'), undefined));
    expect(hidden).toMatchObject({
      code: 'SECRET_HIDDEN',
      message: expect.stringMatching(/DFNS_AUTH_TOKEN.*which its jobs see/),
    });
    expect(github.secrets.get('orgs/acme')?.size).toBe(0);
    const { targets } = parseStoreTargets('github://organization\ngithub://repository', { githubToken: true });
    const both = await store('github://organization', github.appToken, { beside: targets });
    await both.putCurrent(credential('b'), undefined);
    expect(github.open('orgs/acme', 'DFNS_AUTH_TOKEN')).toBe(credential('b').DFNS_AUTH_TOKEN);
  });

  it('refuses to write where the organization shows the secret to other repositories alone', async () => {
    const at = '2026-01-01T00:00:00Z';
    const shown = { sealed: '', createdAt: at, updatedAt: at, visibility: 'selected', selected: [7, 8] };
    github.secrets.get('orgs/acme')?.set('DFNS_CRED_ID', shown);
    const elsewhere = { environment: { GITHUB_REPOSITORY: REPOSITORY, GITHUB_REPOSITORY_ID: '9' } };
    const unseen = await store('github://organization', github.appToken, elsewhere);
    expect(await errorOf(unseen.putPending(keyPair('a'), undefined))).toMatchObject({ code: 'SECRET_HIDDEN' });
    const here = { environment: { GITHUB_REPOSITORY: REPOSITORY, GITHUB_REPOSITORY_ID: '8' } };
    await (await store('github://organization', github.appToken, here)).putPending(keyPair('a'), undefined);
  });

  it('refuses a value that is too large before any other is written', async () => {
    const large = { ...credential('a'), DFNS_AUTH_TOKEN: 'x'.repeat(49_153) };
    const error = await errorOf((await store('github://repository')).putCurrent(large, undefined));
    expect(error).toMatchObject({ code: 'STORE_FAILED', message: expect.stringContaining('48 KB') });
    expect(writes()).toEqual([]);
  });

  it('takes no secret of others for its own pending one', async () => {
    const kept = await store('github://repository');
    const at = '2026-01-01T00:00:00Z';
    github.secrets.get('repos/acme/payments')?.set('DFNS_PENDING_KEYS', { sealed: '', createdAt: at, updatedAt: at });
    expect(await kept.read()).toEqual({});
    await kept.clear();
    expect([...(github.secrets.get('repos/acme/payments')?.keys() ?? [])]).toEqual(['DFNS_PENDING_KEYS']);
  });
});
