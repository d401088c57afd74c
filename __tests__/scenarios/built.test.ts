import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at, SERVICES } from '../kms/services.js';
import { pythonServers } from '../servers/python.js';
import { GITHUB, READABLE } from '../stores/providers.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import type { ActionRun } from '../support/run-action.js';
import { askFor, createFrom, github } from './asked.js';
import { bootstrapWith } from './bootstrapped.js';
import { begin, end } from './job.js';
import { openCupboard, runWith, type Shelf } from './kept.js';
import { accountNames, credentialOf, errorOf, type Inputs, revoke, run, simulate } from './scene.js';

// Elsewhere a step runs in the process of its test. Here each mode and each store runs from dist/, in a process of its own.
const servers = pythonServers();
const folder = mkdtempSync(join(tmpdir(), 'built-'));
const [listing, loaded] = [join(folder, 'listing.cjs'), join(folder, 'loaded')];
const list = `require('node:fs').writeFileSync(${JSON.stringify(loaded)}, Object.keys(require.cache).join('\\n'))`;
/** Has the process leave the names of the files that it loaded. */
const built = { nodeArgs: ['--require', listing] };

beforeAll(() => writeFileSync(listing, `process.on('exit', () => ${list});`));
afterAll(() => rmSync(folder, { recursive: true }));

/** What code of ours the last process loaded. */
const chunks = () => {
  const files = readFileSync(loaded, 'utf8').split('\n');
  return files.filter((file) => /dist.(\d+\.)?index\.js$/.test(file)).map((file) => readFileSync(file, 'utf8'));
};
/** Signs of the clients in what was loaded. */
const clients: Record<string, RegExp> = {
  [GITHUB.name]: /octokit|crypto_box_seal/,
  'AWS Secrets Manager': /amz-sdk-request/,
  'GCP Secret Manager': /gcp-metadata/,
  'Azure Key Vault': /@azure\/msal/,
  'AWS KMS': /TrentService/,
  'Google Cloud KMS': /asymmetricSign/,
  'keys of Azure Key Vault': /keyvault-keys/,
  'Transit of Vault': /marshaling_algorithm/,
};
/** What signs in a KMS: each provider's, and what all of them share. */
const signing: Record<string, RegExp> = {
  shared: /KMS_BAD_SIGNATURE/,
  'AWS KMS': /TrentService/,
  'Google Cloud KMS': /asymmetricSign/,
  'Azure Key Vault': /keyvault-keys/,
  Transit: /marshaling_algorithm/,
};
/** What a manifest takes. */
const fleet: Record<string, RegExp> = {
  YAML: /YAMLException/,
  'many accounts': /PRUNE_TOO_MANY/,
};
const signsIn = (signs: Record<string, RegExp>) => {
  const code = chunks();
  expect(code.length).toBeGreaterThan(0);
  return Object.keys(signs).filter((name) => code.some((chunk) => signs[name]?.test(chunk)));
};
const loadedClients = () => signsIn(clients);

function expectDone(done: ActionRun, status: string) {
  expect(errorOf(done)).toBe('');
  expect(done).toMatchObject({ exitCode: 0, stderr: '', outputs: { status } });
  expectNoLeak(
    done,
    [done.outputs.token, done.outputs['private-key']].filter((secret) => secret !== undefined),
  );
}

describe('From dist/', () => {
  test('an account is made, validated, rotated and revoked, and no client of a store is loaded', async () => {
    const simulator = await simulate();
    const first = await run(simulator, {}, built);
    expectDone(first, 'created');
    const validate = { mode: 'validate', 'key-type': undefined, ...credentialOf(first) };
    expectDone(await run(simulator, validate, built), 'unchanged');
    expectDone(await run(simulator, { mode: 'rotate', ...credentialOf(first) }, built), 'rotated');
    expect(loadedClients()).toEqual([]);
    // Nor is a byte of what signs in a KMS, or of the fleet's.
    expect(signsIn({ ...signing, ...fleet })).toEqual([]);
    expectDone(await run(simulator, revoke, built), 'revoked');
    expect(accountNames(simulator)).toEqual([]);
  });

  test('an ephemeral account is made, and archived by the post step', async () => {
    const simulator = await simulate();
    const main = await begin(simulator, {}, built);
    expectDone(main, 'created');
    expect(accountNames(simulator)).toHaveLength(1);
    expect(await end(simulator, main, {}, built)).toMatchObject({ exitCode: 0, stderr: '', annotations: [] });
    expect(accountNames(simulator)).toEqual([]);
  });
});

(servers ? describe : describe.skip).each([...READABLE, GITHUB])('From dist/, with $name,', (provider) => {
  test('a credential is kept, found and removed, and the client of another store is not loaded', async () => {
    await onShelf(provider, async (shelf) => {
      const simulator = await simulate();
      const first = await runWith(simulator, shelf, {}, built);
      expectDone(first, 'created');
      expect(loadedClients()).toEqual(provider.name in clients ? [provider.name] : []);
      expect(signsIn(signing)).toEqual([]);
      // GitHub's secrets cannot be read back: a job hands them in.
      const known: Inputs = provider === GITHUB ? credentialOf(first) : {};
      expectDone(await runWith(simulator, shelf, known, built), 'unchanged');
      expectDone(await runWith(simulator, shelf, revoke, built), 'revoked');
      expect(await shelf.store.read()).toEqual({});
    });
  });
});

(servers ? describe : describe.skip)('From dist/, with a key in a KMS,', () => {
  test.each(SERVICES.map((service) => [service.name, service] as const))(
    'an account signs in %s, and the client of no other is loaded',
    async (name, service) => {
      if (!servers) return;
      const running = await service.start(servers);
      try {
        const key = at(running, await running.make('p-256'));
        const inputs = { key, 'key-type': undefined, 'output-private-key': undefined };
        const env = { ...process.env, ...running.environment } as Record<string, string>;
        const made = await run(await simulate(), inputs, { ...built, env });
        expectDone(made, 'created');
        expect(made.outputs.key).toMatch(service.pinned);
        expect(signsIn(signing)).toEqual(['shared', name]);
      } finally {
        await running.stop();
      }
    },
  );
});

(servers ? describe : describe.skip)('From dist/, with a store,', () => {
  const [vault, aws] = READABLE;

  test('a provisioner is made, and an account is asked for and adopted', async () => {
    await onShelf(vault, async (shelf) => {
      const [simulator, server] = await Promise.all([simulate(), github()]);
      expectDone(await bootstrapWith(simulator, shelf, {}, built), 'created');
      await shelf.store.clear();
      const scene = { simulator, github: server, shelf };
      expectDone(await askFor(scene, {}, built), 'requested');
      expect(loadedClients()).toEqual([GITHUB.name]);
      const token = createFrom(simulator, server.issues.all[0]);
      expectDone(await askFor(scene, { token }, built), 'created');
    });
  });

  test('a manifest loads what it takes, and nothing that signs in a KMS', async () => {
    await onShelf(vault, async (shelf) => {
      const entry = `  - name: backend\n    role: create-wallets\n    store: ${shelf.inputs.store}\n`;
      writeFileSync(join(folder, 'fleet.yml'), `accounts:\n${entry}`);
      const inputs = { name: undefined, role: undefined, 'key-type': undefined, 'output-private-key': undefined };
      const env = { ...shelf.env, GITHUB_WORKSPACE: folder };
      const planning = { ...inputs, manifest: 'fleet.yml', 'dry-run': 'true' };
      expectDone(await run(await simulate(), planning, { ...built, env }), 'planned');
      expect(signsIn({ ...signing, ...fleet })).toEqual(Object.keys(fleet));
    });
  });

  test('AWS lends a role for a federated token, though STS answers in XML', async () => {
    await onShelf(aws, async (shelf, url) => {
      const token = join(folder, 'token');
      writeFileSync(token, 'e30.e30.c2ln');
      const env = {
        AWS_ACCESS_KEY_ID: '',
        AWS_SECRET_ACCESS_KEY: '',
        AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/ours',
        AWS_WEB_IDENTITY_TOKEN_FILE: token,
        AWS_ENDPOINT_URL_STS: url,
      };
      expectDone(await runWith(await simulate(), shelf, {}, { ...built, env }), 'created');
    });
  });
});

async function onShelf(provider = READABLE[0], play: (shelf: Shelf, url: string) => Promise<void>): Promise<void> {
  if (!servers || !provider) throw new Error('there is no such store');
  const cupboard = await openCupboard(provider, servers);
  const shelf = await cupboard.shelf();
  try {
    await play(shelf, cupboard.running.url);
  } finally {
    await shelf.close();
    await cupboard.stop();
  }
}
