// npm run bench -- --kms: what a steady `ensure` costs whose provisioner and account both sign in a KMS, by provider. `--trips` prints the
// requests of one run too.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePythonServers } from '../python-servers.mjs';
import { node24 } from '../runner/node24.js';
import { runAction } from '../runner/run-action.js';
import { startKms } from './kms-servers.mjs';
import { longestChain, median } from './trips.mjs';
import { startVault, vaultToken } from './vault.mjs';

const latency = 50;
const rounds = 10;
/** One more than without a KMS: each signature is a trip, and the two that there are go side by side. */
const most = 5;
/** Where nothing is kept there is no store to be read first. */
const mostWithoutStore = 4;
const python = await ensurePythonServers();
if ('missing' in python) throw new Error(`the bench of KMS needs Python 3: ${python.missing}`);

const temp = mkdtempSync(join(tmpdir(), 'bench-kms-'));
const vault = await startVault();
const services = await startKms(python, vault.url, temp);
const server = fork(
  fileURLToPath(new URL('simulator.mjs', import.meta.url)),
  [String(latency), vault.url, ...services.map(({ url }) => url)],
  { execPath: node24() },
);
const [simulator] = await once(server, 'message');
const [store, ...ways] = simulator.urls;
const [listing, loaded] = [join(temp, 'listing.cjs'), join(temp, 'loaded')];
const list = `require('node:fs').writeFileSync(${JSON.stringify(loaded)}, Object.keys(require.cache).join('\\n'))`;
writeFileSync(listing, `process.on('exit', () => ${list});`);

const logins = new Map();
const cases = [await caseOf({ name: 'no KMS, for comparison' })];
for (const [index, service] of services.entries()) cases.push(await caseOf(service, ways[index]));
const [transit] = services;
const ownKey = { ...transit.addresses, key: transit.addresses.other };
const given = {
  ...transit,
  addresses: ownKey,
  name: `${transit.name}, no store`,
  isKept: false,
  trips: mostWithoutStore,
};
cases.push(await caseOf(given, ways[0]));
const misses = [];
for (let round = 0; round <= rounds; round++) {
  for (const entry of cases) {
    const { run, requests } = await observed(entry);
    if (round === 0) continue;
    entry.walls.push(run.durationMs);
    const waited = requests.filter(({ isAfter }) => !isAfter);
    entry.requests = waited;
    // Requests that do not wait for each other drift apart on a busy machine.
    entry.chain = Math.min(entry.chain, longestChain(waited));
  }
}
const bytes = new Map();
for (const entry of cases) {
  await observed(entry, { nodeArgs: ['--require', listing] });
  const files = readFileSync(loaded, 'utf8')
    .split('\n')
    .filter((file) => /dist[\\/]/.test(file));
  bytes.set(entry, { count: files.length, size: files.reduce((sum, file) => sum + statSync(file).size, 0) });
}
print();
for (const { stop } of services) await stop();
vault.stop();
server.disconnect();
rmSync(temp, { recursive: true });
process.exitCode = misses.length > 0 ? 1 : 0;

/** An account that is in place, whose token is in a Vault as far away as all else or is given, and the step that finds nothing to do. */
async function caseOf({ name, addresses, environment = {}, against = '', trips = most, isKept = true }, way) {
  const account = name.replace(/\W+/g, '-').toLowerCase();
  const at = (address) => `${address}${address.includes('?') ? '&' : '?'}endpoint=${way}`;
  const inputs = {
    name: account,
    role: 'bench',
    permissions: ['Keys:Create', 'Wallets:Create', 'Wallets:Read'].join('\n'),
    ...(isKept && { store: `vault://secret/${account}?endpoint=${store}` }),
    ...(addresses && {
      ...(await registered(at(addresses.provisioner), environment)),
      key: at(addresses.key),
    }),
  };
  const step = (options = {}) =>
    runAction(inputs, { simulator, ...options, env: { VAULT_TOKEN: vaultToken, ...environment } });
  const made = await step();
  if (made.outputs.status !== 'created') throw new Error(`${name}: no account was made\n${made.stdout}`);
  if (!isKept) inputs.token = made.outputs.token;
  server.send('requests?');
  await once(server, 'message');
  return { name, against, trips, step, walls: [], chain: Number.POSITIVE_INFINITY, requests: [] };
}

/** The provisioner's second credential is the key in the KMS. Dfns takes a key once. */
function registered(address, environment) {
  const login = logins.get(address) ?? register(address, environment);
  logins.set(address, login);
  return login;
}

async function register(address, environment) {
  server.send('code?');
  const [{ code }] = await once(server, 'message');
  const { username } = simulator.provisioner;
  const login = {
    'provisioner-credential-id': undefined,
    'provisioner-private-key': undefined,
    'provisioner-username': username,
    'provisioner-key': address,
  };
  const options = { simulator, env: { VAULT_TOKEN: vaultToken, ...environment } };
  const kept = `vault://secret/provisioner-${code.slice(0, 8).toLowerCase().replace(/\W/g, '')}?endpoint=${store}`;
  const made = await runAction({ mode: 'bootstrap', 'credential-code': code, store: kept, ...login }, options);
  if (made.outputs.status !== 'created') throw new Error(`no provisioner was registered\n${made.stdout}`);
  return { ...login, 'provisioner-credential-id': made.outputs['credential-id'] };
}

async function observed({ name, step }, options) {
  const run = await step(options);
  server.send('requests?');
  const [requests] = await once(server, 'message');
  if (run.exitCode !== 0 || run.outputs.status !== 'unchanged')
    throw new Error(`${name} failed\n${run.stdout}${run.stderr}`);
  if (run.stderr !== '') misses.push(`${name} writes to stderr: ${run.stderr}`);
  return { run, requests };
}

function print() {
  const plain = bytes.get(cases[0]);
  console.log(
    `${rounds} interleaved runs on ${cpus().length} cores under Node 24, ${latency} ms a request; medians.\n`,
  );
  console.log('| | tried against | requests | round trips | wall time | of `dist/` loaded, beyond a run without |');
  console.log('| --- | --- | ---: | ---: | ---: | ---: |');
  for (const entry of cases) {
    const { count, size } = bytes.get(entry);
    const trips = entry.chain + (entry === cases[0] ? '' : ` (${entry.trips})`);
    const more =
      entry === cases[0]
        ? `${count} files, ${kilobytes(size)}`
        : `${count - plain.count} files, ${kilobytes(size - plain.size)}`;
    const cells = [
      entry.name,
      entry.against,
      entry.requests.length,
      trips,
      `${median(entry.walls).toFixed(0)} ms`,
      more,
    ];
    console.log(`| ${cells.join(' | ')} |`);
    if (entry.chain > entry.trips)
      misses.push(`${entry.name} takes ${entry.chain} round trips, more than ${entry.trips}`);
    if (process.argv.includes('--trips')) tellTrips(entry);
  }
  console.log('\nThe logout comes after the outputs, and is not counted; nor is what a cloud takes to log in.');
  for (const miss of new Set(misses)) console.error(`Missed: ${miss}`);
}

function tellTrips({ name, requests }) {
  const [first] = requests.map(({ start }) => start).sort((one, other) => one - other);
  for (const { start, end, line } of requests.toSorted((one, other) => one.start - other.start))
    console.error(`${name}: ${(start - first).toFixed(0)}–${(end - first).toFixed(0)} ms ${line}`);
}

function kilobytes(size) {
  return `${(size / 1000).toFixed(0)} KB`;
}
