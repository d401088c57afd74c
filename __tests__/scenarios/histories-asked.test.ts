import type { ChildProcess } from 'node:child_process';
import type { Simulator } from '../../simulator/index.js';
import { pythonServers } from '../servers/python.js';
import { askFor, createFrom, fingerprintIn, github } from './asked.js';
import { bootstrapInputs, bootstrapWith, holdsWorking, registered } from './bootstrapped.js';
import { inVault } from './in-vault.js';
import { runWith, type Shelf } from './kept.js';
import { hold, killedAt, type Point } from './meeting.js';
import { errorOf, keyPair, revoke, warningsOf } from './scene.js';

const servers = pythonServers();

const announcement: Point = { method: 'POST', path: /\/data\/[^/]+-pending$/, moment: 'after' };

const replace = { 'on-lost-token': 'replace' };

(servers ? describe : describe.skip)('In Vault', () => {
  const scene = inVault();
  let simulator: Simulator;
  let shelf: Shelf;

  beforeEach(() => {
    ({ simulator, shelf } = scene);
  });

  describe('an account that a person was asked for', () => {
    test('keeps the key of the request while runs without it replace, fail and die', async () => {
      const asking = { simulator, github: await github(), shelf };
      await askFor(asking);
      const [issue] = asking.github.issues.open;
      const asked = (await shelf.store.read()).pending?.document;
      simulator.organisation.createServiceAccount('backend', keyPair());

      const failed = await runWith(simulator, shelf);
      expect(errorOf(failed)).toContain('[TOKEN_LOST]');
      expect((await shelf.store.read()).pending?.document).toEqual(asked);
      simulator.inject({ kind: '500-before', method: 'POST', path: '/auth/service-accounts', times: 9 });
      const refused = await runWith(simulator, shelf, { ...replace, timeout: '60' });
      simulator.clearFaults();
      expect(refused.exitCode).toBe(1);
      await killedAt(shelf, announcement, (options) => runWith(simulator, shelf, replace, options));

      const replaced = await runWith(simulator, shelf, replace);
      expect(replaced.outputs.status).toBe('created');
      expect(warningsOf(replaced).join()).toContain('mode: request ends the request');
      expect((await shelf.store.read()).pending?.document).toEqual(asked);
      const writes = shelf.requests.length;
      expect((await runWith(simulator, shelf)).outputs.status).toBe('unchanged');
      expect(shelf.requests.length - writes).toBe(2);

      const ended = await askFor(asking);
      expect(ended.outputs).toMatchObject({ status: 'unchanged', token: replaced.outputs.token });
      expect((await shelf.store.read()).pending).toBeUndefined();
      expect(asking.github.issues.open).toEqual([]);
      expect(fingerprintIn(issue as never)).toBe(asked?.DFNS_KEY_FINGERPRINT);
    }, 90_000);

    test('is adopted with that key, although a run died after it announced another', async () => {
      const asking = { simulator, github: await github(), shelf };
      await askFor(asking);
      await killedAt(shelf, announcement, (options) => runWith(simulator, shelf, {}, options));
      const token = createFrom(simulator, asking.github.issues.open[0]);
      expect((await askFor(asking, { token })).outputs).toMatchObject({ status: 'created', token });
      expect(asking.github.issues.open).toEqual([]);
      await scene.settles();
    });

    test('is said to be asked for no more when it is revoked', async () => {
      const asking = { simulator, github: await github(), shelf };
      await askFor(asking);
      const revoked = await runWith(simulator, shelf, revoke);
      expect(warningsOf(revoked).join()).toContain('the key that waits');
      expect(await shelf.store.read()).toEqual({});
    });
  });

  describe('a provisioner', () => {
    const registering: Point = { method: 'POST', path: /^\/auth\/credentials\/code\/verify$/, moment: 'after' };

    test('keeps the only copy of a registered key, although another run announced its own and failed, or died', async () => {
      const held = hold(simulator, { ...registering, moment: 'before' });
      let child: ChildProcess | undefined;
      const dead = bootstrapWith(simulator, shelf, {}, { onSpawn: (spawned) => (child = spawned) });
      await held.reached;
      const failed = await runWith(simulator, shelf, bootstrapInputs('code-of-nobody'));
      expect(errorOf(failed)).toContain('[CODE_REFUSED]');
      await killedAt(shelf, announcement, (options) => bootstrapWith(simulator, shelf, {}, options));
      // Only now the first one's key is registered, and it dies before it can store it.
      simulator.onRequest = async (moment, { path }) => {
        if (moment === 'after' && path === '/auth/credentials/code/verify') child?.kill('SIGKILL');
      };
      held.release();
      await dead;
      simulator.onRequest = undefined;
      expect(registered(simulator)).toHaveLength(1);
      const next = await runWith(simulator, shelf, bootstrapInputs(undefined));
      expect([errorOf(next), next.outputs.status]).toEqual(['', 'updated']);
      expect(holdsWorking(simulator, (await shelf.store.read()).current?.document)).toBe(true);
      expect((await shelf.store.read()).pending).toBeUndefined();
    }, 60_000);
  });
});
