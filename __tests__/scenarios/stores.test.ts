import { pythonServers } from '../servers/python.js';
import { QUICK } from '../stores/models.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { cupboardOf, runWith, works } from './kept.js';
import { accountNames, errorOf, liveAccounts, simulate, warningsOf, writesOf } from './scene.js';

const servers = pythonServers();

(servers ? describe : describe.skip).each(QUICK)('A credential kept in $name', (provider) => {
  const cupboard = cupboardOf(provider, servers);

  test('is found there by the next run, which needs no token and changes nothing', async () => {
    const simulator = await simulate();
    const shelf = await cupboard.shelf();
    const first = await runWith(simulator, shelf);
    expect(first.annotations).toEqual([]);
    expect(first.outputs.status).toBe('created');
    const { current, pending } = await shelf.store.read();
    expect(pending).toBeUndefined();
    expect(current?.document).toMatchObject({
      DFNS_API_URL: simulator.apiUrl,
      DFNS_ORG_ID: simulator.orgId,
      DFNS_SERVICE_ACCOUNT_ID: first.outputs['service-account-id'],
      DFNS_CRED_ID: first.outputs['credential-id'],
      DFNS_AUTH_TOKEN: first.outputs.token,
      DFNS_TOKEN_EXPIRES_AT: first.outputs['expires-at'],
    });
    expect(await works(simulator, current?.document)).toBe(true);

    const [writes, asked] = [writesOf(simulator).length, shelf.requests.length];
    const second = await runWith(simulator, shelf);
    expect(second.outputs).toMatchObject({ status: 'unchanged', changed: 'false', token: first.outputs.token });
    expect(writesOf(simulator)).toHaveLength(writes);
    expect(await shelf.store.read()).toEqual({ current });
    // One read a store: of the current document, and of a pending one where that is kept apart.
    expect(shelf.requests.length - asked).toBeLessThanOrEqual(4);
    for (const run of [first, second])
      expectNoLeak(run, [first.outputs.token ?? '', current?.document.DFNS_PRIVATE_KEY ?? '']);
    await shelf.close();
  });

  test('is what validate reads, proves and emits, in a job that has nothing else', async () => {
    const simulator = await simulate();
    const shelf = await cupboard.shelf();
    const first = await runWith(simulator, shelf);
    const alone = {
      mode: 'validate',
      'key-type': undefined,
      'provisioner-username': undefined,
      'provisioner-credential-id': undefined,
      'provisioner-private-key': undefined,
    };
    const validated = await runWith(simulator, shelf, alone);
    expect(validated).toMatchObject({ exitCode: 0, outputs: { status: 'unchanged', token: first.outputs.token } });
    await shelf.close();
  });

  test('that is dead counts as lost: nothing changes by default, and replace makes a new one', async () => {
    const simulator = await simulate();
    const shelf = await cupboard.shelf();
    const first = await runWith(simulator, shelf);
    simulator.organisation.expireToken(first.outputs.token ?? '');
    const failed = await runWith(simulator, shelf);
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toContain('on-lost-token: replace');
    const replaced = await runWith(simulator, shelf, { 'on-lost-token': 'replace' });
    expect(replaced.outputs.status).toBe('created');
    expect(accountNames(simulator)).toEqual(['backend']);
    const { current, pending } = await shelf.store.read();
    expect(pending).toBeUndefined();
    expect(current?.document.DFNS_AUTH_TOKEN).toBe(replaced.outputs.token);
    await shelf.close();
  });

  test('heals another target that lacks it', async () => {
    const simulator = await simulate();
    const [one, other] = [await cupboard.shelf(), await cupboard.shelf()];
    const first = await runWith(simulator, one);
    const both = { store: `${one.inputs.store}\n${other.inputs.store}` };
    const validated = await runWith(simulator, one, { mode: 'validate', 'key-type': undefined, ...both });
    expect(warningsOf(validated).join()).toContain('does not hold this credential');
    const healed = await runWith(simulator, one, both);
    expect(healed.outputs).toMatchObject({ status: 'updated', changed: 'false', token: first.outputs.token });
    expect((await other.store.read()).current?.document).toEqual((await one.store.read()).current?.document);
    expect((await runWith(simulator, one, both)).outputs.status).toBe('unchanged');
    await Promise.all([one.close(), other.close()]);
  });

  test('is adopted from the inputs', async () => {
    const simulator = await simulate();
    const shelf = await cupboard.shelf();
    const elsewhere = await cupboard.shelf();
    const first = await runWith(simulator, elsewhere);
    const adopted = await runWith(simulator, shelf, {
      token: first.outputs.token,
      'private-key': first.outputs['private-key'],
    });
    expect(adopted.outputs).toMatchObject({ status: 'updated', changed: 'false' });
    expect((await runWith(simulator, shelf)).outputs).toMatchObject({
      status: 'unchanged',
      token: first.outputs.token,
    });
    await Promise.all([shelf.close(), elsewhere.close()]);
  });

  test('cannot be kept where the store is down: found out before Dfns is changed', async () => {
    const simulator = await simulate();
    const shelf = await cupboard.shelf();
    await shelf.close();
    const failed = await runWith(simulator, shelf, { timeout: '20' });
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toContain(shelf.inputs.store?.split('?')[0]);
    expect(writesOf(simulator)).toEqual([]);
    expect(liveAccounts(simulator.organisation)).toEqual([]);
  });

  test('of three runs at once ends as one account, and every run that succeeds emits what is stored', async () => {
    const simulator = await simulate();
    const shelf = await cupboard.shelf();
    const runs = await Promise.all([1, 2, 3].map(() => runWith(simulator, shelf)));
    const succeeded = runs.filter(({ exitCode }) => exitCode === 0);
    expect(succeeded.length).toBeGreaterThan(0);
    const { current, pending } = await shelf.store.read();
    for (const { outputs } of succeeded) expect(outputs.token).toBe(current?.document.DFNS_AUTH_TOKEN);
    expect(await works(simulator, current?.document)).toBe(true);
    expect(pending).toBeUndefined();
    expect(accountNames(simulator)).toEqual(['backend']);
    await shelf.close();
  }, 120_000);
});
