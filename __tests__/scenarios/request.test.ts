import { randomBytes } from 'node:crypto';
import { faultyProxy } from '../servers/faulty.js';
import { bot, member, stranger } from '../servers/github-issues.js';
import { pythonServers } from '../servers/python.js';
import { READABLE } from '../stores/providers.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { askFor, createFrom, fingerprintIn, github, type Scene, withoutProvisioner } from './asked.js';
import { type Cupboard, openCupboard, type Shelf, works } from './kept.js';
import { decideOnAsking, errorOf, keyPair, rolesOf, simulate, warningsOf, writesOf } from './scene.js';

const servers = pythonServers();
const [vault] = READABLE;
const provisioned = (scene: Pick<Scene, 'simulator'>) => ({
  'provisioner-username': scene.simulator.provisioner.username,
  'provisioner-credential-id': scene.simulator.provisioner.credentialId,
  'provisioner-private-key': scene.simulator.provisioner.privateKey,
});

(servers ? describe : describe.skip)('A service account that a person creates', () => {
  let cupboard: Cupboard;
  let shelf: Shelf;

  beforeAll(async () => {
    if (servers && vault) cupboard = await openCupboard(vault, servers);
  }, 60_000);
  afterAll(() => cupboard.stop());
  beforeEach(async () => {
    shelf = await cupboard.shelf();
  });
  afterEach(() => shelf.close());

  const stage = async () => ({ simulator: await simulate(), github: await github(), shelf });
  const pendingKey = async () => (await shelf.store.read()).pending?.document.DFNS_PRIVATE_KEY ?? '';

  test('is asked for in an issue, with its key, its role and where to put the token; nothing is written to Dfns', async () => {
    const scene = await stage();
    const asked = await askFor(scene, { 'days-valid': '90' });
    expect(asked.annotations).toEqual([]);
    expect(asked.outputs).toMatchObject({
      status: 'requested',
      changed: 'false',
      'request-url': 'https://github.com/acme/payments/issues/1',
    });
    expect(asked.outputs).not.toHaveProperty('token');
    expect(asked.outputs).not.toHaveProperty('private-key');
    expect(writesOf(scene.simulator)).toEqual([]);
    const [issue] = scene.github.issues.all;
    expect(issue?.labels).toEqual(['dfns-service-account']);
    const fingerprint = asked.outputs['key-fingerprint'] ?? '';
    expect(issue?.title).toBe(`Dfns service account wanted: backend (key ${fingerprint.slice(0, 12)})`);
    for (const text of [
      `\`\`\`\n${asked.outputs['public-key']}\n\`\`\``,
      `\`\`\`\n${fingerprint}\n\`\`\``,
      '<code>create&#45;wallets</code>',
      '<code>Keys&#58;Create</code>',
      '<code>DFNS&#95;BACKEND&#95;TOKEN</code>',
      'https://github.com/acme/payments/settings/secrets/actions',
      'Never paste the token into a comment',
      '90 days',
    ])
      expect(issue?.body).toContain(text);
    expect(asked.summary).toContain('<a href="https://github.com/acme/payments/issues/1">');
    expect(issue?.body).not.toContain('PRIVATE KEY');
    expectNoLeak(asked, [await pendingKey(), scene.github.workflowToken]);
  });

  test('asked for again is the same request, with the same key', async () => {
    const scene = await stage();
    const first = await askFor(scene);
    const key = await pendingKey();
    const second = await askFor(scene);
    expect(second.outputs).toEqual({ ...first.outputs, plan: '[]' });
    expect(scene.github.issues.all).toHaveLength(1);
    expect(await pendingKey()).toBe(key);
    expectNoLeak(second, [key]);
  });

  test('is found without a label, past pull requests and other issues, and not in what a stranger wrote', async () => {
    const scene = await stage();
    scene.github.issues.dropsLabels = true;
    await askFor(scene);
    const [issue] = scene.github.issues.all;
    scene.github.issues.write('a copy', issue?.body ?? '', stranger);
    for (let count = 0; count < 120; count++)
      scene.github.issues.write('other', '', member, count % 3 ? [] : ['a-pull-request']);
    expect((await askFor(scene)).outputs['request-url']).toContain('/issues/1');
    expect(scene.github.issues.all.filter(({ title }) => title.startsWith('Dfns'))).toHaveLength(1);
  });

  test('is adopted when its token is brought: proven, stored, the issue closed; the next run changes nothing', async () => {
    const scene = await stage();
    const asked = await askFor(scene);
    const key = await pendingKey();
    const [issue] = scene.github.issues.all;
    const token = createFrom(scene.simulator, issue);
    const adopted = await askFor(scene, { token });
    expect(adopted.annotations).toEqual([]);
    expect(adopted.outputs).toMatchObject({
      status: 'created',
      changed: 'false',
      token,
      'private-key': key,
      'key-fingerprint': asked.outputs['key-fingerprint'],
    });
    expect(adopted.log).toContain('Not seen: whether it holds the role create-wallets');
    const { current, pending } = await shelf.store.read();
    expect(pending).toBeUndefined();
    expect(current?.document).toMatchObject({ DFNS_AUTH_TOKEN: token, DFNS_PRIVATE_KEY: key });
    expect(await works(scene.simulator, current?.document)).toBe(true);
    expect(issue).toMatchObject({ state: 'closed', reason: 'completed' });
    expect(issue?.comments).toHaveLength(1);
    expect(issue?.comments[0]?.body).toContain(asked.outputs['key-fingerprint']);
    expect(JSON.stringify(issue)).not.toContain(token);

    for (const inputs of [{}, { token }]) {
      const again = await askFor(scene, inputs);
      expect(again.outputs).toMatchObject({ status: 'unchanged', changed: 'false', token });
      expectNoLeak(again, [token, key]);
    }
    expect(scene.github.issues.all).toHaveLength(1);
    expect(issue?.comments).toHaveLength(1);
    expect(writesOf(scene.simulator)).toEqual([]);
    for (const run of [asked, adopted]) expectNoLeak(run, [token, key]);
  });

  test('is refused with a token of another account, and nothing is stored', async () => {
    const scene = await stage();
    await askFor(scene);
    const before = await shelf.store.read();
    const { token } = scene.simulator.organisation.createServiceAccount('other', { publicKey: keyPair().publicKey });
    const refused = await askFor(scene, { token });
    expect(refused.exitCode).toBe(1);
    expect(errorOf(refused)).toContain('nothing was stored');
    expect(errorOf(refused)).toContain('issues/1');
    expect(errorOf(refused)).toContain('[KEY_NOT_OF_TOKEN]');
    expect(refused.outputs).not.toHaveProperty('token');
    expect(await shelf.store.read()).toEqual(before);
    expect(scene.github.issues.open).toHaveLength(1);
    expectNoLeak(refused, [token, await pendingKey()]);
  });

  test('is refused with a token where no store holds the key', async () => {
    const scene = await stage();
    const { token } = scene.simulator.organisation.createServiceAccount('backend', { publicKey: keyPair().publicKey });
    const refused = await askFor(scene, { token });
    expect(errorOf(refused)).toContain('[PENDING_KEY_LOST]');
    expect(await shelf.store.read()).toEqual({});
  });

  test('is asked for anew where the store lost the key; the old issue is closed', async () => {
    const scene = await stage();
    await askFor(scene);
    await shelf.store.clear();
    const again = await askFor(scene);
    const [old, fresh] = scene.github.issues.all;
    expect(old).toMatchObject({ state: 'closed', reason: 'not_planned' });
    expect(old?.comments[0]?.body).toContain('#2');
    expect(fresh && fingerprintIn(fresh)).toBe(again.outputs['key-fingerprint']);
    expect(scene.github.issues.open).toEqual([fresh]);
  });

  test('whose token stands in a comment is warned of, once in the issue and never repeated', async () => {
    const scene = await stage();
    await askFor(scene);
    const [issue] = scene.github.issues.all;
    const token = createFrom(scene.simulator, issue);
    if (issue) scene.github.issues.comment(issue, `here it is: ${token}`, member);
    for (let time = 1; time <= 2; time++) {
      const warned = await askFor(scene);
      expect(warningsOf(warned)).toHaveLength(1);
      expect(warningsOf(warned).join()).toContain('looks like a token');
      expectNoLeak(warned, [token]);
    }
    expect(issue?.comments).toHaveLength(2);
    expect(issue?.comments[1]?.author).toEqual(bot);
    expect(issue?.comments[1]?.body).not.toContain(token);
  });

  test('gets its role from a provisioner: made before it is asked for, given when it is adopted', async () => {
    const scene = await stage();
    const asked = await askFor(scene, provisioned(scene));
    expect(asked.outputs).toMatchObject({ status: 'requested', changed: 'true' });
    expect(writesOf(scene.simulator)).toEqual(['POST /permissions']);
    expect(scene.github.issues.all[0]?.body).not.toContain('else create it');
    expect((await askFor(scene, provisioned(scene))).outputs).toMatchObject({ status: 'requested', changed: 'false' });
    const key = await pendingKey();
    const token = createFrom(scene.simulator, scene.github.issues.all[0]);
    const adopted = await askFor(scene, { ...provisioned(scene), token });
    expect(adopted.annotations).toEqual([]);
    expect(adopted.outputs).toMatchObject({ status: 'created', changed: 'true', token });
    expect(rolesOf(scene.simulator, 'backend')).toEqual(['create-wallets']);
    expect(JSON.parse(adopted.outputs.plan ?? '').map(({ step }: { step: string }) => step)).toEqual([
      'store-credential',
      'assign-role',
    ]);
    expect((await shelf.store.read()).pending).toBeUndefined();
    expect(scene.github.issues.open).toEqual([]);
    const again = await askFor(scene, { ...provisioned(scene), token });
    expect(again.outputs).toMatchObject({ status: 'unchanged', changed: 'false' });
    for (const run of [asked, adopted, again]) expectNoLeak(run, [token, key, scene.simulator.provisioner.privateKey]);
  });

  test('is adopted by a provisioner where Dfns answers in its old shapes', async () => {
    const scene = await stage();
    scene.simulator.switches.legacyShapes = true;
    await askFor(scene, provisioned(scene));
    const token = createFrom(scene.simulator, scene.github.issues.all[0]);
    const adopted = await askFor(scene, { ...provisioned(scene), token });
    expect(adopted.annotations).toEqual([]);
    expect(adopted.outputs).toMatchObject({ status: 'created', token });
    expect(rolesOf(scene.simulator, 'backend')).toEqual(['create-wallets']);
    expect((await askFor(scene, { ...provisioned(scene), token })).outputs.status).toBe('unchanged');
  });

  test('whose role waits for approval is adopted nevertheless, or once it is approved where that is asked for', async () => {
    const scene = await stage();
    const { organisation, switches } = scene.simulator;
    switches.provisionerOperations = [...switches.provisionerOperations, 'Policies:Approvals:Read'];
    organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'RequestApproval' });
    await askFor(scene, provisioned(scene));
    const token = createFrom(scene.simulator, scene.github.issues.all[0]);
    const adopted = await askFor(scene, { ...provisioned(scene), token });
    expect(adopted).toMatchObject({ exitCode: 0, outputs: { status: 'pending-approval', token } });
    expect(warningsOf(adopted).join()).toContain(adopted.outputs['approval-id']);
    expect((await shelf.store.read()).current?.document.DFNS_AUTH_TOKEN).toBe(token);
    const again = await askFor(scene, { ...provisioned(scene), token });
    expect(again.outputs).toMatchObject({ 'approval-id': adopted.outputs['approval-id'] });
    expect(organisation.approvals.size).toBe(1);
    decideOnAsking(scene.simulator, 'Approved');
    const waited = await askFor(scene, { ...provisioned(scene), token, 'wait-for-approval': '30s' });
    expect(waited.annotations).toEqual([]);
    expect(rolesOf(scene.simulator, 'backend')).toEqual(['create-wallets']);
  });

  test('under another name is refused where a provisioner can see it, and nothing is stored', async () => {
    const scene = await stage();
    await askFor(scene);
    const before = await shelf.store.read();
    const token = createFrom(scene.simulator, scene.github.issues.all[0], 'backend2');
    const refused = await askFor(scene, { ...provisioned(scene), token });
    expect(errorOf(refused)).toContain('[CREDENTIAL_OF_ANOTHER]');
    expect(await shelf.store.read()).toEqual(before);
  });

  test('in a dry run is planned: no issue, no key, nothing stored', async () => {
    const scene = await stage();
    const planned = await askFor(scene, { ...provisioned(scene), 'dry-run': 'true' });
    expect(planned.outputs).toMatchObject({ status: 'planned', changed: 'false' });
    expect(JSON.parse(planned.outputs.plan ?? '').map(({ step }: { step: string }) => step)).toEqual([
      'create-role',
      'request-account',
    ]);
    expect(scene.github.issues.all).toEqual([]);
    expect(await shelf.store.read()).toEqual({});
    expect(writesOf(scene.simulator)).toEqual([]);
    await askFor(scene);
    const before = await shelf.store.read();
    const token = createFrom(scene.simulator, scene.github.issues.all[0]);
    const adoption = await askFor(scene, { token, 'dry-run': 'true' });
    expect(adoption.outputs).toMatchObject({ status: 'planned', changed: 'false' });
    expect(adoption.outputs).not.toHaveProperty('token');
    expect(await shelf.store.read()).toEqual(before);
    expect(scene.github.issues.open).toHaveLength(1);
  });

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
    expect(await works(scene.simulator, (await shelf.store.read()).current?.document)).toBe(true);
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

  const hostile = [
    '--> <script>alert(1)</script> @octocat #1',
    '[click](https://evil.example) `code` | **b** <!-- ',
    '```\nnot here'.replaceAll('\n', ' '),
  ];
  test.each(hostile)('with hostile names (%j) forges nothing in the issue', async (name) => {
    const scene = await stage();
    const role = scene.simulator.organisation.createRole('plain', ['Wallets:Read']);
    role.name = `${name}\u202e\n# forged`;
    const asked = await askFor(scene, { ...provisioned(scene), name, role: role.id });
    expect(asked.outputs.status).toBe('requested');
    const [issue] = scene.github.issues.all;
    expect(issue?.title).not.toMatch(/[`\n]/);
    const body = (issue?.body ?? '').replace(/```[\s\S]*?```/g, '');
    expect(body).not.toMatch(
      /<(?!\/?code>|!-- dfns-service-account-action request [\w= -]+ -->\n)|@|# forged|evil\.example|\u202e/,
    );
    expect(body.match(/<!--/g)).toHaveLength(1);
    expect((await askFor(scene, { ...provisioned(scene), name, role: role.id })).outputs['request-url']).toBe(
      asked.outputs['request-url'],
    );
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
    for (const given of [provisioned(scene), {}]) {
      const refused = await askFor(scene, { ...admin, ...given, 'on-admin-role': 'fail' });
      expect(errorOf(refused)).toContain('[ADMIN_ROLE]');
    }
    scene.simulator.organisation.createOidcAccount('backend');
    expect(errorOf(await askFor(scene, { ...inputs, ...provisioned(scene) }))).toContain('[OIDC_ACCOUNT]');
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
