import { pythonServers } from '../servers/python.js';
import { QUICK } from '../stores/models.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { actingAs, bootstrapInputs, bootstrapWith, onStage, registered, user } from './bootstrapped.js';
import { cupboardOf, runWith } from './kept.js';
import { errorOf, writesOf } from './scene.js';

const servers = pythonServers();
const [vault] = QUICK;

(servers ? describe : describe.skip)('A provisioner made from a one-time code, where Vault is to keep it,', () => {
  const cupboard = cupboardOf(vault, servers);

  describe('is not made, and the store stays empty,', () => {
    const refusals: [string, string, string][] = [
      ['with a code that is none', 'CODE_REFUSED', 'Invalid code'],
      ['with a code that was used', 'CODE_REFUSED', 'Invalid code'],
      ['with a code that has expired', 'CODE_REFUSED', 'Registration code expired'],
      ['with a code of another user', 'CODE_OF_OTHER_USER', 'olga@example.com'],
      ['without a code', 'CODE_NEEDED', 'no store holds one'],
    ];
    test.each(refusals)('%s', async (name, code, text) => {
      await onStage(cupboard, async (simulator, shelf) => {
        const { organisation } = simulator;
        organisation.createUser('olga@example.com');
        const used = organisation.createCredentialCode(user);
        used.isUsed = true;
        const expired = organisation.createCredentialCode(user, 1);
        organisation.clock.advance(2);
        const given: Record<string, string | undefined> = {
          'with a code that is none': 'AAA-BBB-CCC',
          'with a code that was used': used.code,
          'with a code that has expired': expired.code,
          'with a code of another user': organisation.createCredentialCode('olga@example.com').code,
        };
        const failed = await runWith(simulator, shelf, bootstrapInputs(given[name]));
        expect(failed).toMatchObject({ exitCode: 1, outputs: { changed: 'false' } });
        expect(errorOf(failed)).toContain(text);
        expect(errorOf(failed)).toContain(`[${code}]`);
        if (code === 'CODE_REFUSED') expect(errorOf(failed)).toMatch(/about a minute.*make another code/s);
        expect(await shelf.store.read()).toEqual({});
        expect(registered(simulator)).toEqual([]);
        expectNoLeak(failed, [given[name] ?? 'no code']);
      });
    });
  });

  describe('never shares a place', () => {
    test('with the credential of a service account', async () => {
      await onStage(cupboard, async (simulator, shelf) => {
        await runWith(simulator, shelf);
        const before = await shelf.store.read();
        const failed = await bootstrapWith(simulator, shelf);
        expect(errorOf(failed)).toContain('[STORE_HOLDS_OTHER]');
        expect(await shelf.store.read()).toEqual(before);
        expect(registered(simulator)).toEqual([]);
      });
    });

    test('with another provisioner, or an account that comes later', async () => {
      await onStage(cupboard, async (simulator, shelf) => {
        await bootstrapWith(simulator, shelf);
        const before = await shelf.store.read();
        simulator.organisation.createUser('olga@example.com');
        const { code } = simulator.organisation.createCredentialCode('olga@example.com');
        const olga = { 'credential-code': code, 'provisioner-username': 'olga@example.com' };
        expect(errorOf(await bootstrapWith(simulator, shelf, olga))).toContain(`the user ${user}`);
        expect(errorOf(await runWith(simulator, shelf))).toContain('[STORE_HOLDS_OTHER]');
        expect(await shelf.store.read()).toEqual(before);
        expect(writesOf(simulator).filter((write) => write.includes('service-accounts'))).toEqual([]);
      });
    });
  });

  describe('is not acted as', () => {
    test.each<[string, Record<string, string>, string]>([
      ['where the store holds nothing', {}, 'PROVISIONER_NOT_FOUND'],
      ['where the document lacks its key', { DFNS_PRIVATE_KEY: '' }, 'PROVISIONER_NOT_FOUND'],
      ['where the address of the API is plain http', { DFNS_API_URL: 'http://example.com' }, 'PROVISIONER_NOT_FOUND'],
      ['for another organisation', { DFNS_ORG_ID: 'or-1a2b3-4c5d6-7e8f9g0h1i2j3k4l' }, 'OTHER_ORGANISATION'],
      ['at another address', { DFNS_API_URL: 'https://api.dfns.ninja' }, 'OTHER_API'],
    ])('%s', async (_name, changes, code) => {
      await onStage(cupboard, async (simulator, shelf) => {
        if (Object.keys(changes).length > 0) {
          await bootstrapWith(simulator, shelf);
          const { current } = await shelf.store.read();
          await shelf.store.putCurrent({ ...current?.document, ...changes }, current?.version);
        }
        const requests = simulator.requests.length;
        const { store, ...inputs } = { ...actingAs(shelf), store: undefined };
        const given = { 'api-url': simulator.apiUrl, 'org-id': simulator.orgId };
        const failed = await runWith(simulator, shelf, { ...inputs, ...given, store });
        expect(errorOf(failed)).toContain(`[${code}]`);
        if (code === 'PROVISIONER_NOT_FOUND') expect(errorOf(failed)).toContain('mode: bootstrap');
        expect(simulator.requests.length).toBe(requests);
      });
    });
  });
});
