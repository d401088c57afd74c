import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { answering } from '../servers/loopback.js';
import { allRights, settingsFor, simulate, standing } from './scene.js';

const script = join(__dirname, '..', '..', 'scripts', 'acceptance.mjs');
/** A terminal's Ctrl-C goes to all processes of its group, which Windows does not have. */
const test_ = process.platform === 'win32' ? test.skip : test;

/** A Vault with one secret. */
function vaultWith(data: Record<string, string>) {
  const metadata = { version: 1, created_time: '2026-01-01T00:00:00Z', deletion_time: '', destroyed: false };
  return answering(({ path }) =>
    path.startsWith('/v1/secret/data/dfns/provisioner')
      ? { status: 200, body: { data: { data, metadata } } }
      : { status: 404, body: { errors: [] } },
  );
}

describe('The command itself', () => {
  test_(
    'acts as the provisioner that a store keeps, and told to end by Ctrl-C, twice, in the middle of a step clears up and ends with 130',
    async () => {
      const simulator = await simulate({ provisionerOperations: allRights });
      const { apiUrl, orgId, username, credentialId, privateKey, record, report } = settingsFor(simulator);
      const vault = await vaultWith({
        DFNS_API_URL: apiUrl,
        DFNS_ORG_ID: orgId,
        DFNS_USERNAME: username,
        DFNS_CRED_ID: credentialId,
        DFNS_PRIVATE_KEY: privateKey,
      });
      const options = ['--provisioner-store', 'vault://secret/dfns/provisioner', '--yes', '--only', 'stories'];
      const command = spawn(process.execPath, [script, ...options, '--record', record, '--report', report], {
        detached: true,
        env: { PATH: process.env.PATH, HOME: process.env.HOME, VAULT_ADDR: vault.url, VAULT_TOKEN: 'root' },
      });
      let said = '';
      command.stdout.on('data', (text) => (said += text));
      command.stderr.on('data', (text) => (said += text));
      const stood: string[] = [];
      simulator.onRequest = (moment, { method, path }) => {
        if (moment !== 'after' || command.pid === undefined || stood.length > 3) return;
        if (stood.length === 0 && !(method === 'POST' && path === '/auth/service-accounts')) return;
        stood.push(...standing(simulator));
        process.kill(-command.pid, 'SIGINT');
      };
      const [exitCode] = await once(command, 'close');
      await vault.stop();
      expect({ exitCode, said }).toMatchObject({
        exitCode: 130,
        said: expect.stringMatching(/Told to end: clearing up …/),
      });
      expect(said.match(/Told to end/g)).toHaveLength(1);
      expect(stood).toContainEqual(expect.stringMatching(/^dfns-acceptance-\w{18}-story$/));
      expect(standing(simulator)).toEqual([]);
      expect([existsSync(record), existsSync(report)]).toEqual([false, false]);
    },
    120_000,
  );
});
