import { bot, member, stranger } from '../servers/github-issues.js';
import { pythonServers } from '../servers/python.js';
import { READABLE } from '../stores/providers.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { askFor, createFrom, fingerprintIn, inVault } from './asked.js';
import { works } from './kept.js';
import { errorOf, keyPair, warningsOf, writesOf } from './scene.js';

const servers = pythonServers();
const [vault] = READABLE;

(servers ? describe : describe.skip)('A service account that a person creates', () => {
  const { stage, store, pendingKey } = inVault(vault, servers);

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
    const { current, pending } = await store().read();
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
    const before = await store().read();
    const { token } = scene.simulator.organisation.createServiceAccount('other', { publicKey: keyPair().publicKey });
    const refused = await askFor(scene, { token });
    expect(refused.exitCode).toBe(1);
    expect(errorOf(refused)).toContain('nothing was stored');
    expect(errorOf(refused)).toContain('issues/1');
    expect(errorOf(refused)).toContain('[KEY_NOT_OF_TOKEN]');
    expect(refused.outputs).not.toHaveProperty('token');
    expect(await store().read()).toEqual(before);
    expect(scene.github.issues.open).toHaveLength(1);
    expectNoLeak(refused, [token, await pendingKey()]);
  });

  test('is refused with a token where no store holds the key', async () => {
    const scene = await stage();
    const { token } = scene.simulator.organisation.createServiceAccount('backend', { publicKey: keyPair().publicKey });
    const refused = await askFor(scene, { token });
    expect(errorOf(refused)).toContain('[PENDING_KEY_LOST]');
    expect(await store().read()).toEqual({});
  });

  test('is asked for anew where the store lost the key; the old issue is closed', async () => {
    const scene = await stage();
    await askFor(scene);
    await store().clear();
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
});
