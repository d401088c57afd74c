import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { BAO_TOKEN, pythonServers, startOpenBao } from '../servers/python.js';
import { registered, user } from './bootstrapped.js';
import { simulate } from './scene.js';

const servers = pythonServers();
const [, command = ''] = /```bash\n([\s\S]*?)```/.exec(readFileSync('docs/bootstrap.md', 'utf8')) ?? [];

(servers ? test : test.skip)('The command of docs/bootstrap.md, as it stands there, makes a provisioner', async () => {
  if (!servers) return;
  expect(command).toContain('node dist/main/index.js');
  const [simulator, vault] = await Promise.all([simulate(), startOpenBao(servers)]);
  try {
    const { code } = simulator.organisation.createCredentialCode(user);
    const env = {
      PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
      DFNS_ORG_ID: simulator.orgId,
      DFNS_API_URL: simulator.apiUrl,
      VAULT_ADDR: vault.url,
      VAULT_TOKEN: BAO_TOKEN,
    };
    const shell = spawn('bash', ['-euc', command], { env });
    shell.stdin.end(`${code}\n`);
    let printed = '';
    for (const stream of [shell.stdout, shell.stderr])
      stream.setEncoding('utf8').on('data', (text) => (printed += text));
    const [status] = await once(shell, 'close');
    expect(printed).toMatch(/^status<<.*\ncreated$/m);
    expect(printed).not.toContain('PRIVATE KEY');
    expect(printed.replace(`::add-mask::${code}`, '')).not.toContain(code);
    expect([status, registered(simulator).length]).toEqual([0, 1]);
  } finally {
    await vault.stop();
  }
});
