import { readFileSync } from 'node:fs';
import { type Fault, faultKinds, readFault } from './http/faults.js';
import { type ProvisionerKeyType, type SimulatorOptions, startSimulator } from './index.js';
import { switchesLike } from './like.js';
import { type Switches, switchTable } from './switches.js';

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const switchNames = new Map(Object.entries(switchTable).map(([name, entry]) => [kebab(name), { name, entry }]));

class UsageError extends Error {}

/** Serves until it is stopped, after one line of JSON with the address and the identities to log in as. */
export async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    process.stdout.write(help());
    return;
  }
  const { apiUrl, orgId, provisioner, close } = await startSimulator(readOptions(args));
  const stop = () => close().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop);
  const { username: provisionerUsername, credentialId: provisionerCredentialId, privateKey } = provisioner;
  const line = { apiUrl, orgId, provisionerUsername, provisionerCredentialId, provisionerPrivateKey: privateKey };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Reads the command line: `--name value`, `--name=value`, and `--flag` alone for true. */
export function readOptions(args: readonly string[]): SimulatorOptions {
  const found: { port?: number; provisionerKeyType?: ProvisionerKeyType } = {};
  const switches: Record<string, unknown> = {};
  const faults: Fault[] = [];
  const files: Record<string, string> = {};
  let likeness: Partial<Switches> = {};
  for (const [name, value] of pairs(args)) {
    if (name === 'port') found.port = portOf(value);
    else if (name === 'provisioner-key-type') found.provisionerKeyType = keyTypeOf(value);
    else if (name === 'fault') faults.push(faultOf(value));
    else if (name === 'like') likeness = likeReport(value);
    else if (name === 'tls-cert' || name === 'tls-key') files[name] = value;
    else Object.assign(switches, switchOf(name, value));
  }
  const { 'tls-cert': cert, 'tls-key': key } = files;
  if ((cert === undefined) !== (key === undefined)) throw new UsageError('--tls-cert and --tls-key belong together');
  const tls =
    cert !== undefined && key !== undefined ? { tls: { cert: readFileSync(cert), key: readFileSync(key) } } : {};
  return { ...found, ...tls, faults, switches: { ...likeness, ...switches } };
}

function* pairs(args: readonly string[]): Generator<[name: string, value: string]> {
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? '';
    const [, name, attached] = /^--([a-z-]+)(?:=(.*))?$/s.exec(argument) ?? [];
    if (name === undefined) throw new UsageError(`not understood: ${argument}`);
    const next = args[index + 1];
    const isNextValue = attached === undefined && next !== undefined && !next.startsWith('--');
    if (isNextValue) index += 1;
    yield [name, attached ?? (isNextValue ? next : 'true')];
  }
}

function switchOf(option: string, value: string): Record<string, unknown> {
  const known = switchNames.get(option === 'latency' ? 'latency-ms' : option);
  if (!known) throw new UsageError(`there is no option --${option}; see --help`);
  const read = known.entry.read(value);
  if (read === undefined) throw new UsageError(`--${option} accepts ${known.entry.accepts}, not ${value}`);
  return { [known.name]: read };
}

/** What a report tells and this simulator cannot play is said, and does not keep it from starting. */
function likeReport(path: string): Partial<Switches> {
  const { switches, unplayed } = switchesLike(readFileSync(path, 'utf8'));
  for (const why of unplayed) process.stderr.write(`${why}\n`);
  return switches;
}

function portOf(value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) throw new UsageError(`--port accepts 0 to 65535, not ${value}`);
  return port;
}

function keyTypeOf(value: string): ProvisionerKeyType {
  const types: readonly ProvisionerKeyType[] = ['ec-p256', 'rsa-2048', 'ed25519'];
  const type = types.find((known) => known === value);
  if (!type) throw new UsageError(`--provisioner-key-type accepts ${types.join(' | ')}, not ${value}`);
  return type;
}

function faultOf(value: string): Fault {
  const fault = readFault(value);
  if (!fault)
    throw new UsageError(`--fault accepts '7:cut-after' or 'POST /auth/service-accounts:500-after', not ${value}`);
  return fault;
}

function help(): string {
  const row = (option: string, meaning: string) => `  ${option}\n      ${meaning}\n`;
  return [
    'npm run simulator -- [options]\n\n',
    'Dfns’s API on loopback: prints one line of JSON, then serves until SIGTERM or SIGINT.\n\n',
    row('--port N', 'where to listen; any free port without it'),
    row('--provisioner-key-type ec-p256 | rsa-2048 | ed25519', 'the key of the provisioner'),
    row(
      '--like acceptance.json',
      'behaves like the organisation that npm run acceptance asked; other switches win over it',
    ),
    row('--tls-cert FILE --tls-key FILE', 'serve https'),
    row(
      "--fault '7:cut-after'",
      `at the 7th request; may be repeated, and end in *N for N times. Kinds: ${faultKinds.join(', ')}`,
    ),
    row("--fault 'POST /auth/service-accounts:500-after'", 'at the first request that fits'),
    '\nSwitches (the first value is the default; --latency is short for --latency-ms):\n\n',
    ...[...switchNames].map(([option, { entry }]) => row(`--${option} ${entry.accepts}`, entry.meaning)),
  ].join('');
}

/** Runs, and says in one line what was wrong with the command. */
export async function run(args: readonly string[]): Promise<void> {
  try {
    await main(args);
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof Error && 'code' in error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
