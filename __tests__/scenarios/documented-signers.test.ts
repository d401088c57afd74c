import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { node24 } from '../../scripts/runner/node24.js';
import { AWS, AZURE, at, GCP, type Running, type Service, TRANSIT } from '../kms/services.js';
import { pythonServers } from '../servers/python.js';
import { errorOf, run, simulate } from './scene.js';

const servers = pythonServers();
const whereServers = servers === undefined ? describe.skip : describe;
// Inside the repository, so that the packages are found.
const folder = join(__dirname, '..', '..', 'build', 'documented-signers');
const page = readFileSync(join(__dirname, '..', '..', 'docs', 'using-the-outputs.md'), 'utf8');

/** A file of the page, by the comment that it begins with. */
function file(title: string): string {
  const [, code = ''] = new RegExp(`\`\`\`ts\\n(// ${title}\\n[\\s\\S]+?)\`\`\``).exec(page) ?? [];
  if (code === '') throw new Error(`the page has no ${title}`);
  return code;
}

whereServers('A later step signs with DFNS_KEY as the page says', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What the page takes for the provider's address is here the test's server. */
  const cases: [string, Service, (running: Running) => Record<string, string>, RegExp | undefined][] = [
    ['AWS', AWS, ({ url }) => ({ AWS_ENDPOINT_URL_KMS: url }), undefined],
    ['Google', GCP, () => ({ GOOGLE_CLOUD_PROJECT: 'my-project' }), /https:\/\/cloudkms\.googleapis\.com/],
    ['Azure', AZURE, () => ({}), /https:\/\/\$\{host\}/],
    ['Transit', TRANSIT, ({ url }) => ({ VAULT_ADDR: url }), undefined],
  ];
  test.each(cases)('%s', async (name, service, environmentOf, address) => {
    if (!servers) return;
    const running = await service.start(servers);
    try {
      const simulator = await simulate();
      const key = at(running, await running.make('p-256'));
      const inputs = { key, 'key-type': undefined, 'output-private-key': undefined, 'export-env': 'true' };
      const environment = { ...process.env, ...running.environment } as Record<string, string>;
      const made = await run(simulator, inputs, { env: running.environment });
      expect(errorOf(made)).toBe('');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
      // In this repository alone the SDK's cross-fetch asks for it (shims/README.md).
      const deploy = file('deploy.ts').replace('  baseUrl:', '  transport: fetch,\n  baseUrl:');
      writeFileSync(join(folder, 'deploy.ts'), deploy);
      const code = file(`sign.ts, ${name}`);
      writeFileSync(join(folder, 'sign.ts'), address ? code.replace(address, running.url) : code);
      const env = { ...environment, ...environmentOf(running), ...made.env };
      const { stdout } = await promisify(execFile)(node24(), [join(folder, 'deploy.ts')], { env });
      expect(stdout).toMatch(/^wa-/);
      expect([...simulator.organisation.wallets.values()]).toHaveLength(1);
    } finally {
      await running.stop();
    }
  });
});
