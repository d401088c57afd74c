// An OpenBao server of this run's own, where Python 3 is there to bring one; else the rows that need it are left out, and that is said.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ensurePythonServers } from '../python-servers.mjs';

export const vaultToken = 'root-token-of-the-bench';

export async function startVault() {
  const servers = await ensurePythonServers();
  if ('missing' in servers) {
    console.log(`Left out: the credential in a Vault (${servers.missing}).\n`);
    return undefined;
  }
  const port = await freePort();
  const flags = [
    '-dev',
    '-dev-no-store-token',
    `-dev-root-token-id=${vaultToken}`,
    `-dev-listen-address=127.0.0.1:${port}`,
  ];
  const server = spawn(servers.bao, ['server', ...flags], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await answers(url)); tries++) {
    if (tries === 100) throw new Error('the Vault of the bench does not start');
    await delay(100);
  }
  return { url, stop: () => server.kill('SIGKILL') };
}

async function answers(url) {
  const headers = { 'x-vault-token': vaultToken };
  return fetch(`${url}/v1/secret/config`, { headers }).then(
    ({ ok }) => ok,
    () => false,
  );
}

export function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
