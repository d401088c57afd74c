import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { node24 } from '../runner/node24.js';
import { runAction } from '../runner/run-action.js';
import { longestChain, median } from './trips.mjs';
import { startVault, vaultToken } from './vault.mjs';

const latency = 50;
const rounds = 15;
const here = (file) => fileURLToPath(new URL(file, import.meta.url));

const vault = await startVault();
const server = fork(here('simulator.mjs'), [String(latency), ...(vault ? [vault.url] : [])], { execPath: node24() });
const [simulator] = await once(server, 'message');
const temp = mkdtempSync(join(tmpdir(), 'bench-'));
let serial = 0;

const permissions = ['Keys:Create', 'Wallets:Create', 'Wallets:Read'].join('\n');
const fresh = (prefix) => ({ name: `${prefix}-${++serial}`, role: `${prefix}-role-${serial}`, permissions });
const ours = (inputs) => (options) => runAction(inputs(), { simulator, ...options });
const byHand = (inputs) => (options) => runAction(inputs(), { simulator, entryPath: here('baseline.mjs'), ...options });

// An account for the steady runs to find.
const steady = fresh('steady');
const { outputs, log } = await runAction({ ...steady, 'output-private-key': 'true' }, { simulator });
if (outputs.status !== 'created') throw new Error(`The account for the steady runs could not be made:\n${log}`);
const known = { ...steady, token: outputs.token, 'private-key': outputs['private-key'] };

const shelf = { ...steady, name: `vault-${++serial}`, store: `vault://secret/bench?endpoint=${simulator.urls[0]}` };
const vaultEnv = { VAULT_TOKEN: vaultToken };
const inVault = (options = {}) => runAction(shelf, { simulator, ...options, env: { ...vaultEnv, ...options.env } });
if (vault) await inVault();

const cases = [
  {
    name: '`node -e 0`',
    run: (options = {}) => runAction({}, { ...options, nodeArgs: [...(options.nodeArgs ?? []), '-e', '0'] }),
  },
  { name: 'refused input', run: ours(() => ({ 'days-valid': 'soon' })), ratio: 2, memory: 120, fails: true },
  { name: 'by hand: first', run: byHand(() => fresh('hand')), status: 'created' },
  { name: 'by hand: steady', run: byHand(() => steady), status: 'unchanged' },
  {
    name: '`ensure`: first, new role',
    run: ours(() => fresh('ours')),
    status: 'created',
    trips: 11,
    ratio: 1.15,
    memory: 120,
  },
  { name: '`ensure`: steady', run: ours(() => known), status: 'unchanged', trips: 3, ratio: 1.35, memory: 120 },
  ...(vault
    ? [{ name: '`ensure`: steady, Vault', run: inVault, status: 'unchanged', trips: 4, ratio: 1.35, memory: 120 }]
    : []),
].map((entry) => ({ ...entry, walls: [], requests: 0, chain: 0, after: 0, peak: 0 }));
const misses = [];

// Interleaved, so that a busy moment of the machine falls on all of them. The first round only warms the caches.
for (let round = 0; round <= rounds; round++) {
  for (const entry of cases) {
    const { run, requests } = await observed(entry);
    if (round === 0) continue;
    entry.walls.push(run.durationMs);
    entry.requests = Math.max(entry.requests, requests.length);
    entry.chain = Math.max(entry.chain, longestChain(requests.filter(({ isAfter }) => !isAfter)));
    entry.after = Math.max(entry.after, requests.filter(({ isAfter }) => isAfter).length);
  }
}
// Apart from the timed runs, since the measuring takes its own millisecond.
for (const entry of cases) {
  const file = join(temp, 'peak');
  await observed(entry, { nodeArgs: ['--require', here('peak.cjs')], env: { PEAK_FILE: file } });
  entry.peak = Number(readFileSync(file, 'utf8')) / 1024;
}
vault?.stop();
server.disconnect();
rmSync(temp, { recursive: true });

const bare = median(cases[0].walls);
console.log(`${rounds} interleaved runs on ${cpus().length} cores under Node 24, ${latency} ms a request; medians.\n`);
console.log('| | requests | round trips | wall time | of trips × 50 ms + bare Node | peak memory |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: |');
for (const { name, requests, chain, after, walls, peak, ratio, trips, memory } of cases) {
  const wall = median(walls);
  const share = wall / ((chain + after) * latency + bare);
  const cells = [
    name,
    requests,
    chain + limit(trips),
    `${wall.toFixed(0)} ms`,
    share.toFixed(2) + limit(ratio),
    `${peak.toFixed(0)} MB${limit(memory)}`,
  ];
  console.log(`| ${cells.join(' | ')} |`);
  if (trips !== undefined && chain > trips) misses.push(`${name} takes ${chain} round trips, more than ${trips}`);
  if (memory !== undefined && peak > memory) misses.push(`${name} takes ${peak.toFixed(0)} MB, more than ${memory}`);
}
console.log(
  '\nIn brackets the target. A round trip counts where it waits for another: the longest chain of requests that do not overlap. ' +
    'The logout, which comes after the outputs, is among the requests and in the wall time, and is no trip.',
);
for (const miss of new Set(misses)) console.error(`Missed: ${miss}`);
process.exitCode = misses.length > 0 ? 1 : 0;

/** One run, that it came out as it should, and the requests that it made. */
async function observed({ name, run: start, status, fails = false }, options) {
  const run = await start(options);
  server.send('requests?');
  const [requests] = await once(server, 'message');
  if ((run.exitCode !== 0) !== fails || run.outputs.status !== status) {
    throw new Error(`${name} ended with ${run.exitCode}, ${run.outputs.status}\n${run.stdout}${run.stderr}`);
  }
  if (run.stderr !== '') misses.push(`${name} writes to stderr: ${run.stderr}`);
  return { run, requests };
}

function limit(target) {
  return target === undefined ? '' : ` (${target})`;
}
