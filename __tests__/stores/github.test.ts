import { parseStoreTargets } from '../../src/stores/target.js';
import { REPOSITORY } from '../servers/github.js';
import { githubOfEach } from './github-of-each.js';
import { credential, errorOf, keyPair } from './providers.js';

describe('GitHub Actions secrets', () => {
  const each = githubOfEach();
  const { store } = each;
  const writes = () =>
    each.github.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);

  it.each([
    ['github://repository', 'repos/acme/payments'],
    ['github://environment/production', 'repos/acme/payments/environments/production'],
    ['github://organization', 'orgs/acme'],
  ])('%s keeps each name as one sealed secret, opened by nobody but GitHub', async (target, scope) => {
    const kept = await store(`${target}?prefix=prod_`);
    await kept.putCurrent(credential('a'), undefined);
    for (const [name, value] of Object.entries(credential('a')))
      expect(each.github.open(scope, `PROD_${name}`)).toBe(value);
    const sent = each.github.requests.map(({ path, body }) => path + body).join();
    expect(sent).not.toContain('never-to-be-printed');
    // The token comes last: it makes the rest count.
    expect(writes().at(-1)).toMatch(/PROD_DFNS_AUTH_TOKEN$/);
  });

  it('tells when the credential was written, and of a half-written one that it is a part', async () => {
    const kept = await store('github://repository');
    expect(kept.readable).toBe(false);
    expect(await kept.read()).toEqual({});
    await kept.putCurrent(credential('a'), undefined);
    const secrets = each.github.secrets.get('repos/acme/payments');
    const oldest = secrets?.get('DFNS_CRED_ID');
    if (oldest !== undefined) oldest.updatedAt = '2026-01-02T03:04:05Z';
    expect(await kept.read()).toEqual({ writtenAt: new Date('2026-01-02T03:04:05Z') });
    secrets?.delete('DFNS_AUTH_TOKEN');
    expect(await kept.read()).toEqual({ isPart: true });
  });

  it('finds its names among more than a page of others', async () => {
    const kept = await store('github://organization');
    const secrets = each.github.secrets.get('orgs/acme');
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
    expect(each.github.secrets.get('repos/acme/payments')?.size).toBe(0);
  });

  it('removes the private key that a brought public key has made useless', async () => {
    const kept = await store('github://repository');
    await kept.putCurrent(credential('a'), undefined);
    const { DFNS_PRIVATE_KEY: _, ...withoutKey } = credential('b');
    await kept.putCurrent(withoutKey, undefined);
    expect(each.github.open('repos/acme/payments', 'DFNS_AUTH_TOKEN')).toBe(withoutKey.DFNS_AUTH_TOKEN);
    expect(each.github.open('repos/acme/payments', 'DFNS_PRIVATE_KEY')).toBeUndefined();
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
    const secrets = each.github.secrets.get('orgs/acme');
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

  it('refuses to write where the repository hides the organization’s secret, unless that does not matter', async () => {
    await (await store('github://repository')).putCurrent(credential('a'), undefined);
    const hidden = await errorOf((await store('github://organization')).putPending(keyPair('b'), undefined));
    expect(hidden).toMatchObject({
      code: 'SECRET_HIDDEN',
      message: expect.stringMatching(/DFNS_AUTH_TOKEN.*which its jobs see/),
    });
    expect(each.github.secrets.get('orgs/acme')?.size).toBe(0);
    const { targets } = parseStoreTargets('github://organization\ngithub://repository', { githubToken: true });
    const both = await store('github://organization', each.github.appToken, { beside: targets });
    await both.putCurrent(credential('b'), undefined);
    expect(each.github.open('orgs/acme', 'DFNS_AUTH_TOKEN')).toBe(credential('b').DFNS_AUTH_TOKEN);
  });

  it('refuses to write where the organization shows the secret to other repositories alone', async () => {
    const at = '2026-01-01T00:00:00Z';
    const shown = { sealed: '', createdAt: at, updatedAt: at, visibility: 'selected', selected: [7, 8] };
    each.github.secrets.get('orgs/acme')?.set('DFNS_CRED_ID', shown);
    const elsewhere = { environment: { GITHUB_REPOSITORY: REPOSITORY, GITHUB_REPOSITORY_ID: '9' } };
    const unseen = await store('github://organization', each.github.appToken, elsewhere);
    expect(await errorOf(unseen.putPending(keyPair('a'), undefined))).toMatchObject({ code: 'SECRET_HIDDEN' });
    const here = { environment: { GITHUB_REPOSITORY: REPOSITORY, GITHUB_REPOSITORY_ID: '8' } };
    await (await store('github://organization', each.github.appToken, here)).putPending(keyPair('a'), undefined);
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
    each.github.secrets
      .get('repos/acme/payments')
      ?.set('DFNS_PENDING_KEYS', { sealed: '', createdAt: at, updatedAt: at });
    expect(await kept.read()).toEqual({});
    await kept.clear();
    expect([...(each.github.secrets.get('repos/acme/payments')?.keys() ?? [])]).toEqual(['DFNS_PENDING_KEYS']);
  });
});
