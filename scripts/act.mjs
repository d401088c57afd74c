// npm run act: runs the end-to-end workflow of this repository on a real runner (nektos act), and reads its log: masks, outputs, the one
// annotation of a failing step, and what a cancelled run leaves. Nothing goes beyond loopback, but for the installation of act itself.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { checkOut, ensureAct, runWorkflow, stepOf, workflowText } from './end-to-end/act.mjs';
import { setUp } from './setup.mjs';

setUp({ simulator: true });
// Only now: a fresh clone has no simulator before.
const { liveAccounts, withSimulator, withVault } = await import('./end-to-end/servers.mjs');
const { readActionYml } = await import('./runner/action-yml.js');
const { inputs } = readActionYml();
let holds = 0;
const broken = [];

const act = await ensureAct();
const checkout = checkOut();
const where = { act, checkout };
try {
  await endToEnd();
  await cancelledBefore();
  await cancelledAfter();
  // From the day on that the action has it.
  if ('ephemeral' in inputs) await ephemeral();
} finally {
  checkout.remove();
}
console.log(`\n${holds} checks hold, ${broken.length} do not`);
process.exitCode = broken.length === 0 ? 0 : 1;

/** .github/workflows/end-to-end.yml, as it is. */
async function endToEnd() {
  title('The end-to-end workflow');
  const { exitCode, log } = await runWorkflow(where, '.github/workflows/end-to-end.yml');
  check('the workflow succeeds', exitCode === 0, log);
  const printed = stepOf(log, 'provision', 'Main A step that prints secrets on purpose');
  check('the token is masked in a later step', printed.includes('the token is <***>'), printed);
  const key = /the private key is <\n([\s\S]*)> end of the private key/.exec(printed)?.[1]?.trim().split('\n') ?? [];
  check(
    'the private key is masked line by line, its boundary lines are not',
    key.length > 3 && key.every((line) => line === '***' || /^-----(BEGIN|END) PRIVATE KEY-----$/.test(line)),
    printed,
  );
  check('no token stands in the log', !/eyJ[\w-]{10,}\.[\w-]+\.[\w-]+/.test(log), 'a JWT');
  const values = stepOf(log, 'provision', 'Main What the steps put out');
  for (const line of ['first status: created', 'second status: unchanged', 'validate status: unchanged'])
    check(`a later step reads ${line}`, values.includes(line), values);
  const wallet = stepOf(log, 'provision', 'Main A later step creates a wallet with the SDK');
  check('a later step creates a wallet', /Created the wallet wa-\S+/.test(wallet), wallet);
  const failing = stepOf(log, 'provision', 'Main A run that fails');
  const errors = failing.split('\n').filter((line) => line.includes('::error'));
  check('the failing step has one annotation', errors.length === 1 && errors[0].includes('[TOKEN_LOST]'), failing);
  const later = stepOf(log, 'later', 'Main Identifiers cross jobs');
  check('identifiers reach a later job', /account us-\S+, credential \S+, role pm-\S+/.test(later), later);
  for (const line of [...printed.split('\n').slice(1, 4), wallet.split('\n')[1], errors[0], later.split('\n')[1]])
    console.log(`      ${line?.slice(0, 150)}`);
}

/** Cancelled while the login is under way: nothing was made, and nothing stands in the way of the next run. */
async function cancelledBefore() {
  title('Cancelled before anything was made');
  await withSimulator(async (simulator, settings) => {
    await cancelAt(simulator, settings, 'cancelled.yml', ({ path }) => path === '/auth/login');
    check('there is no account', liveAccounts(simulator).length === 0, liveAccounts(simulator).join());
    const next = await story('cancelled.yml', settings);
    check('the next run creates it', next.exitCode === 0 && /status created of us-/.test(next.log), next.log);
    check('there is one account', liveAccounts(simulator).join() === 'backend', liveAccounts(simulator).join());
  });
}

/** act kills a step at once, where GitHub asks first: the hardest case. A store makes up for it. */
async function cancelledAfter() {
  title('Cancelled after the account was made, with Vault as its store');
  await withVault((vault) =>
    withSimulator(async (simulator, plain) => {
      const settings = {
        vars: { ...plain.vars, VAULT_ADDR: vault.url, STORE: 'vault://secret/dfns/backend' },
        secrets: { ...plain.secrets, VAULT_TOKEN: vault.token },
      };
      await cancelAt(simulator, settings, 'cancelled.yml', isCreation);
      const next = await story('cancelled.yml', settings);
      check('the next plain run succeeds', next.exitCode === 0 && /status \w+ of us-/.test(next.log), next.log);
      check('there is one account', liveAccounts(simulator).join() === 'backend', liveAccounts(simulator).join());
      const third = await story('cancelled.yml', settings);
      check('the run after it finds all in order', third.log.includes('status unchanged of us-'), third.log);
    }),
  );
}

/** An ephemeral account ends with its job, in the post step, also where the job was cancelled. */
async function ephemeral() {
  title('An ephemeral account');
  await withSimulator(async (simulator, settings) => {
    const { exitCode, log } = await story('ephemeral.yml', settings);
    check('the job succeeds', exitCode === 0 && /status created of us-/.test(log), log);
    check('its token is masked', log.includes('the token is <***>'), log);
    check('an account was made', simulator.organisation.serviceAccounts.size === 1, log);
    check('the post step ran', /Success - Post /.test(log), log);
    check('no account is left', liveAccounts(simulator).length === 0, liveAccounts(simulator).join());
  });
  title('An ephemeral account, cancelled after it was made');
  await withSimulator(async (simulator, settings) => {
    const { log } = await cancelAt(simulator, settings, 'ephemeral.yml', isCreation);
    check('the post step ran', /Success - Post /.test(log), log);
    check('no account is left', liveAccounts(simulator).length === 0, liveAccounts(simulator).join());
  });
}

function isCreation({ method, path }) {
  return method === 'POST' && path === '/auth/service-accounts';
}

/** Runs one of the stories of end-to-end/, and holds its log to the promise that no secret stands in it. */
async function story(name, settings, signal) {
  const path = join('.github/workflows', name);
  mkdirSync(join(checkout.repository, '.github/workflows'), { recursive: true });
  writeFileSync(join(checkout.repository, path), workflowText(`./${name}`));
  const ran = await runWorkflow(where, path, { ...settings, signal });
  const parts = Object.values(settings.secrets)
    .flatMap((secret) => secret.split('\n'))
    .filter((line) => line.length >= 16 && !line.startsWith('-----'));
  const leaks = parts.some((part) => ran.log.includes(part)) || /eyJ[\w-]{10,}\.[\w-]+\.[\w-]+/.test(ran.log);
  check('no secret stands in the log', !leaks, 'a secret');
  return ran;
}

/** Cancels a story after the first request that fits was acted on, before its answer is sent. */
async function cancelAt(simulator, settings, name, fits) {
  const controller = new AbortController();
  simulator.onRequest = async (moment, request) => {
    if (moment !== 'after' || controller.signal.aborted || !fits(request)) return;
    controller.abort();
    // Until the step is dead.
    await pause(500);
  };
  const ran = await story(name, settings, controller.signal);
  simulator.onRequest = undefined;
  check('the job was cancelled', controller.signal.aborted && ran.exitCode !== 0, ran.log);
  return ran;
}

function title(text) {
  console.log(`\n${text}`);
}

function check(what, isTrue, seen) {
  console.log(`  ${isTrue ? 'ok ' : 'NOT'} ${what}`);
  if (isTrue) holds++;
  else broken.push(what);
  if (!isTrue) console.log(seen.split('\n').slice(-60).join('\n'));
}
