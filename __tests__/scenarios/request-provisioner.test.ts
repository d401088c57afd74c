import { pythonServers } from '../servers/python.js';
import { READABLE } from '../stores/providers.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { askFor, createFrom, inVault, provisionerOf } from './asked.js';
import { decideOnAsking, errorOf, rolesOf, warningsOf, writesOf } from './scene.js';

const servers = pythonServers();
const [vault] = READABLE;

(servers ? describe : describe.skip)('A service account that a person creates, where there is a provisioner,', () => {
  const { stage, store, pendingKey } = inVault(vault, servers);

  test('gets its role from a provisioner: made before it is asked for, given when it is adopted', async () => {
    const scene = await stage();
    const asked = await askFor(scene, provisionerOf(scene));
    expect(asked.outputs).toMatchObject({ status: 'requested', changed: 'true' });
    expect(writesOf(scene.simulator)).toEqual(['POST /permissions']);
    expect(scene.github.issues.all[0]?.body).not.toContain('else create it');
    expect((await askFor(scene, provisionerOf(scene))).outputs).toMatchObject({
      status: 'requested',
      changed: 'false',
    });
    const key = await pendingKey();
    const token = createFrom(scene.simulator, scene.github.issues.all[0]);
    const adopted = await askFor(scene, { ...provisionerOf(scene), token });
    expect(adopted.annotations).toEqual([]);
    expect(adopted.outputs).toMatchObject({ status: 'created', changed: 'true', token });
    expect(rolesOf(scene.simulator, 'backend')).toEqual(['create-wallets']);
    expect(JSON.parse(adopted.outputs.plan ?? '').map(({ step }: { step: string }) => step)).toEqual([
      'store-credential',
      'assign-role',
    ]);
    expect((await store().read()).pending).toBeUndefined();
    expect(scene.github.issues.open).toEqual([]);
    const again = await askFor(scene, { ...provisionerOf(scene), token });
    expect(again.outputs).toMatchObject({ status: 'unchanged', changed: 'false' });
    for (const run of [asked, adopted, again]) expectNoLeak(run, [token, key, scene.simulator.provisioner.privateKey]);
  });

  test('is adopted by a provisioner where Dfns answers in its old shapes', async () => {
    const scene = await stage();
    scene.simulator.switches.legacyShapes = true;
    await askFor(scene, provisionerOf(scene));
    const token = createFrom(scene.simulator, scene.github.issues.all[0]);
    const adopted = await askFor(scene, { ...provisionerOf(scene), token });
    expect(adopted.annotations).toEqual([]);
    expect(adopted.outputs).toMatchObject({ status: 'created', token });
    expect(rolesOf(scene.simulator, 'backend')).toEqual(['create-wallets']);
    expect((await askFor(scene, { ...provisionerOf(scene), token })).outputs.status).toBe('unchanged');
  });

  test('whose role waits for approval is adopted nevertheless, or once it is approved where that is asked for', async () => {
    const scene = await stage();
    const { organisation, switches } = scene.simulator;
    switches.provisionerOperations = [...switches.provisionerOperations, 'Policies:Approvals:Read'];
    organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'RequestApproval' });
    await askFor(scene, provisionerOf(scene));
    const token = createFrom(scene.simulator, scene.github.issues.all[0]);
    const adopted = await askFor(scene, { ...provisionerOf(scene), token });
    expect(adopted).toMatchObject({ exitCode: 0, outputs: { status: 'pending-approval', token } });
    expect(warningsOf(adopted).join()).toContain(adopted.outputs['approval-id']);
    expect((await store().read()).current?.document.DFNS_AUTH_TOKEN).toBe(token);
    const again = await askFor(scene, { ...provisionerOf(scene), token });
    expect(again.outputs).toMatchObject({ 'approval-id': adopted.outputs['approval-id'] });
    expect(organisation.approvals.size).toBe(1);
    decideOnAsking(scene.simulator, 'Approved');
    const waited = await askFor(scene, { ...provisionerOf(scene), token, 'wait-for-approval': '30s' });
    expect(waited.annotations).toEqual([]);
    expect(rolesOf(scene.simulator, 'backend')).toEqual(['create-wallets']);
  });

  test('under another name is refused where a provisioner can see it, and nothing is stored', async () => {
    const scene = await stage();
    await askFor(scene);
    const before = await store().read();
    const token = createFrom(scene.simulator, scene.github.issues.all[0], 'backend2');
    const refused = await askFor(scene, { ...provisionerOf(scene), token });
    expect(errorOf(refused)).toContain('[CREDENTIAL_OF_ANOTHER]');
    expect(await store().read()).toEqual(before);
  });

  test('in a dry run is planned: no issue, no key, nothing stored', async () => {
    const scene = await stage();
    const planned = await askFor(scene, { ...provisionerOf(scene), 'dry-run': 'true' });
    expect(planned.outputs).toMatchObject({ status: 'planned', changed: 'false' });
    expect(JSON.parse(planned.outputs.plan ?? '').map(({ step }: { step: string }) => step)).toEqual([
      'create-role',
      'request-account',
    ]);
    expect(scene.github.issues.all).toEqual([]);
    expect(await store().read()).toEqual({});
    expect(writesOf(scene.simulator)).toEqual([]);
    await askFor(scene);
    const before = await store().read();
    const token = createFrom(scene.simulator, scene.github.issues.all[0]);
    const adoption = await askFor(scene, { token, 'dry-run': 'true' });
    expect(adoption.outputs).toMatchObject({ status: 'planned', changed: 'false' });
    expect(adoption.outputs).not.toHaveProperty('token');
    expect(await store().read()).toEqual(before);
    expect(scene.github.issues.open).toHaveLength(1);
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
    const asked = await askFor(scene, { ...provisionerOf(scene), name, role: role.id });
    expect(asked.outputs.status).toBe('requested');
    const [issue] = scene.github.issues.all;
    expect(issue?.title).not.toMatch(/[`\n]/);
    const body = (issue?.body ?? '').replace(/```[\s\S]*?```/g, '');
    expect(body).not.toMatch(
      /<(?!\/?code>|!-- dfns-service-account-action request [\w= -]+ -->\n)|@|# forged|evil\.example|\u202e/,
    );
    expect(body.match(/<!--/g)).toHaveLength(1);
    expect((await askFor(scene, { ...provisionerOf(scene), name, role: role.id })).outputs['request-url']).toBe(
      asked.outputs['request-url'],
    );
  });
});
