import { expectNoLeak } from '../support/expect-no-leak.js';
import { begin, end, inRun, ownName } from './job.js';
import { works } from './kept.js';
import { accountNames, errorOf, rolesOf, run, simulate, writesOf } from './scene.js';
import { secretsOf } from './stories.js';

describe('An ephemeral account', () => {
  test('belongs to this run and attempt, works for a day at the most, and is archived when the job ends', async () => {
    const simulator = await simulate();
    const main = await begin(simulator);
    expect(main).toMatchObject({ exitCode: 0, outputs: { status: 'created', changed: 'true' } });
    expect(accountNames(simulator)).toEqual([ownName]);
    expect(rolesOf(simulator, ownName)).toEqual(['create-wallets']);
    expect(Date.parse(main.outputs['expires-at'] ?? '')).toBeLessThanOrEqual(Date.now() + 86_400_000);
    expect(main.annotations).toEqual([]);
    const credential = {
      DFNS_AUTH_TOKEN: main.outputs.token ?? '',
      DFNS_PRIVATE_KEY: main.outputs['private-key'] ?? '',
      DFNS_CRED_ID: main.outputs['credential-id'] ?? '',
    };
    expect(await works(simulator, credential)).toBe(true);

    const post = await end(simulator, main);
    expect(post).toMatchObject({ exitCode: 0, stderr: '', annotations: [], outputs: {}, summary: '' });
    expect(post.log).toContain(`archive the service account ${ownName}`);
    expect(accountNames(simulator)).toEqual([]);
    expect(await works(simulator, credential)).toBe(false);
    for (const step of [main, post]) expectNoLeak(step, [...secretsOf(main), simulator.provisioner.privateKey]);
    expect(Object.keys(main.state)).toEqual(['ephemeral']);
  });

  test('leaves the account that lasts alone, and its role in place for the next run', async () => {
    const simulator = await simulate();
    await run(simulator);
    await end(simulator, await begin(simulator));
    expect(accountNames(simulator)).toEqual(['backend']);
    expect(rolesOf(simulator, 'backend')).toEqual(['create-wallets']);
  });

  test('does not meet that of an earlier attempt', async () => {
    const simulator = await simulate();
    await begin(simulator);
    const again = await begin(simulator, {}, inRun('1234567', '2'));
    expect(again.outputs.status).toBe('created');
    await end(simulator, again, {}, inRun('1234567', '2'));
    expect(accountNames(simulator)).toEqual([ownName]);
  });

  test('is planned in a dry run, which leaves nothing to do', async () => {
    const simulator = await simulate();
    const main = await begin(simulator, { 'dry-run': 'true' });
    expect(JSON.parse(main.outputs.plan ?? '')).toMatchObject([{ step: 'create-role' }, { account: ownName }]);
    expect(main.state).toEqual({});
    expect(writesOf(simulator)).toEqual([]);
  });

  test.each([
    [{ env: { GITHUB_RUN_ID: '' } }, 'GITHUB_RUN_ID'],
    [{ env: { GITHUB_RUN_ATTEMPT: 'x' } }, 'GITHUB_RUN_ATTEMPT'],
    [{ env: { GITHUB_STATE: '/nonexistent/file' } }, 'GITHUB_STATE'],
  ])('is not made where no post step could find it (%j)', async (options, named) => {
    const simulator = await simulate();
    const failed = await begin(simulator, {}, options);
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toContain(named);
    expect(accountNames(simulator)).toEqual([]);
  });
});

describe('A second step of the same run', () => {
  test('with the same name is refused, and its post step leaves the account of the first alone', async () => {
    const simulator = await simulate();
    await begin(simulator);
    const second = await begin(simulator);
    expect(errorOf(second)).toContain('use the outputs of that step');
    expect(await end(simulator, second)).toMatchObject({ exitCode: 0, log: '' });
    expect(accountNames(simulator)).toEqual([ownName]);
  });

  test('that begins at the same moment is refused too', async () => {
    const simulator = await simulate();
    const both = await Promise.all([begin(simulator), begin(simulator)]);
    const [winner, loser] = both.sort((one, other) => (one.exitCode ?? 0) - (other.exitCode ?? 0));
    expect([winner?.exitCode, loser?.exitCode]).toEqual([0, 1]);
    if (!winner || !loser) return;
    expect(errorOf(loser)).toContain('EPHEMERAL_TAKEN');
    await end(simulator, loser);
    expect(accountNames(simulator)).toEqual([ownName]);
    await end(simulator, winner);
    expect(accountNames(simulator)).toEqual([]);
  });
});
