import type { Simulator } from '../../simulator/index.js';
import type { FleetOutcome } from '../../src/core/fleet-outcome.js';
import type { ActionError } from '../../src/error.js';
import { parseKmsAddress } from '../../src/kms/index.js';
import { startDeadline } from '../../src/modes/deadline.js';
import { fleet } from '../../src/modes/fleet.js';
import { runContext } from '../../src/run-context.js';
import type { FleetOptions } from '../../src/runner/inputs/fleet-options.js';
import { readOptions } from '../../src/runner/inputs/inputs.js';
import type { Options } from '../../src/runner/inputs/options.js';
import { type Commands, type Runner, runnerOf } from '../../src/runner/runner.js';
import { parseStoreTargets } from '../../src/stores/target.js';
import { answering, type Loopback } from '../servers/loopback.js';
import { VaultModel } from '../simulation/models/vault.js';
import { hastyWorld } from '../support/hasty-world.js';
import type { Inputs } from './scene.js';

/** A Vault of the exploration behind a socket. */
export interface Vault extends Loopback {
  readonly model: VaultModel;
}

export async function openVault(): Promise<Vault> {
  const model = new VaultModel('unused', 'hvs.test');
  const server = await answering(({ method, path, headers, body }) =>
    model.reply({ method, url: new URL(path, 'http://loopback'), headers, body }),
  );
  return { ...server, model };
}

export interface FleetRun {
  readonly outcome: FleetOutcome;
  readonly failure: ActionError | undefined;
  readonly stdout: string;
  of(name: string): FleetOutcome['accounts'][number];
}

/** Plays a fleet of these accounts, each with its own inputs. */
export async function runFleet(
  simulator: Simulator,
  vault: Vault,
  accounts: readonly (Inputs & { readonly name: string })[],
  given: Partial<FleetOptions> = {},
): Promise<FleetRun> {
  const env = { VAULT_ADDR: vault.url, VAULT_TOKEN: 'hvs.test' };
  const world = hastyWorld(env);
  let stdout = '';
  const runner = runnerOf(
    printing((text) => {
      stdout += text;
    }),
  );
  const options = optionsOf(simulator, runner, accounts, given);
  const deadline = startDeadline(options.timeout, world);
  const atEnd: (() => Promise<void>)[] = [];
  try {
    const naming = { ...options, key: { type: 'ec-p256' as const }, stores: [] };
    const protect = (secret: string) => runner.masks.redactOnly(secret);
    const secured = { world, protect, atEnd: (work: () => Promise<void>) => void atEnd.push(work) };
    const { context } = runContext(deadline, naming, secured, runner);
    const result = await fleet(options, context);
    const all = [...result.outcome.accounts, ...result.outcome.pruned];
    const of = (name: string) => all.find((account) => account.name === name) ?? fail(name);
    return { outcome: result.outcome, failure: result.failure, stdout, of };
  } finally {
    deadline.end();
    await Promise.all(atEnd.map((work) => work().catch(() => undefined)));
  }
}

/** What a manifest of these accounts is read into. */
function optionsOf(
  simulator: Simulator,
  runner: Runner,
  accounts: readonly (Inputs & { readonly name: string })[],
  given: Partial<FleetOptions>,
): FleetOptions {
  const read = reader(simulator, runner, given);
  const entries = [...accounts]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map((account, place) => ({
      line: place + 1,
      options: read({ store: `vault://secret/${account.name}`, ...account }),
    }));
  const { apiUrl, apiUrlIsDefault, orgId, provisioner, timeout } = read({ name: 'any', store: 'vault://secret/any' });
  return {
    apiUrl,
    apiUrlIsDefault,
    ...(orgId && { orgId }),
    ...(provisioner && { provisioner }),
    dryRun: false,
    force: false,
    warnBeforeDays: 30,
    timeout,
    warnings: [],
    mode: 'ensure',
    manifest: 'fleet.yml',
    entries,
    shard: { index: 1, count: 1 },
    prune: false,
    commentPlan: false,
    ...given,
  };
}

/** Reads the inputs of one account, beside those of the step. */
function reader(simulator: Simulator, { masks }: Runner, given: Partial<FleetOptions>) {
  const { provisioner } = simulator;
  const common = {
    mode: given.mode ?? 'ensure',
    'dry-run': String(given.dryRun ?? false),
    'api-url': simulator.apiUrl,
    'org-id': simulator.orgId,
    'provisioner-username': provisioner.username,
    'provisioner-credential-id': provisioner.credentialId,
    'provisioner-private-key': provisioner.privateKey,
    'key-type': given.mode === 'validate' ? undefined : 'ec-p256',
    'on-lost-token': undefined,
  };
  const parsers = { parseTargets: parseStoreTargets, parseAddress: parseKmsAddress };
  return (own: Inputs): Options => {
    const inputs: Inputs = { ...common, ...own };
    return readOptions({ input: (name) => inputs[name] ?? '', masks }, parsers) as Options;
  };
}

function fail(name: string): never {
  throw new Error(`no outcome of ${name}`);
}

function printing(print: (text: string) => void): Commands {
  return {
    input: () => '',
    state: () => '',
    hand: () => undefined,
    setSecrets: () => undefined,
    print: (level, text) => print(`${level === 'info' ? '' : `::${level}::`}${text}\n`),
    async group(title, work) {
      print(`::group::${title}\n`);
      return work().finally(() => print('::endgroup::\n'));
    },
    setFailed: () => undefined,
    annotate: () => undefined,
    appendSummary: () => undefined,
    probe: () => undefined,
    outputFault: () => undefined,
  };
}
