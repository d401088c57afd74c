import { randomBytes } from 'node:crypto';
import { faultyProxy } from '../servers/faulty.js';
import { pythonServers } from '../servers/python.js';
import { READABLE } from '../stores/providers.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { askFor, createFrom, fingerprintIn, github, inVault, provisionerOf, withoutProvisioner } from './asked.js';
import { works } from './kept.js';
import { errorOf, keyPair, simulate, warningsOf, writesOf } from './scene.js';

const servers = pythonServers();
const [vault] = READABLE;

(servers ? describe : describe.skip)('A service account that a person was asked for', () => {
  const { stage, store } = inVault(vault, servers);

  test('that no longer works is asked for anew, the dead token in the secret notwithstanding', async () => {
    const scene = await stage();
    await askFor(scene);
    const token = createFrom(scene.simulator, scene.github.issues.all[0]);
    await askFor(scene, { token });
    scene.simulator.organisation.expireToken(token);
    const anew = await askFor(scene, { token });
    expect(anew.outputs.status).toBe('requested');
    expect(warningsOf(anew).join()).toContain('no longer works');
    expect(scene.github.issues.open).toHaveLength(1);
    const account = [...scene.simulator.organisation.serviceAccounts.values()][0];
    if (account) account.name = 'backend-old';
    const fresh = createFrom(scene.simulator, scene.github.issues.open[0]);
    expect((await askFor(scene, { token: fresh })).outputs).toMatchObject({ status: 'created', token: fresh });
    expect(await works(scene.simulator, (await store().read()).current?.document)).toBe(true);
  });

  test('is asked for once where the answer to the opening is lost', async () => {
    const scene = await stage();
    const proxy = await faultyProxy(scene.github.url);
    // Two listings, with the label and without, and then the opening.
    proxy.suffer('lost', 2);
    const asked = await askFor({ ...scene, github: { url: proxy.url, workflowToken: scene.github.workflowToken } });
    await proxy.stop();
    expect(proxy.requests[2]?.method).toBe('POST');
    expect(asked.outputs).toMatchObject({ status: 'requested', 'request-url': expect.stringMatching(/issues.1$/) });
    expect(scene.github.issues.all).toHaveLength(1);
  });

  test('asked for by two runs at once is one request', async () => {
    const scene = await stage();
    const runs = await Promise.all([askFor(scene), askFor(scene)]);
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    const last = await askFor(scene);
    expect(scene.github.issues.open).toHaveLength(1);
    expect(scene.github.issues.open.map(fingerprintIn)).toEqual([last.outputs['key-fingerprint']]);
  });
});

describe('A request without a store', () => {
  test('that gives the key back is refused, unless the key is the user’s own', async () => {
    const scene = { simulator: await simulate(), github: await github() };
    for (const store of [undefined, 'github://repository']) {
      const refused = await askFor(scene, { store });
      expect(errorOf(refused)).toContain('store: got');
      expect(errorOf(refused)).toContain('public-key');
    }
    expect(scene.github.issues.all).toEqual([]);
    const { publicKey } = keyPair();
    const own = { 'public-key': publicKey, 'key-type': undefined, 'output-private-key': undefined };
    const asked = await askFor(scene, own);
    expect(asked.outputs.status).toBe('requested');
    expect((await askFor(scene, own)).outputs['request-url']).toBe(asked.outputs['request-url']);
    const token = createFrom(scene.simulator, scene.github.issues.all[0]);
    const adopted = await askFor(scene, { ...own, token });
    expect(adopted.outputs).toMatchObject({ status: 'created', token });
    expect(adopted.log).toContain('Not seen: whether a private key belongs to the token');
    expect(scene.github.issues.open).toEqual([]);
    expect((await askFor(scene, { ...own, token })).outputs.status).toBe('unchanged');
    expectNoLeak(adopted, [token]);
  });

  test('with what would mislead, or without github-token, is refused before anything is asked', async () => {
    const scene = { simulator: await simulate(), github: await github() };
    const refused = await askFor(scene, {
      ...withoutProvisioner,
      store: 'vault://secret/backend',
      'github-token': undefined,
      'on-lost-token': 'replace',
      'wait-for-approval': '15m',
    });
    for (const name of ['github-token', 'on-lost-token', 'wait-for-approval'])
      expect(errorOf(refused)).toContain(`${name}: got`);
    expect(scene.github.requests).toEqual([]);
  });

  test('is not asked for where an account that logs in by OIDC has the name, nor with an admin role that is refused', async () => {
    const scene = { simulator: await simulate(), github: await github() };
    const inputs = { 'public-key': keyPair().publicKey, 'key-type': undefined, 'output-private-key': undefined };
    const admin = { ...inputs, role: 'ops', permissions: 'Auth:Users:Create' };
    for (const given of [provisionerOf(scene), {}]) {
      const refused = await askFor(scene, { ...admin, ...given, 'on-admin-role': 'fail' });
      expect(errorOf(refused)).toContain('[ADMIN_ROLE]');
    }
    scene.simulator.organisation.createOidcAccount('backend');
    expect(errorOf(await askFor(scene, { ...inputs, ...provisionerOf(scene) }))).toContain('[OIDC_ACCOUNT]');
    expect([scene.github.issues.all, writesOf(scene.simulator)]).toEqual([[], []]);
    expect(warningsOf(await askFor(scene, { ...admin, name: 'other' })).join()).toContain('raise its own rights');
  });

  test('with a token that GitHub does not accept says what to give', async () => {
    const scene = { simulator: await simulate(), github: await github() };
    const inputs = { 'public-key': keyPair().publicKey, 'key-type': undefined, 'output-private-key': undefined };
    const wrong = randomBytes(20).toString('hex');
    const refused = await askFor(scene, { ...inputs, 'github-token': wrong });
    expect(errorOf(refused)).toContain('[GITHUB_DENIED]');
    expect(errorOf(refused)).toContain('issues: write');
    expectNoLeak(refused, [wrong]);
  });
});
