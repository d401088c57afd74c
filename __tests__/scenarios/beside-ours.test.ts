import { pythonServers } from '../servers/python.js';
import { QUICK } from '../stores/models.js';
import { cupboardOf, kept, runWith } from './kept.js';
import { revoke, simulate, warningsOf } from './scene.js';
import { shelvesOf } from './shelves.js';

const servers = pythonServers();
const tried = QUICK.filter(({ name }) => /Vault$|AWS/.test(name) && !/Azure/.test(name));
const plain = { 'key-type': undefined, 'output-private-key': undefined };

(servers ? describe : describe.skip).each(tried)('What others keep beside ours in $name', (provider) => {
  const cupboard = cupboardOf(provider, servers);
  const { onShelf, stored, replaceWith } = shelvesOf(cupboard);

  test('and added to our document stays in it, and so does a key that a console put on one line', async () => {
    await onShelf(async (shelf) => {
      const simulator = await simulate();
      const { document } = await kept(simulator, shelf);
      const mangled = {
        ...document,
        DFNS_PRIVATE_KEY: document.DFNS_PRIVATE_KEY.replaceAll('\n', ' '),
        DFNS_AUTH_TOKEN: `\ufeff ${document.DFNS_AUTH_TOKEN}\n`,
        DFNS_API_URL: `${document.DFNS_API_URL}\\n`,
        DFNS_ORG_ID: `"${document.DFNS_ORG_ID}\\r\\n"`,
        DFNS_LATER: 'of a newer version',
        team: 'payments',
      };
      const before = await replaceWith(shelf, mangled, { port: 5432 });
      expect((await runWith(simulator, shelf)).outputs).toMatchObject({
        status: 'unchanged',
        token: document.DFNS_AUTH_TOKEN,
      });
      expect(await stored(shelf)).toEqual(before);
      const { DFNS_CRED_ID: _, ...lacking } = mangled;
      await replaceWith(shelf, lacking, { port: 5432 });
      expect((await runWith(simulator, shelf)).outputs.status).toBe('updated');
      const healed = { ...document, DFNS_LATER: 'of a newer version', team: 'payments' };
      expect(await stored(shelf)).toMatchObject({ document: healed, others: { port: 5432 } });
      expect((await runWith(simulator, shelf, { mode: 'rotate' })).outputs.status).toBe('rotated');
      const rotated = await stored(shelf);
      expect(rotated).toMatchObject({ document: { team: 'payments' }, others: { port: 5432 } });
      expect(rotated?.document.DFNS_PRIVATE_KEY).not.toBe(document.DFNS_PRIVATE_KEY);
      expect(rotated?.document).not.toHaveProperty('DFNS_LATER');
      const revoked = await runWith(simulator, shelf, revoke);
      expect(revoked.outputs.status).toBe('revoked');
      expect(revoked.summary).toContain('was emptied');
      expect(await stored(shelf)).toMatchObject({ document: { team: 'payments' }, others: { port: 5432 } });
      expect(Object.keys((await stored(shelf))?.document ?? {})).toEqual(['team']);
    });
  });

  // What lays a value in Vault reads it as JSON first, in this Node.
  (provider.name === 'Vault' ? test.skip : test)(
    'keeps every digit of a number that JavaScript cannot hold',
    async () => {
      await onShelf(async (shelf) => {
        const simulator = await simulate();
        const { DFNS_CRED_ID: _, ...lacking } = (await kept(simulator, shelf)).document;
        const theirs = '"invoice":12345678901234567890,"rate":1.10';
        const [, name = ''] = /:\/\/([^?]+)/.exec(shelf.inputs.store ?? '') ?? [];
        await cupboard.running.lay?.(name, `{${theirs},${JSON.stringify(lacking).slice(1)}`);
        expect((await runWith(simulator, shelf)).outputs.status).toBe('updated');
        const healed = await cupboard.running.raw?.(name);
        for (const member of theirs.split(',')) expect(healed).toContain(member);
        expect(healed).toContain('DFNS_CRED_ID');
      });
    },
  );

  test('and a key that is missing beside its token is told, and put back where it is known', async () => {
    await onShelf(async (shelf) => {
      const simulator = await simulate();
      const { document } = await kept(simulator, shelf);
      const { DFNS_PRIVATE_KEY: _, ...keyless } = document;
      await replaceWith(shelf, keyless);
      for (const inputs of [{}, { mode: 'validate', ...plain }])
        expect(warningsOf(await runWith(simulator, shelf, inputs)).join()).toContain('without its private key');
      await onShelf(async (second) => {
        await replaceWith(second, document);
        const store = `${shelf.inputs.store}\n${second.inputs.store}`;
        const healed = await runWith(simulator, shelf, { store });
        expect(healed.outputs).toMatchObject({ status: 'updated', changed: 'false' });
        expect(healed.outputs['private-key']).toBe(document.DFNS_PRIVATE_KEY);
      });
      expect((await stored(shelf))?.document).toEqual(document);
    });
  });
});
