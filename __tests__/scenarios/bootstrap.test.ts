import { pythonServers } from '../servers/python.js';
import { QUICK } from '../stores/models.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { actingAs, bootstrapInputs, bootstrapWith, holdsWorking, onStage, registered, user } from './bootstrapped.js';
import { cupboardOf, runWith } from './kept.js';
import { accountNames, errorOf, warningsOf } from './scene.js';

const servers = pythonServers();
const [vault] = QUICK;

(servers ? describe : describe.skip)('A provisioner made from a one-time code, kept in Vault,', () => {
  const cupboard = cupboardOf(vault, servers);

  test.each(['rsa-2048', 'ec-p256', 'ed25519'])('logs in with a key of type %s, and then provisions', async (type) => {
    await onStage(cupboard, async (simulator, shelf) => {
      const { code } = simulator.organisation.createCredentialCode(user);
      const first = await bootstrapWith(simulator, shelf, { 'credential-code': code, 'key-type': type });
      expect(errorOf(first)).toBe('');
      const { current, pending } = await shelf.store.read();
      const [id] = registered(simulator);
      expect(first.outputs).toMatchObject({
        status: 'created',
        changed: 'true',
        'credential-id': id,
        'org-id': simulator.orgId,
        'api-url': simulator.apiUrl,
        'public-key': expect.stringContaining('PUBLIC KEY'),
        'key-fingerprint': expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect(first.outputs).not.toHaveProperty('token');
      expect(first.outputs).not.toHaveProperty('private-key');
      expect(Object.keys(current?.document ?? {}).sort()).toEqual([
        'DFNS_API_URL',
        'DFNS_CRED_ID',
        'DFNS_ORG_ID',
        'DFNS_PRIVATE_KEY',
        'DFNS_USERNAME',
      ]);
      expect(holdsWorking(simulator, current?.document)).toBe(true);
      expect(pending).toBeUndefined();
      expect(first.summary).toContain('provisioner');
      expect(JSON.parse(first.outputs.plan ?? '')).toMatchObject([
        { step: 'register-credential', user, credential: 'github-actions octo-org/backend' },
        { step: 'store-credential' },
      ]);
      expectNoLeak(first, [code, current?.document.DFNS_PRIVATE_KEY ?? '']);
      // At a terminal nobody hides a mask.
      expect(first.masks).toEqual([code]);

      const account = await cupboard.shelf();
      const made = await runWith(simulator, account, actingAs(shelf), { env: shelf.env });
      expect(errorOf(made)).toBe('');
      expect(made.outputs).toMatchObject({ status: 'created', 'org-id': simulator.orgId, 'api-url': simulator.apiUrl });
      expect(accountNames(simulator)).toEqual(['backend']);
      expectNoLeak(made, [current?.document.DFNS_PRIVATE_KEY ?? '']);
      const valid = await runWith(simulator, account, { ...actingAs(shelf), mode: 'validate', 'key-type': undefined });
      expect(valid).toMatchObject({ exitCode: 0, outputs: { status: 'unchanged' } });
      await account.close();
    });
  });

  test('is left as it is by a second run, whose code is not spent', async () => {
    await onStage(cupboard, async (simulator, shelf) => {
      await bootstrapWith(simulator, shelf);
      const before = await shelf.store.read();
      const { code } = simulator.organisation.createCredentialCode(user);
      for (const given of [code, undefined]) {
        const requests = simulator.requests.length;
        const second = await runWith(simulator, shelf, bootstrapInputs(given));
        expect(second).toMatchObject({ exitCode: 0, outputs: { status: 'unchanged', changed: 'false' } });
        expect(second.log).toContain(given ? 'the credential code is not spent' : 'logs in.');
        // A login, and its end.
        expect(simulator.requests.length - requests).toBe(3);
      }
      expect(await shelf.store.read()).toEqual(before);
      expect(registered(simulator)).toHaveLength(1);
      const elsewhere = await cupboard.shelf();
      expect((await runWith(simulator, elsewhere, bootstrapInputs(code))).outputs.status).toBe('created');
      await elsewhere.close();
    });
  });

  test('is replaced by a new one where it no longer logs in, and there is a code', async () => {
    await onStage(cupboard, async (simulator, shelf) => {
      await bootstrapWith(simulator, shelf);
      const old = simulator.organisation.users.get(simulator.provisioner.userId)?.credentials.at(-1);
      if (old) old.isActive = false;
      const without = await runWith(simulator, shelf, bootstrapInputs(undefined));
      expect(errorOf(without)).toContain('the stored credential does not log in');
      expect(errorOf(without)).toContain('[CODE_NEEDED]');
      const next = await bootstrapWith(simulator, shelf);
      expect(next).toMatchObject({ exitCode: 0, outputs: { status: 'created' } });
      expect(warningsOf(next).join('\n')).toContain('no longer logs in');
      const { current, pending } = await shelf.store.read();
      expect(current?.document.DFNS_CRED_ID).toBe(next.outputs['credential-id']);
      expect(current?.document.DFNS_CRED_ID).not.toBe(old?.credentialId);
      expect(pending).toBeUndefined();
    });
  });

  test('gives its private key as an output where that is asked for, masked', async () => {
    await onStage(cupboard, async (simulator, shelf) => {
      const first = await bootstrapWith(simulator, shelf, { 'output-private-key': 'true' });
      const key = (await shelf.store.read()).current?.document.DFNS_PRIVATE_KEY;
      expect(first.outputs['private-key']).toBe(key);
      expect(first.masks).toContain(key);
      expectNoLeak(first, [key ?? '']);
    });
  });

  test.each(['cut-after', '500-after', 'html-502', 'cut-before', '500-before'] as const)(
    'is registered once where the answer is lost (%s)',
    async (kind) => {
      await onStage(cupboard, async (simulator, shelf) => {
        simulator.inject({ method: 'POST', path: '/auth/credentials/code/verify', kind });
        const run = await bootstrapWith(simulator, shelf);
        expect(errorOf(run)).toBe('');
        expect(simulator.faultsUsed()).toBe(1);
        expect(run).toMatchObject({ exitCode: 0, outputs: { status: 'created' } });
        expect(registered(simulator)).toEqual([run.outputs['credential-id']]);
        expect(holdsWorking(simulator, (await shelf.store.read()).current?.document)).toBe(true);
      });
    },
  );

  test('is registered with a slip in org-id, and finished by the run without it, which needs no code', async () => {
    await onStage(cupboard, async (simulator, shelf) => {
      const slip = await bootstrapWith(simulator, shelf, { 'org-id': 'or-1a2b3-4c5d6-7e8f9g0h1i2j3k4l' });
      expect(errorOf(slip)).toContain('[CREDENTIAL_NOT_ACCEPTED]');
      expect(slip.outputs).toMatchObject({ changed: 'true' });
      expect((await shelf.store.read()).current).toBeUndefined();
      const next = await runWith(simulator, shelf, bootstrapInputs(undefined));
      expect(next).toMatchObject({ exitCode: 0, outputs: { status: 'updated', changed: 'false' } });
      const { current, pending } = await shelf.store.read();
      expect(holdsWorking(simulator, current?.document)).toBe(true);
      expect([registered(simulator).length, pending]).toEqual([1, undefined]);
    });
  });

  test('made by two runs at once, a code each, is the stored one of one of them; the next run needs no code', async () => {
    for (const stagger of [0, 15, 30, 60]) {
      await onStage(cupboard, async (simulator, shelf) => {
        const late = async () => {
          await new Promise((resolve) => setTimeout(resolve, stagger));
          return bootstrapWith(simulator, shelf);
        };
        const both = await Promise.all([bootstrapWith(simulator, shelf), late()]);
        const stored = (await shelf.store.read()).current?.document;
        for (const each of both) {
          if (each.exitCode === 0) expect(each.outputs['credential-id']).toBe(stored?.DFNS_CRED_ID);
          else expect(errorOf(each)).toContain('[STORE_CONFLICT]');
        }
        const next = await runWith(simulator, shelf, bootstrapInputs(undefined));
        expect([stagger, errorOf(next), next.exitCode]).toEqual([stagger, '', 0]);
        const { current, pending } = await shelf.store.read();
        expect(holdsWorking(simulator, current?.document)).toBe(true);
        expect(pending).toBeUndefined();
      });
    }
  }, 60_000);

  test('is kept in every target, and a target that lost it is healed', async () => {
    await onStage(cupboard, async (simulator, shelf) => {
      const second = await cupboard.shelf();
      const store = `${shelf.inputs.store}\n${second.inputs.store}`;
      await bootstrapWith(simulator, shelf, { store });
      expect((await second.store.read()).current?.document).toEqual((await shelf.store.read()).current?.document);
      await shelf.store.clear();
      const healed = await runWith(simulator, shelf, { ...bootstrapInputs(undefined), store });
      expect(healed).toMatchObject({ exitCode: 0, outputs: { status: 'updated', changed: 'false' } });
      expect(holdsWorking(simulator, (await shelf.store.read()).current?.document)).toBe(true);
      await second.close();
    });
  });
});
