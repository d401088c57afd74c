import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ProvisionerKeyType, Simulator, Switches } from '../../simulator/index.js';
import { operationsKnownTo } from '../../simulator/organisation/operations.js';
import { routes } from '../../simulator/routes/index.js';
import { simulate } from './scene.js';

interface Sdk {
  readonly python: string;
  readonly pythonPath: string;
}

/** Dfns's own SDK from PyPI; without Python its tests are left out, which with `REQUIRE_ALL_TESTS=1` is a failure. */
function pythonSdk(): Sdk | undefined {
  const script = join(__dirname, '..', '..', 'scripts', 'python-sdk.mjs');
  const found = JSON.parse(printedBy(script)) as Sdk | { missing: string };
  if (!('missing' in found)) return found;
  if (process.env.REQUIRE_ALL_TESTS === '1') throw new Error(`the SDK for Python is left out: ${found.missing}`);
  process.stderr.write(`the tests with Dfns's SDK for Python are left out: ${found.missing}\n`);
  return undefined;
}

function printedBy(script: string): string {
  try {
    return execFileSync(process.execPath, [script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch (error) {
    return String((error as { stdout?: unknown }).stdout) || '{"missing":"its script failed"}';
  }
}

const sdk = pythonSdk();
const testWithSdk = sdk ? test : test.skip;
const invited = 'newcomer@example.com';
const code = 'ABCD-EFGH-IJKL';

async function simulated(provisionerKeyType: ProvisionerKeyType, switches: Partial<Switches> = {}): Promise<Simulator> {
  const provisionerOperations = [...operationsKnownTo('union')];
  return simulate({
    provisionerKeyType,
    switches: { ...switches, provisionerOperations, invitedUsers: [`${invited}=${code}`] },
  });
}

async function callsOf(
  simulator: Simulator,
  keyType: ProvisionerKeyType,
  name: string,
): Promise<Record<string, string>> {
  const { apiUrl, orgId, provisioner } = simulator;
  const { username, credentialId, privateKey } = provisioner;
  const given = { apiUrl, orgId, username, credentialId, privateKey, keyType, name, invited, code };
  const script = join(__dirname, '..', 'servers', 'dfns_sdk_calls.py');
  const env = { ...process.env, PYTHONPATH: sdk?.pythonPath ?? '', PYTHONDONTWRITEBYTECODE: '1' };
  const running = promisify(execFile)(sdk?.python ?? '', [script], { env });
  running.child.stdin?.end(JSON.stringify(given));
  return JSON.parse((await running).stdout);
}

const refusals = {
  'name taken': '409 a service account named backend already exists',
  'unknown operation': '400 body.operations[0]: fits none of the alternatives',
  'unknown member': '400 body.owner: unknown member',
  'assigned twice': '409 the permission is already assigned to this identity',
  'account archived': '404 Service account is archived',
  'not signed': '401 User does not have a credential that can be used for the application.',
  'no token': '401 user token is missing or invalid',
  'logged out': '401 user token is missing or invalid',
};

describe('Dfns’s SDK for Python', () => {
  testWithSdk.each(['rsa-2048', 'ec-p256', 'ed25519'] as const)(
    'makes every call that the simulator serves, with a key of %s',
    async (keyType) => {
      const simulator = await simulated(keyType);
      const calls = await callsOf(simulator, keyType, 'backend');
      const refused = Object.fromEntries(Object.entries(calls).filter(([, result]) => result !== 'ok'));
      expect(refused).toEqual(refusals);
      const paths = routes.map(({ method, path }) => ({
        name: `${method} ${path}`,
        method,
        fits: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
      }));
      const unmet = paths.filter(
        ({ method, fits }) =>
          !simulator.requests.some((request) => request.method === method && fits.test(request.path)),
      );
      expect(unmet.map(({ name }) => name)).toEqual([]);
    },
  );

  // It signs escapes where it sends UTF-8, so that Dfns must compare JSON, and not text, for its users to have such names.
  testWithSdk(
    'has names beyond ASCII where payloads are compared as JSON, and is refused where they are compared as text',
    async () => {
      const name = 'Zürich 東京 🚀';
      const parsed = await callsOf(await simulated('ec-p256', { payloadCheck: 'parsed' }), 'ec-p256', name);
      expect(parsed).toMatchObject({
        'create account': 'ok',
        'create role': 'ok',
        'create policy': 'ok',
        'create wallet': 'ok',
      });
      const raw = await callsOf(await simulated('ec-p256'), 'ec-p256', name);
      expect(raw['create role']).toBe('403 user action signature is missing or invalid');
    },
  );
});
