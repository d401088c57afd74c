import { pythonServers } from '../servers/python.js';
import { QUICK } from '../stores/models.js';
import { GITHUB } from '../stores/providers.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { actingAs, bootstrapWith, holdsWorking, onStage, registered } from './bootstrapped.js';
import { cupboardOf, runWith } from './kept.js';
import { errorOf } from './scene.js';

const servers = pythonServers();

(servers ? describe : describe.skip)('A provisioner kept in GitHub’s secrets alone', () => {
  const cupboard = cupboardOf(GITHUB, servers);

  test('is registered with every code, since nothing can be read back, and its key is an output', async () => {
    await onStage(cupboard, async (simulator, shelf) => {
      const output = { 'output-private-key': 'true' };
      for (const count of [1, 2]) {
        const run = await bootstrapWith(simulator, shelf, output);
        expect(errorOf(run)).toBe('');
        expect(run.outputs).toMatchObject({ status: 'created', 'private-key': expect.stringContaining('PRIVATE KEY') });
        expect(registered(simulator)).toHaveLength(count);
        expectNoLeak(run, [run.outputs['private-key'] ?? '']);
      }
    });
  });

  test('is not written over the secrets of a service account', async () => {
    await onStage(cupboard, async (simulator, shelf) => {
      await runWith(simulator, shelf);
      const failed = await bootstrapWith(simulator, shelf, { 'output-private-key': 'true' });
      expect(errorOf(failed)).toContain('[STORE_HOLDS_OTHER]');
      expect(registered(simulator)).toEqual([]);
    });
  });
});

(servers ? describe : describe.skip).each(QUICK)('A provisioner kept in $name', (provider) => {
  const cupboard = cupboardOf(provider, servers);

  test('is made, found, acted as, and replaced', async () => {
    await onStage(cupboard, async (simulator, shelf) => {
      const statuses = [];
      for (const story of ['made', 'found', 'replaced']) {
        const [last] = simulator.organisation.users.get(simulator.provisioner.userId)?.credentials.slice(-1) ?? [];
        if (story === 'replaced' && last) last.isActive = false;
        statuses.push((await bootstrapWith(simulator, shelf)).outputs.status);
        const { current, pending } = await shelf.store.read();
        expect([holdsWorking(simulator, current?.document), pending]).toEqual([true, undefined]);
      }
      expect(statuses).toEqual(['created', 'unchanged', 'created']);
      const account = await cupboard.shelf();
      const made = await runWith(simulator, account, actingAs(shelf));
      await account.close();
      expect(made).toMatchObject({ exitCode: 0, outputs: { status: 'created' } });
    });
  });
});
