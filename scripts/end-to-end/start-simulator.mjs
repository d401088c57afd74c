// A step of .github/workflows/end-to-end.yml: starts `npm run simulator` in the background, on a port of its own, and puts out how to
// reach it. Only a simulated key is handed about here; it is masked all the same, as a workflow's secret would be.
import { spawn } from 'node:child_process';
import { appendFileSync, closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../setup.mjs';

const said = join(mkdtempSync(join(process.env.RUNNER_TEMP ?? tmpdir(), 'simulator-')), 'stdout');
const file = openSync(said, 'w', 0o600);
// With a pipe it would hold this step open; an installation of packages has its say on the step's own stderr.
const child = spawn(process.execPath, [join(root, 'scripts/simulator.mjs'), ...process.argv.slice(2)], {
  detached: true,
  stdio: ['ignore', file, file],
});
closeSync(file);
child.unref();

const line = await firstLine();
const { provisionerPrivateKey: key, ...plain } = JSON.parse(line);
for (const part of key
  .trim()
  .split('\n')
  .filter((text) => !text.startsWith('-----')))
  console.log(`::add-mask::${part}`);
const outputs = {
  pid: String(child.pid),
  'api-url': plain.apiUrl,
  'org-id': plain.orgId,
  'provisioner-username': plain.provisionerUsername,
  'provisioner-credential-id': plain.provisionerCredentialId,
};
for (const [name, value] of Object.entries(outputs)) appendFileSync(process.env.GITHUB_OUTPUT, `${name}=${value}\n`);
appendFileSync(process.env.GITHUB_OUTPUT, `provisioner-private-key<<END_OF_KEY\n${key.trim()}\nEND_OF_KEY\n`);
console.log(`The simulator serves ${plain.apiUrl}`);

async function firstLine() {
  // The first run of a fresh clone installs the packages.
  for (let wait = 0; wait < 3000; wait++) {
    const complete = readFileSync(said, 'utf8')
      .split('\n')
      .slice(0, -1)
      .find((text) => text.startsWith('{'));
    if (complete !== undefined) return complete;
    if (child.exitCode !== null) break;
    await pause(100);
  }
  console.error(readFileSync(said, 'utf8'));
  throw new Error('the simulator did not start');
}
