import { existsSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Simulator } from '../../simulator/index.js';
import { begin, end } from './job.js';
import { accountNames, errorOf, run, simulate, warningsOf, writesOf } from './scene.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outputs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A file of the runner whose disk is full from the first creation of an account on. */
function fullAfterCreation(simulator: Simulator): string {
  const path = join(folder, 'output');
  writeFileSync(path, '');
  simulator.onRequest = (moment, { method, path: asked }) => {
    if (moment !== 'after' || method !== 'POST' || asked !== '/auth/service-accounts') return;
    unlinkSync(path);
    symlinkSync('/dev/full', path);
  };
  return path;
}

// The device that is always full is Linux's.
const onLinux = existsSync('/dev/full') ? describe : describe.skip;
onLinux('Outputs that cannot be written', () => {
  test.each([
    [{ GITHUB_OUTPUT: '/dev/full' }, {}, 'ENOSPC, the disk is full'],
    [{ GITHUB_ENV: '/dev/full' }, { 'export-env': 'true' }, 'GITHUB_ENV could not be written'],
    [{ GITHUB_STATE: '/dev/full' }, { ephemeral: 'true' }, 'nobody would archive'],
    [{ GITHUB_OUTPUT: '/dev/null' }, {}, 'GITHUB_OUTPUT does not name a file that can be written and read again'],
  ])('are found before anything is made (%j)', async (env, inputs, told) => {
    const simulator = await simulate();
    const failed = await run(simulator, inputs, { env });
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toContain(told);
    expect(errorOf(failed)).toMatch(/\[(OUTPUTS_NOT_WRITTEN|NOT_A_RUNNER)\]/);
    expect(writesOf(simulator)).toEqual([]);
  });

  test('are no hindrance where they are not needed, and a summary only is a warning', async () => {
    const simulator = await simulate();
    const done = await run(simulator, {}, { env: { GITHUB_ENV: '/dev/full', GITHUB_STEP_SUMMARY: '/dev/full' } });
    expect(done.exitCode).toBe(0);
    expect(warningsOf(done)).toEqual([expect.stringContaining('the job summary could not be written (ENOSPC)')]);
  });

  test('take back the account whose token nobody else has, and say so', async () => {
    const simulator = await simulate();
    const failed = await run(simulator, {}, { env: { GITHUB_OUTPUT: fullAfterCreation(simulator) } });
    expect(failed.exitCode).toBe(1);
    expect(errorOf(failed)).toMatch(
      /ENOSPC.*the service account backend \(us-[\w-]+\) that this run made was archived/,
    );
    expect(accountNames(simulator)).toEqual([]);
    simulator.onRequest = undefined;
    expect((await run(simulator)).outputs.status).toBe('created');
  });

  test('take back a successor, and the old account has its name again', async () => {
    const simulator = await simulate();
    const first = await run(simulator);
    const output = fullAfterCreation(simulator);
    const inputs = { mode: 'rotate', token: first.outputs.token, 'private-key': first.outputs['private-key'] };
    const failed = await run(simulator, inputs, { env: { GITHUB_OUTPUT: output } });
    expect(errorOf(failed)).toContain('was archived');
    expect(accountNames(simulator)).toEqual(['backend']);
    simulator.onRequest = undefined;
    const again = await run(simulator, { ...inputs, mode: undefined });
    expect(again.outputs).toMatchObject({ status: 'unchanged', token: first.outputs.token });
  });

  test('are not written where nobody could be told to mask them', async () => {
    const simulator = await simulate();
    let close = () => {};
    simulator.onRequest = (moment, { path }) => {
      if (moment === 'after' && path === '/auth/service-accounts') close();
    };
    const failed = await run(
      simulator,
      {},
      {
        onSpawn: (child) => {
          close = () => child.stdout?.destroy();
        },
      },
    );
    expect(failed.exitCode).toBe(1);
    expect(failed.outputs.token).toBeUndefined();
    expect(accountNames(simulator)).toEqual([]);
  });
});

describe('The environment of later steps', () => {
  test('is left alone by a run that fails, and by one that only plans', async () => {
    const simulator = await simulate();
    const planned = await run(simulator, { 'dry-run': 'true', 'export-env': 'true' });
    expect(planned).toMatchObject({ exitCode: 0, env: {} });
    const failed = await run(simulator, { role: 'nobody-made-it', 'export-env': 'true' });
    expect(failed).toMatchObject({ exitCode: 1, env: {} });
  });
});

describe('The post step', () => {
  test('refuses another organisation or API than the one that the main step worked with, before anything is sent', async () => {
    const [simulator, other] = [await simulate(), await simulate()];
    const main = await begin(simulator);
    for (const [inputs, told] of [
      [{ 'api-url': other.apiUrl }, 'another api-url'],
      [{ 'org-id': 'or-1a2b3-4c5d6-7e8f9g0h1i2j3k4l' }, 'another org-id'],
    ] as const) {
      const before = simulator.requests.length;
      const post = await end(simulator, main, inputs);
      expect(post.exitCode).toBe(1);
      expect(errorOf(post)).toContain(told);
      expect(simulator.requests.length).toBe(before);
    }
    expect(other.requests).toEqual([]);
  });

  test('tells what it finds: its own account by its id, and one that somebody else made of that name', async () => {
    const simulator = await simulate();
    const main = await begin(simulator);
    expect(JSON.parse(main.state.ephemeral ?? '')).toMatchObject({ apiUrl: simulator.apiUrl, orgId: simulator.orgId });
    const id = main.outputs['service-account-id'] ?? '';
    const [mine] = [...simulator.organisation.serviceAccounts.values()].filter(({ userId }) => userId === id);
    if (mine) Object.assign(mine, { name: 'renamed-by-hand' });
    const theirs = await begin(simulator);
    const post = await end(simulator, main);
    expect(post.log).toContain('was not made by this step; it is left alone');
    expect(accountNames(simulator)).toEqual([theirs.outputs['service-account-id'] && 'backend-run-1234567-1']);
    expect((await end(simulator, main)).log).toContain(
      `Nothing is left of the service account backend-run-1234567-1 (${id})`,
    );
  });

  test.each(['{', '{"account":"x"}', 'null'])('fails the job where its state is %s', async (ephemeral) => {
    const simulator = await simulate();
    const post = await begin(simulator, {}, { entry: 'post', state: { ephemeral } });
    expect(post.exitCode).toBe(1);
    expect(errorOf(post)).toContain('[STATE_UNREADABLE]');
    expect(simulator.requests).toEqual([]);
  });
});
