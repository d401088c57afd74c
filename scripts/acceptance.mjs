// npm run acceptance: the built action, and what is believed of Dfns, held against a real organisation; docs/acceptance.md.
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { setUp } from './setup.mjs';

setUp({ simulator: true });
const { contract } = await import('../build/simulator/schemas.js');
const { switchTable } = await import('../build/simulator/switches.js');
const { help, readArguments } = await import('./acceptance/arguments.js');
const { acceptance } = await import('./acceptance/run.js');
const { Refused } = await import('./acceptance/refused.js');
const { Interrupted } = await import('./acceptance/door.js');
const { runAction } = await import('./runner/run-action.js');

process.exitCode = await main();

async function main() {
  const read = readArguments(process.argv.slice(2), process.env);
  if ('help' in read) {
    process.stdout.write(help);
    return 0;
  }
  if ('faults' in read) return refuse(...read.faults);
  if (!read.settings.yes && !process.stdin.isTTY)
    return refuse('there is no terminal to ask on; --yes goes on without asking');
  const ended = new AbortController();
  const settings = await withProvisioner(read.settings);
  if (typeof settings === 'string') return refuse(settings);
  // Also more than once: npm hands on what its terminal sends to both.
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      if (!ended.signal.aborted) console.log('Told to end: clearing up …');
      ended.abort();
    });
  }
  try {
    return await acceptance(settings, worldOf(ended.signal), { contract, switches: Object.keys(switchTable) });
  } catch (error) {
    if (error instanceof Interrupted) return 130;
    if (!(error instanceof Refused)) throw error;
    return refuse(error.message);
  }
}

async function withProvisioner(settings) {
  if (!settings.provisionerStore) return settings;
  const { readStored } = await import('./acceptance/stored.js');
  return readStored(settings.provisionerStore).then(
    (stored) => ({ ...settings, ...stored }),
    (error) => error.message,
  );
}

function refuse(...faults) {
  for (const fault of faults) console.error(fault);
  return 2;
}

function worldOf(signal) {
  return {
    fetch,
    now: Date.now,
    sleep: (ms, until) => pause(ms, undefined, until && { signal: until }).catch(() => undefined),
    randomBytes,
    print: (line) => console.log(line),
    ask: async (question) => {
      const terminal = createInterface({ input: process.stdin, output: process.stdout });
      const answer = await terminal.question(`${question} (yes or no) `, { signal }).catch(() => 'no');
      terminal.close();
      return /^y(es)?$/i.test(answer.trim());
    },
    signal,
    runAction,
  };
}
