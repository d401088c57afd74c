// npm run bench -- --fleet: what a run over a manifest costs. `--new N` and `--in-place N` make the two runs at a limit shorter: at 1,000
// requests a minute 1,000 accounts take five minutes and two.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { node24 } from '../runner/node24.js';
import { runAction } from '../runner/run-action.js';

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const [made, kept, planned] = [option('new', 1_000), option('in-place', 1_000), option('planned', 10_000)];
const limit = option('limit', 1_000);
const here = (file) => fileURLToPath(new URL(file, import.meta.url));
const workspace = mkdtempSync(join(tmpdir(), 'bench-fleet-'));
const permissions = ['Keys:Create', 'Wallets:Create', 'Wallets:Read'];
const rows = [];
const misses = [];

await withServer(0, async ({ tell, counts, play }) => {
  const names = await seeded('plan-', planned, tell);
  await tell({ limit: 0 });
  const { run, peak } = await play(names, { 'dry-run': 'true' });
  const { dfns, vault } = await counts();
  note(`plan of ${planned} in place, \`dry-run\`, Vault`, { dfns, vault, run, peak });
  must(dfns <= 20, `the plan takes ${dfns} requests to Dfns`);
  must(vault === planned, `the plan takes ${vault} reads for ${planned} accounts`);
  must(peak <= 256, `the plan takes ${peak.toFixed(0)} MB, more than 256`);
  must(run.durationMs <= 60_000, `the plan takes ${(run.durationMs / 1000).toFixed(0)} s, more than 60`);
});
await withServer(20, async ({ tell, counts, play }) => {
  await tell({ limit });
  const names = namesOf('new-', made);
  const { run, peak } = await play(names);
  const { dfns, vault, refusedAt, accounts } = await counts();
  note(`\`ensure\` of ${made} new, ${limit} requests a minute`, { dfns, vault, run, peak, refusedAt });
  must(accounts === made, `${accounts} accounts were made, not ${made}`);
});
await withServer(20, async ({ tell, counts, play }) => {
  const names = await seeded('kept-', kept, tell);
  await tell({ limit });
  const { run, peak } = await play(names);
  const { dfns, vault, refusedAt } = await counts();
  note(`\`ensure\` of ${kept} in place, ${limit} requests a minute`, { dfns, vault, run, peak, refusedAt });
  must(dfns <= 2 * kept + 10, `${kept} accounts in place take ${dfns} requests`);
});
await withServer(50, async ({ tell, step, play }) => {
  const [name] = await seeded('one-', 1, tell);
  await tell({ limit: 0 });
  const walls = { step: [], manifest: [] };
  for (let round = 0; round <= 15; round++) {
    const one = await step(name);
    const { run } = await play([name], {}, { measures: false });
    if (round > 0) walls.step.push(one.durationMs);
    if (round > 0) walls.manifest.push(run.durationMs);
  }
  const [alone, inFile] = [median(walls.step), median(walls.manifest)];
  rows.push(['one account in place by a step, 50 ms a request', '', '', `${alone.toFixed(0)} ms`, '', '']);
  rows.push(['the same by a manifest', '', '', `${inFile.toFixed(0)} ms`, '', `${(inFile / alone).toFixed(2)} of it`]);
  must(
    inFile <= alone * 1.1,
    `one account takes ${inFile.toFixed(0)} ms by a manifest, and ${alone.toFixed(0)} by a step`,
  );
});
rmSync(workspace, { recursive: true });

console.log(`${cpus().length} cores under Node 24.\n`);
console.log('| | requests to Dfns | to Vault | wall time | peak memory | |');
console.log('| --- | ---: | ---: | ---: | ---: | --- |');
for (const cells of rows) console.log(`| ${cells.join(' | ')} |`);
for (const miss of misses) console.error(`Missed: ${miss}`);
process.exitCode = misses.length > 0 ? 1 : 0;

function note(what, { dfns, vault, run, peak, refusedAt }) {
  const wall = run.durationMs;
  const share = dfns / Math.max(limit, (limit * wall) / 60_000);
  const said = refusedAt ? `${(share * 100).toFixed(0)} % of the limit, ${refusals(refusedAt)}` : '';
  rows.push([what, dfns, vault, `${(wall / 1000).toFixed(1)} s`, `${peak.toFixed(0)} MB`, said]);
  if (refusedAt && wall > 60_000) must(share >= 0.9, `${what}: ${(share * 100).toFixed(0)} % of the limit`);
}

/** Requests that are under way together are refused together; a second time would come after the pause that Dfns asks for. */
function refusals(times) {
  const moments = times.filter((time, index) => index === 0 || time - times[index - 1] > 1_000).length;
  return times.length === 0
    ? 'none refused'
    : `${times.length} refused, at ${moments} moment${moments === 1 ? '' : 's'}`;
}

function must(holds, miss) {
  if (!holds) misses.push(miss);
}

function namesOf(prefix, count) {
  return Array.from({ length: count }, (_, number) => `${prefix}${String(number).padStart(5, '0')}`);
}

async function seeded(prefix, count, tell) {
  await tell({ seed: { prefix, count, role: 'create-wallets', permissions } });
  return namesOf(prefix, count);
}

async function withServer(latency, work) {
  const server = fork(here('fleet-server.mjs'), [String(latency)], { execPath: node24() });
  const [{ vaultUrl, ...simulator }] = await once(server, 'message');
  const ask = async (message) => {
    server.send(message);
    return (await once(server, 'message'))[0];
  };
  const env = { GITHUB_WORKSPACE: workspace, VAULT_ADDR: vaultUrl, VAULT_TOKEN: 'hvs.bench' };
  const store = 'vault://secret/dfns/';
  await work({
    tell: ask,
    counts: () => ask('counts'),
    step: async (name) =>
      checked(await runAction({ name, role: 'create-wallets', store: store + name }, { simulator, env })),
    play: async (names, inputs = {}, { measures = true } = {}) => {
      const lines = [
        'defaults:',
        `  store: ${store}{name}`,
        '  role: create-wallets',
        '  key-type: ec-p256',
        'accounts:',
      ];
      writeFileSync(join(workspace, 'fleet.yml'), [...lines, ...names.map((name) => `  - name: ${name}`)].join('\n'));
      const file = join(workspace, 'peak');
      const measuring = measures && { nodeArgs: ['--require', here('peak.cjs')] };
      const given = { manifest: 'fleet.yml', timeout: '3600', ...inputs };
      const run = await runAction(given, { simulator, ...measuring, env: { ...env, PEAK_FILE: file } });
      return { run: checked(run), peak: measures ? Number(readFileSync(file, 'utf8')) / 1024 : 0 };
    },
  });
  server.disconnect();
}

function checked(run) {
  if (run.exitCode !== 0 || run.stderr !== '') throw new Error(`${run.stdout.slice(-3_000)}${run.stderr}`);
  return run;
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
