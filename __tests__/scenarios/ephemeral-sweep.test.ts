import type { Simulator } from '../../simulator/index.js';
import { type FakeGithub, fakeGithub, REPOSITORY } from '../servers/github.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { accountMade, begin, inRun, ownName } from './job.js';
import { accountNames, credentialOf, type Inputs, run, simulate, warningsOf, writesOf } from './scene.js';

const left = 'backend-run-77-1';

describe('Without github-token, a run', () => {
  test.each([{ ephemeral: 'true' }, {}])(
    'archives what another left once its token has expired (%j)',
    async (inputs) => {
      const simulator = await simulate();
      accountMade(simulator, left, 25);
      accountMade(simulator, 'backend-run-78-2', 23);
      const swept = await run(simulator, inputs);
      expect(swept).toMatchObject({ exitCode: 0, annotations: [], outputs: { status: 'created' } });
      expect(swept.log).toContain(`archive the service account ${left}: it belonged to another workflow run`);
      const own = inputs.ephemeral ? ownName : 'backend';
      expect(accountNames(simulator).sort()).toEqual([own, 'backend-run-78-2'].sort());
    },
  );

  test('archives what gave its name up before its runner died', async () => {
    const simulator = await simulate();
    accountMade(simulator, `${left}-retired-19700304T050607Z`, 25);
    await begin(simulator);
    expect(accountNames(simulator)).toEqual([ownName]);
  });

  test('leaves what has another name alone, however old', async () => {
    const names = [
      'backend-run-x',
      'backend-run-77',
      'backend-run-77-1-1',
      'backend-run-77-1x',
      'backend-run--1',
      'backend-run-077-1',
      'backend-run-77-0',
      'backend-run-77-1-retired-soon',
      'my-backend-run-77-1',
      'backend2-run-77-1',
      'backend-run-5-run-77-1',
      'Backend-run-77-1',
    ];
    const simulator = await simulate();
    for (const name of names) accountMade(simulator, name, 1000);
    await begin(simulator);
    expect(accountNames(simulator).sort()).toEqual([...names, ownName].sort());
  });

  test('leaves its own run alone, also where the step is another one', async () => {
    const simulator = await simulate();
    accountMade(simulator, ownName, 30);
    await run(simulator);
    expect(accountNames(simulator).sort()).toEqual(['backend', ownName]);
  });

  test('goes on where a policy protects what is left, and warns', async () => {
    const simulator = await simulate();
    const { account } = accountMade(simulator, left, 25);
    simulator.organisation.nameInPolicy(account.userId);
    const main = await begin(simulator);
    expect(main).toMatchObject({ exitCode: 0, outputs: { status: 'created' } });
    expect(warningsOf(main).join()).toContain(account.userId);
  });

  test('that may only read goes on', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    accountMade(simulator, left, 25);
    const read = await run(simulator, {
      ...credentialOf(first),
      'provisioner-token': simulator.organisation.loginTokenOf(simulator.provisioner.username),
      'provisioner-username': '',
      'provisioner-credential-id': '',
      'provisioner-private-key': '',
    });
    expect(read).toMatchObject({ exitCode: 0, outputs: { status: 'unchanged' } });
  });

  test('plans it in a dry run', async () => {
    const simulator = await simulate();
    accountMade(simulator, left, 25);
    const main = await begin(simulator, { 'dry-run': 'true' });
    expect(JSON.parse(main.outputs.plan ?? '')).toContainEqual(
      expect.objectContaining({ step: 'archive-account', account: left }),
    );
    expect(writesOf(simulator)).toEqual([]);
  });
});

describe('With github-token, a run', () => {
  let github: FakeGithub;
  beforeEach(async () => {
    github = await fakeGithub();
  });
  afterEach(async () => {
    await github.stop();
    expect(github.violations).toEqual([]);
  });

  const withGithub = async (simulator: Simulator, inputs: Inputs = {}, run = inRun('1234567')) => {
    const env = { ...run.env, GITHUB_API_URL: github.url, GITHUB_REPOSITORY: REPOSITORY };
    const main = await begin(simulator, { 'github-token': github.workflowToken, ...inputs }, { env });
    expectNoLeak(main, [github.workflowToken]);
    return main;
  };

  test.each([{}, { ephemeral: 'false' }])(
    'archives what a run left that is over, however young (%j)',
    async (inputs) => {
      const simulator = await simulate();
      accountMade(simulator, left);
      github.runs.set('77', { status: 'completed', attempt: 1 });
      expect(await withGithub(simulator, inputs)).toMatchObject({ exitCode: 0, annotations: [] });
      expect(accountNames(simulator)).toEqual([inputs.ephemeral ? 'backend' : ownName]);
      expect(github.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
        `GET /repos/${REPOSITORY}/actions/runs/77`,
      ]);
    },
  );

  test('archives what an earlier attempt left, and nothing of the later one', async () => {
    const simulator = await simulate();
    for (const attempt of [1, 2, 3]) accountMade(simulator, `backend-run-77-${attempt}`);
    github.runs.set('77', { status: 'in_progress', attempt: 2 });
    await withGithub(simulator);
    expect(accountNames(simulator).sort()).toEqual([ownName, 'backend-run-77-2', 'backend-run-77-3'].sort());
    expect(github.requests).toHaveLength(1);
  });

  test('archives what the attempt before it left', async () => {
    const simulator = await simulate();
    await begin(simulator);
    github.runs.set('1234567', { status: 'in_progress', attempt: 2 });
    await withGithub(simulator, {}, inRun('1234567', '2'));
    expect(accountNames(simulator)).toEqual(['backend-run-1234567-2']);
  });

  test.each(['queued', 'in_progress'] as const)('leaves a run that is %s alone', async (status) => {
    const simulator = await simulate();
    accountMade(simulator, left, 30);
    github.runs.set('77', { status, attempt: 1 });
    await withGithub(simulator);
    expect(accountNames(simulator).sort()).toEqual([ownName, left].sort());
  });

  test('leaves the runs of other repositories alone', async () => {
    const simulator = await simulate();
    accountMade(simulator, left, 30);
    const main = await withGithub(simulator);
    expect(main.log).toContain(`${left} is left alone`);
    expect(accountNames(simulator).sort()).toEqual([ownName, left].sort());
  });

  test.each([401, 403, 500])('goes by age where GitHub cannot be asked (%d), and says so', async (status) => {
    const simulator = await simulate();
    accountMade(simulator, left, 1);
    accountMade(simulator, 'backend-run-78-1', 30);
    github.answerWith({ status, body: { message: 'not now' } });
    const main = await withGithub(simulator, { timeout: '60' });
    expect(main).toMatchObject({ exitCode: 0, outputs: { status: 'created' } });
    expect(warningsOf(main).join()).toContain(`HTTP ${status}`);
    expect(accountNames(simulator).sort()).toEqual([ownName, left].sort());
  });

  test('goes by age where nothing answers', async () => {
    const simulator = await simulate();
    accountMade(simulator, left, 30);
    await github.stop();
    const main = await withGithub(simulator, { timeout: '60' });
    expect(main.exitCode).toBe(0);
    expect(warningsOf(main).join()).toContain('GitHub did not answer');
    expect(accountNames(simulator)).toEqual([ownName]);
  });

  test('asks nothing where there is nothing to sweep', async () => {
    const simulator = await simulate();
    await withGithub(simulator);
    expect(github.requests).toEqual([]);
  });
});
