import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Starts `npm run simulator` in a process of its own, and answers how to reach it. */
export async function startSimulatorProcess() {
  const script = fileURLToPath(new URL('../simulator.mjs', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  // However the demo ends, the simulator ends with it.
  process.once('exit', () => child.kill());
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('The simulator did not start')));
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  const { apiUrl, orgId, provisionerUsername, provisionerCredentialId, provisionerPrivateKey } = JSON.parse(line);
  return {
    apiUrl,
    orgId,
    provisioner: {
      username: provisionerUsername,
      credentialId: provisionerCredentialId,
      privateKey: provisionerPrivateKey,
    },
    stop: () => child.kill(),
  };
}
