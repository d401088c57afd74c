import type { StoredDocument } from '../../src/stores/store.js';
import { pythonServers } from '../servers/python.js';
import { QUICK } from '../stores/models.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { bootstrapWith } from './bootstrapped.js';
import { cupboardOf, kept, runWith } from './kept.js';
import { accountNames, errorOf, type Inputs, keyPair, provisioned, revoke, simulate } from './scene.js';
import { shelvesOf } from './shelves.js';

const servers = pythonServers();
const tried = QUICK.filter(({ name }) => /Vault$|AWS/.test(name) && !/Azure/.test(name));
const plain = { 'key-type': undefined, 'output-private-key': undefined };
const noProvisioner = {
  'provisioner-username': undefined,
  'provisioner-credential-id': undefined,
  'provisioner-private-key': undefined,
};
/** Every mode that looks at the account's store, but revoke, which must not be held up by it. */
const modes: Record<string, Inputs> = {
  ensure: {},
  'a dry run': { 'dry-run': 'true' },
  'a replacement': { 'on-lost-token': 'replace' },
  validate: { mode: 'validate', ...plain },
  'validate without a provisioner': { mode: 'validate', ...plain, ...noProvisioner },
  rotate: { mode: 'rotate' },
  request: { mode: 'request', 'output-private-key': undefined, 'github-token': 'ghs_not-a-real-token' },
};
const few = ['ensure', 'validate without a provisioner'];

(servers ? describe : describe.skip).each(tried)('What is not ours in $name', (provider) => {
  const cupboard = cupboardOf(provider, servers);
  const chosen = Object.entries(modes).filter(([name]) => provider.name === 'Vault' || few.includes(name));

  const { onShelf, stored, replaceWith } = shelvesOf(cupboard);

  test('is the credential of production for a workflow of staging: its token goes nowhere, and it stays', async () => {
    await onShelf(async (shelf) => {
      const [production, staging] = [await simulate(), await simulate()];
      const { document } = await kept(production, shelf);
      const before = await stored(shelf);
      for (const [name, inputs] of chosen) {
        const run = await runWith(staging, shelf, inputs);
        expect([name, run.exitCode, errorOf(run)]).toEqual([name, 1, expect.stringContaining('[STORE_HOLDS_OTHER]')]);
        expect(errorOf(run)).toContain('for the API at 127.0.0.1');
        expect([name, staging.requests.length]).toEqual([name, 0]);
        expectNoLeak(run, [document.DFNS_AUTH_TOKEN, document.DFNS_PRIVATE_KEY]);
      }
      provisioned(staging);
      const revoked = await runWith(staging, shelf, revoke);
      expect([revoked.exitCode, accountNames(staging)]).toEqual([1, []]);
      expect(errorOf(revoked)).toMatch(/revoked: backend; left: .* is not emptied: it holds the credential/);
      expect(await stored(shelf)).toEqual(before);
      expect(accountNames(production)).toEqual(['backend']);
    });
  });

  test('is the password of a database: refused in every mode before Dfns is asked, and left by revoke', async () => {
    await onShelf(async (shelf) => {
      const simulator = await simulate();
      await shelf.store.putCurrent({ username: 'app', password: 'never-to-be-printed' }, undefined);
      const before = await stored(shelf);
      const runs = [
        ...chosen.map(
          ([, inputs]) =>
            () =>
              runWith(simulator, shelf, inputs),
        ),
        () => bootstrapWith(simulator, shelf),
      ];
      for (const start of runs) {
        const run = await start();
        expect([run.exitCode, errorOf(run)]).toEqual([1, expect.stringContaining('[STORE_HOLDS_OTHER]')]);
        expectNoLeak(run, ['never-to-be-printed']);
      }
      expect(simulator.requests).toEqual([]);
      provisioned(simulator);
      const planned = await runWith(simulator, shelf, { ...revoke, 'dry-run': 'true' });
      expect(planned.outputs.plan).not.toContain('empty-store');
      expect(planned.summary).toMatch(/is not emptied/);
      const revoked = await runWith(simulator, shelf, revoke);
      expect([revoked.exitCode, accountNames(simulator)]).toEqual([1, []]);
      expect(revoked.summary).toContain('JSON that is no document of this action');
      expect(await stored(shelf)).toEqual(before);
    });
  });

  test('or is another account’s in one of two targets, keeps the other from being written too', async () => {
    await onShelf(async (shelf) => {
      const simulator = await simulate();
      const keys = keyPair();
      const { account, token } = simulator.organisation.createServiceAccount('frontend', { publicKey: keys.publicKey });
      account.isActive = false;
      await replaceWith(shelf, { DFNS_SERVICE_ACCOUNT_ID: account.userId, DFNS_AUTH_TOKEN: token });
      const before = await stored(shelf);
      await onShelf(async (own) => {
        const store = `${own.inputs.store}\n${shelf.inputs.store}`;
        const run = await runWith(simulator, own, { store });
        expect(errorOf(run)).toMatch(/belongs to the service account frontend .*\[CREDENTIAL_OF_ANOTHER\]/s);
        expect(await own.store.read()).toEqual({});
        expect(accountNames(simulator)).toEqual(['frontend']);
        const revoked = await runWith(simulator, own, { ...revoke, store });
        expect(errorOf(revoked)).toContain('was empty before');
        expect(errorOf(revoked)).toContain('it holds the credential of the service account frontend');
      });
      expect(await stored(shelf)).toEqual(before);
    });
  });

  test('is told from what is ours and damaged: no mode takes a key that cannot be read for none', async () => {
    await onShelf(async (shelf) => {
      const simulator = await simulate();
      const { document } = await kept(simulator, shelf);
      const damaged: [StoredDocument, string][] = [
        [{ ...document, DFNS_PRIVATE_KEY: document.DFNS_PRIVATE_KEY.slice(0, 80) }, 'STORED_KEY_UNREADABLE'],
        [{ ...document, DFNS_AUTH_TOKEN: ' ' }, 'STORE_UNREADABLE'],
      ];
      for (const [changed, code] of damaged) {
        const before = await replaceWith(shelf, changed);
        for (const [name, inputs] of chosen.filter(
          ([name]) => code === 'STORED_KEY_UNREADABLE' || few.includes(name),
        )) {
          const run = await runWith(simulator, shelf, inputs);
          expect([name, errorOf(run)]).toEqual([name, expect.stringContaining(`[${code}]`)]);
          expect(errorOf(run)).toContain(shelf.inputs.store?.split('?')[0]);
        }
        expect(await stored(shelf)).toEqual(before);
      }
      expect(simulator.requests).toEqual([]);
    });
  });
});
