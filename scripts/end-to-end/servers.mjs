import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { startSimulator } from '../../build/simulator/index.js';
import { ensurePythonServers } from '../python-servers.mjs';

/** A simulator for one story, and the variables and secrets that lead to it. */
export async function withSimulator(work) {
  const simulator = await startSimulator();
  const { username, credentialId, privateKey } = simulator.provisioner;
  try {
    await work(simulator, {
      vars: {
        DFNS_API_URL: simulator.apiUrl,
        DFNS_ORG_ID: simulator.orgId,
        DFNS_PROVISIONER: username,
        DFNS_PROVISIONER_CRED_ID: credentialId,
      },
      secrets: { DFNS_PROVISIONER_KEY: privateKey },
    });
  } finally {
    await simulator.close();
  }
}

/** An OpenBao of the same PyPI packages that the tests use. */
export async function withVault(work) {
  const servers = await ensurePythonServers();
  if ('missing' in servers) throw new Error(`there is no OpenBao: ${servers.missing}`);
  const port = await freePort();
  const token = 'root-token-of-the-act-run';
  const flags = ['-dev', '-dev-no-store-token', `-dev-root-token-id=${token}`, `-dev-listen-address=127.0.0.1:${port}`];
  const server = spawn(servers.bao, ['server', ...flags], { stdio: 'ignore' });
  try {
    const url = `http://127.0.0.1:${port}`;
    const asked = () => fetch(`${url}/v1/sys/internal/ui/mounts`, { headers: { 'x-vault-token': token } });
    for (let tries = 0; !(await asked().catch(() => undefined))?.ok; tries++) {
      if (tries > 300) throw new Error('OpenBao does not start');
      await pause(100);
    }
    await work({ url, token });
  } finally {
    server.kill('SIGKILL');
  }
}

function freePort() {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** The names of the accounts that are not archived. */
export function liveAccounts({ organisation }) {
  return [...organisation.serviceAccounts.values()].filter(({ isArchived }) => !isArchived).map(({ name }) => name);
}
