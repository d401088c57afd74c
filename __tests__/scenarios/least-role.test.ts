import { readFileSync } from 'node:fs';
import { credentialOf, errorOf, run, simulate } from './scene.js';

/** The role that the README has the provisioner given: its blocks, by the comment above each. */
function blocksOfReadme(): Map<string, string[]> {
  const text = readFileSync('README.md', 'utf8');
  const [, block = ''] = /<!-- provisioner -->\n```yaml\n([\s\S]*?)```/.exec(text) ?? [];
  const parts = block.split(/^# /m).slice(1);
  return new Map(
    parts.map((part) => {
      const [title = '', ...permissions] = part.trim().split('\n');
      return [title.split(/[ ,:]/)[0] ?? '', permissions];
    }),
  );
}

const blocks = blocksOfReadme();
const allowed = (...names: string[]) => names.flatMap((name) => blocks.get(name) ?? []);
const withRole = async (...names: string[]) => {
  const simulator = await simulate({ provisionerOperations: allowed(...names) });
  simulator.organisation.createRole('reader', ['Wallets:Read']);
  return simulator;
};

describe('the role that the README gives the provisioner', () => {
  test('suffices for an account with an existing role, first and again', async () => {
    const simulator = await withRole('always');
    const first = await run(simulator, { role: 'reader' });
    expect([errorOf(first), first.outputs.status]).toEqual(['', 'created']);
    const again = await run(simulator, { role: 'reader', ...credentialOf(first) });
    expect([errorOf(again), again.outputs.status]).toEqual(['', 'unchanged']);
  });

  test('suffices, with its block, for a preset and a role that is kept', async () => {
    const simulator = await withRole('always', 'presets');
    expect((await run(simulator)).outputs.status).toBe('created');
    const changed = { role: 'mine', permissions: 'Wallets:Read', name: 'other' };
    const made = await run(simulator, changed);
    const next = await run(simulator, { ...changed, permissions: 'Wallets:Create', ...credentialOf(made) });
    expect([errorOf(next), next.outputs.status]).toEqual(['', 'updated']);
  });

  test('suffices, with its block, for a lost token', async () => {
    const simulator = await withRole('always', 'on-lost-token');
    await run(simulator, { role: 'reader' });
    const replaced = await run(simulator, { role: 'reader', 'on-lost-token': 'replace' });
    expect([errorOf(replaced), replaced.outputs.status]).toEqual(['', 'created']);
  });

  test('suffices, with its block, for an inactive account', async () => {
    const simulator = await withRole('always', 'an');
    const first = await run(simulator, { role: 'reader' });
    for (const account of simulator.organisation.serviceAccounts.values()) account.isActive = false;
    const repaired = await run(simulator, { role: 'reader', ...credentialOf(first) });
    expect([errorOf(repaired), repaired.outputs.status]).toEqual(['', 'updated']);
  });

  test('suffices, with its block, for other roles that are revoked', async () => {
    const simulator = await withRole('always', 'exclusive');
    const first = await run(simulator, { role: 'reader' });
    const more = simulator.organisation.createRole('more', ['Wallets:Create']);
    simulator.organisation.assign(more.id, first.outputs['service-account-id'] ?? '');
    const repaired = await run(simulator, { role: 'reader', exclusive: 'true', ...credentialOf(first) });
    expect([errorOf(repaired), repaired.outputs.status]).toEqual(['', 'updated']);
  });

  test('is refused by name where its block is left out', async () => {
    const simulator = await withRole('always');
    expect(errorOf(await run(simulator))).toContain('Permissions:Create');
  });

  test('is even less for validate', async () => {
    const simulator = await withRole('always');
    const first = await run(simulator, { role: 'reader' });
    const role = [...simulator.organisation.roles.values()].find(({ operations }) =>
      operations.includes('Auth:ServiceAccounts:Create'),
    );
    if (role) role.operations = ['Auth:ServiceAccounts:Read', 'Permissions:Read'];
    const inputs = { mode: 'validate', role: 'reader', 'key-type': undefined, ...credentialOf(first) };
    const validated = await run(simulator, inputs);
    expect([errorOf(validated), validated.outputs.status]).toEqual(['', 'unchanged']);
  });
});
