import type { Simulator } from '../../simulator/index.js';
import { begin, end } from './job.js';
import { provisioned, revoke, run, simulate } from './scene.js';

/** How many logins were opened, and how many of them were ended, in the order of the requests. */
function logins({ requests }: Simulator): { opened: number; ended: number; isLast: boolean } {
  const done = requests.filter(({ status }) => status === 200).map(({ method, path }) => `${method} ${path}`);
  const ended = done.filter((request) => request === 'PUT /auth/logout').length;
  const opened = done.filter((request) => request === 'POST /auth/login').length;
  return { opened, ended, isLast: requests.at(-1)?.path === '/auth/logout' };
}

const once = { opened: 1, ended: 1, isLast: true };

describe('The login of a run', () => {
  test.each([
    ['makes an account', {}],
    ['only plans', { 'dry-run': 'true', 'output-private-key': undefined }],
    ['revokes', revoke],
    ['is refused its role', { role: 'nobody has made this' }],
  ])('ends with the run where it %s', async (_, inputs) => {
    const simulator = await simulate();
    await run(simulator, inputs);
    expect(logins(simulator)).toEqual(once);
  });

  test('ends with a rotation and with a validation, which log in like the others', async () => {
    const simulator = await simulate();
    const { token, privateKey } = provisioned(simulator);
    const credential = { token, 'private-key': privateKey };
    await run(simulator, { mode: 'validate', 'key-type': undefined, ...credential });
    expect(logins(simulator)).toEqual(once);
    const { exitCode } = await run(simulator, { mode: 'rotate', ...credential });
    expect(exitCode).toBe(0);
    expect(logins(simulator)).toEqual({ opened: 2, ended: 2, isLast: true });
  });

  test('ends with the post step too, each its own', async () => {
    const simulator = await simulate();
    const main = await begin(simulator);
    expect(logins(simulator)).toEqual(once);
    await end(simulator, main);
    expect(logins(simulator)).toEqual({ opened: 2, ended: 2, isLast: true });
  });

  test('ends, those of a second look too, where the run fails and takes back what it did', async () => {
    const simulator = await simulate();
    simulator.inject({ method: 'POST', path: '/auth/action', kind: '500-before', times: 40 });
    const { exitCode } = await run(simulator);
    expect(exitCode).toBe(1);
    expect(logins(simulator)).toEqual(once);
  });

  test.each([403, 404, 405] as const)('is left to Dfns where the API answers %s to a logout', async (logoutStatus) => {
    const simulator = await simulate({ switches: { logoutStatus } });
    const { exitCode, annotations, log, outputs } = await run(simulator);
    expect({ exitCode, annotations }).toEqual({ exitCode: 0, annotations: [] });
    expect(outputs.status).toBe('created');
    expect(log).not.toContain('/auth/logout');
  });

  test('holds up neither the outputs nor the step where no answer comes', async () => {
    const simulator = await simulate();
    simulator.inject({ method: 'PUT', path: '/auth/logout', kind: 'hang' });
    const { exitCode, outputs, stdout } = await run(simulator);
    expect(exitCode).toBe(0);
    expect(outputs.token).toBeTruthy();
    expect(stdout).toMatch(/^::debug::.*no answer within 3 seconds/m);
    expect(simulator.faultsUsed()).toBe(1);
  });

  test('is not the run’s to end where its token was passed in', async () => {
    const simulator = await simulate();
    const token = simulator.organisation.loginTokenOf('ci@example.com');
    const given = {
      'provisioner-username': undefined,
      'provisioner-credential-id': simulator.provisioner.credentialId,
      'provisioner-private-key': simulator.provisioner.privateKey,
      'provisioner-token': token,
    };
    expect(await run(simulator, given)).toMatchObject({ exitCode: 0, outputs: { status: 'created' } });
    expect(logins(simulator)).toMatchObject({ opened: 0, ended: 0 });
  });
});
