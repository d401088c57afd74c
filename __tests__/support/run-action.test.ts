import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunOptions, runAction } from './run-action.js';

// A step of a few lines that behaves as it is told, in the place of the built action.
const step = `
const { appendFileSync } = require('node:fs');
const give = (file, text) => appendFileSync(process.env[file], text + require('node:os').EOL);
console.log('::add-mask::secret');
console.log('Hello');
console.log('::error title=Oops::50%25 done');
console.error('on stderr');
give('GITHUB_OUTPUT', 'environment<<END' + require('node:os').EOL + JSON.stringify(process.env) + require('node:os').EOL + 'END');
give('GITHUB_ENV', 'EXPORTED=1');
give('GITHUB_STATE', 'kept=2');
give('GITHUB_STEP_SUMMARY', '# Done');
if (process.env['INPUT_HANG'] === 'true') setInterval(() => {}, 1000); else process.exitCode = 3;
`;
const definition = {
  inputs: {
    hang: { description: 'stay', default: 'false' },
    'api-url': { description: 'where' },
    'two words': { description: 'a name with a space' },
    'org-id': { description: 'org' },
    'provisioner-username': { description: 'who' },
    'provisioner-credential-id': { description: 'which' },
    'provisioner-private-key': { description: 'how' },
  },
  outputs: {},
};
const simulator = {
  apiUrl: 'http://127.0.0.1:1',
  orgId: 'or-1',
  provisioner: { username: 'ci', credentialId: 'cr-1', privateKey: 'PEM' },
};

describe('runAction', () => {
  const folder = mkdtempSync(join(tmpdir(), 'step-'));
  const entryPath = join(folder, 'step.cjs');
  beforeAll(() => writeFileSync(entryPath, step));
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (inputs: Record<string, string | undefined>, options: RunOptions = {}) =>
    runAction(inputs, { entryPath, definition, ...options });
  const environmentOf = async (inputs: Record<string, string | undefined>, options?: RunOptions) =>
    JSON.parse((await run(inputs, options)).outputs.environment ?? '{}');

  it('gathers what the runner gathers', async () => {
    expect(await run({})).toMatchObject({
      exitCode: 3,
      signal: null,
      log: 'Hello',
      stderr: 'on stderr\n',
      masks: ['secret'],
      annotations: [{ level: 'error', message: '50% done' }],
      env: { EXPORTED: '1' },
      state: { kept: '2' },
      summary: expect.stringContaining('# Done'),
    });
  });

  it('hands over inputs with their defaults, and the simulator where nothing else is given', async () => {
    expect(await environmentOf({ 'two words': 'x', 'org-id': 'or-2' }, { simulator, state: { a: 'b' } })).toMatchObject(
      {
        INPUT_HANG: 'false',
        INPUT_TWO_WORDS: 'x',
        'INPUT_API-URL': 'http://127.0.0.1:1',
        'INPUT_ORG-ID': 'or-2',
        'INPUT_PROVISIONER-USERNAME': 'ci',
        STATE_a: 'b',
      },
    );
  });

  it('can leave out an input that the simulator would fill in', async () => {
    expect(await environmentOf({ 'org-id': undefined }, { simulator })).toMatchObject({ 'INPUT_ORG-ID': '' });
  });

  it('hides the environment of this machine', async () => {
    process.env.HTTPS_PROXY = 'http://127.0.0.1:9';
    const environment = await environmentOf({}).finally(() => delete process.env.HTTPS_PROXY);
    expect(Object.keys(environment).filter((name) => /proxy|^npm_|^NODE|^JEST/i.test(name))).toEqual([]);
  });

  it('refuses an input that action.yml does not have', async () => {
    await expect(run({ nmae: 'x' })).rejects.toThrow('action.yml has no input nmae');
  });

  it('cancels as the runner does', async () => {
    const controller = new AbortController();
    const cancelled = run(
      { hang: 'true' },
      { signal: controller.signal, onSpawn: (child) => child.stderr?.once('data', () => controller.abort()) },
    );
    expect(await cancelled).toMatchObject({ exitCode: null, signal: 'SIGINT' });
  });
});
