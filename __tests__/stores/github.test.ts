import { openStore } from '../../src/stores/index.js';
import type { Store } from '../../src/stores/store.js';
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

  const store = (target: string, githubToken = github.appToken): Promise<Store> => {
    const text = `${target}${target.includes('?') ? '&' : '?'}endpoint=${github.url}`;
    const [first] = parseStoreTargets(text, { githubToken: true }).targets;
    if (first === undefined) throw new Error(`${text} is no target`);
    return openStore(first, { world: realWorld(), environment: { GITHUB_REPOSITORY: REPOSITORY }, githubToken });
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
});
