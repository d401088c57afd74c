import { pythonServers } from '../servers/python.js';
import { READABLE } from '../stores/providers.js';
import { type Cupboard, openCupboard, runWith, works } from './kept.js';
import {
  accountNames,
  credentialOf,
  errorOf,
  keyPair,
  liveAccounts,
  revoke,
  run,
  simulate,
  warningsOf,
  writesOf,
} from './scene.js';

describe('revoke', () => {
  test('deactivates first, then archives', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    const before = writesOf(simulator).length;
    const revoked = await run(simulator, revoke);
    expect(revoked).toMatchObject({ exitCode: 0, outputs: { status: 'revoked', changed: 'true' } });
    const id = first.outputs['service-account-id'];
    expect(writesOf(simulator).slice(before)).toEqual([
      `PUT /auth/service-accounts/${id}/deactivate`,
      `DELETE /auth/service-accounts/${id}`,
    ]);
    expect(accountNames(simulator)).toEqual([]);
    expect(revoked.summary).toContain('deactivate the service account backend');
  });

  test('run again finds nothing, and says so', async () => {
    const simulator = await simulate();
    await run(simulator);
    await run(simulator, revoke);
    const again = await run(simulator, revoke);
    expect(again).toMatchObject({ exitCode: 0, outputs: { status: 'unchanged', changed: 'false' } });
    expect(warningsOf(again)).toEqual([expect.stringContaining('there is no service account called backend')]);
    expect(again.summary).toContain('there is no service account called backend');
  });

  test('also does away with retired and half-made accounts of the name, and with no others', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    await run(simulator, { mode: 'rotate', ...credentialOf(first) });
    for (const name of ['backend-next-1a2b3c4d', 'backend-next-of-kin', 'backend2']) {
      simulator.organisation.createServiceAccount(name, { publicKey: keyPair().publicKey });
    }
    expect(accountNames(simulator)).toHaveLength(5);
    const revoked = await run(simulator, revoke);
    expect(revoked.outputs.status).toBe('revoked');
    // Of three accounts, and told once.
    expect(warningsOf(revoked)).toEqual([expect.stringContaining('policies of the organisation were not read')]);
    expect(accountNames(simulator).sort()).toEqual(['backend-next-of-kin', 'backend2']);
  });

  test('finishes what was half done', async () => {
    const simulator = await simulate();
    await run(simulator);
    const [account] = liveAccounts(simulator.organisation);
    if (account) account.isActive = false;
    expect((await run(simulator, revoke)).outputs.status).toBe('revoked');
    expect(accountNames(simulator)).toEqual([]);
  });

  test('of an account that a policy names says what is left, and force overrides', async () => {
    const simulator = await simulate();
    await run(simulator);
    const [account] = liveAccounts(simulator.organisation);
    simulator.organisation.nameInPolicy(account?.userId ?? '');
    const failed = await run(simulator, revoke);
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toContain('nothing was revoked');
    const forced = await run(simulator, { ...revoke, force: 'true' });
    expect(forced.outputs.status).toBe('revoked');
    expect(accountNames(simulator)).toEqual([]);
  });

  test('is planned by a dry run', async () => {
    const simulator = await simulate();
    await run(simulator);
    const before = writesOf(simulator).length;
    const planned = await run(simulator, { ...revoke, 'dry-run': 'true' });
    expect(JSON.parse(planned.outputs.plan ?? '')).toMatchObject([
      { step: 'deactivate-account' },
      { step: 'archive-account' },
    ]);
    expect(writesOf(simulator)).toHaveLength(before);
  });

  test('kills the token in its sixth round trip', async () => {
    const simulator = await simulate();
    await run(simulator);
    const [account] = liveAccounts(simulator.organisation);
    const before = simulator.requests.length;
    let died = 0;
    simulator.onRequest = (moment, { index }) => {
      if (moment === 'after' && !died && account?.isActive === false) died = index - before;
    };
    await run(simulator, revoke);
    // Login, two requests; both lists at once; challenge, signature and the deactivation itself.
    expect(died).toBe(7);
  });
});

const servers = pythonServers();
const [vault] = READABLE;

(servers && vault ? describe : describe.skip)('revoke with the credential in a store', () => {
  let cupboard: Cupboard;
  beforeAll(async () => {
    if (servers && vault) cupboard = await openCupboard(vault, servers);
  }, 60_000);
  afterAll(() => cupboard.stop());

  test('empties it', async () => {
    const simulator = await simulate();
    const shelf = await cupboard.shelf();
    await runWith(simulator, shelf);
    const revoked = await runWith(simulator, shelf, revoke);
    expect(revoked.outputs.status).toBe('revoked');
    expect(await shelf.store.read()).toEqual({});
    expect((await runWith(simulator, shelf, revoke)).outputs).toMatchObject({ status: 'unchanged', changed: 'false' });
    await shelf.close();
  });

  test('that is down still kills the token, says what is left, and is finished by the next run', async () => {
    const simulator = await simulate();
    const shelf = await cupboard.shelf();
    await runWith(simulator, shelf);
    const { current } = await shelf.store.read();
    const down = await runWith(simulator, shelf, {
      ...revoke,
      store: 'vault://secret/x?endpoint=http://127.0.0.1:9',
      timeout: '30',
    });
    expect(down.exitCode).toBe(1);
    expect(errorOf(down)).toContain('revoked: backend');
    expect(errorOf(down)).toContain('vault://secret/x');
    expect(await works(simulator, current?.document)).toBe(false);
    expect((await runWith(simulator, shelf, revoke)).outputs).toMatchObject({ status: 'revoked', changed: 'false' });
    expect(await shelf.store.read()).toEqual({});
    await shelf.close();
  });

  test('of another account leaves that store alone', async () => {
    const simulator = await simulate();
    const shelf = await cupboard.shelf();
    await runWith(simulator, shelf, { name: 'frontend' });
    await run(simulator);
    const failed = await runWith(simulator, shelf, revoke);
    expect(errorOf(failed)).toContain('holds the credential of the service account frontend');
    expect(await works(simulator, (await shelf.store.read()).current?.document)).toBe(true);
    expect(accountNames(simulator)).toEqual(['frontend']);
    await shelf.close();
  });
});
