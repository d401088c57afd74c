import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../../scripts/acceptance/arguments.js';
import { Refused } from '../../scripts/acceptance/refused.js';
import type { Report } from '../../scripts/acceptance/report.js';
import { acceptance } from '../../scripts/acceptance/run.js';
import type { World } from '../../scripts/acceptance/world.js';
import { runAction } from '../../scripts/runner/run-action.js';
import type { Simulator, Switches } from '../../simulator/index.js';
import { contract } from '../../simulator/schemas.js';
import { switchTable } from '../../simulator/switches.js';
import { inProcess } from '../support/in-process.js';

export { simulate } from '../simulator/scene.js';

/** What everything needs that is asked: the rights of the demo's provisioner, archiving, and policies. */
export const allRights = [
  ...switchTable.provisionerOperations.initial,
  ...['Permissions:Archive', 'Policies:Create', 'Policies:Read', 'Policies:Archive'],
  ...['Policies:Approvals:Read', 'Policies:Approvals:Approve'],
];

export interface Held {
  /** Undefined where the command refused to begin. */
  readonly exitCode: number | undefined;
  readonly refusal: string | undefined;
  readonly lines: readonly string[];
  readonly report: Report | undefined;
  readonly settings: Settings;
}

const folders: string[] = [];

export function settingsFor(simulator: Simulator, changes: Partial<Settings> = {}): Settings {
  const folder = mkdtempSync(join(tmpdir(), 'acceptance-'));
  folders.push(folder);
  const { apiUrl, orgId, provisioner } = simulator;
  const { username, credentialId, privateKey } = provisioner;
  return {
    ...{ apiUrl, orgId, username, credentialId, privateKey, provisionerStore: undefined, prefix: undefined },
    ...{ yes: true, clean: false, withPolicies: false, parts: 'questions' },
    ...{ record: join(folder, 'record.json'), report: join(folder, 'acceptance.json') },
    ...changes,
  } as Settings;
}

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Time passes where the run waits, and nobody else does; steps of the action run in this process. */
export function worldOf(simulator: Simulator, changes: Partial<World> = {}): World & { lines: string[] } {
  const { clock } = simulator.organisation;
  const lines: string[] = [];
  return {
    fetch,
    now: () => clock.now(),
    sleep: async (ms) => clock.advance(ms / 1000),
    randomBytes,
    print: (line) => void lines.push(line),
    ask: async () => false,
    signal: new AbortController().signal,
    runAction: (inputs, options = {}) => runAction(inputs, { ...options, play: inProcess }),
    ...changes,
    lines,
  };
}

/** Holds a simulator as `npm run acceptance` would. */
export async function hold(
  simulator: Simulator,
  changes: Partial<Settings> = {},
  surroundings: Partial<World> = {},
): Promise<Held> {
  const settings = settingsFor(simulator, changes);
  const world = worldOf(simulator, surroundings);
  try {
    const exitCode = await acceptance(settings, world, { contract, switches: Object.keys(switchTable) });
    return { exitCode, refusal: undefined, lines: world.lines, report: reportAt(settings.report), settings };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { exitCode: undefined, refusal: error.message, lines: world.lines, report: undefined, settings };
  }
}

function reportAt(path: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report;
  } catch {
    return undefined;
  }
}

/** Everything of an organisation but what somebody's logins and time leave. */
export function dump({ organisation }: Simulator): string {
  const { users, serviceAccounts, personalAccessTokens, roles, assignments, wallets, policies, approvals } =
    organisation;
  const maps = { users, serviceAccounts, personalAccessTokens, roles, assignments, wallets, policies, approvals };
  return JSON.stringify(Object.fromEntries(Object.entries(maps).map(([name, map]) => [name, [...map]])), undefined, 1);
}

/** What stands there under a name of this program: accounts, roles and policies that are not archived. */
export function standing({ organisation: { serviceAccounts, roles, policies } }: Simulator): string[] {
  const isOurs = ({ name }: { name: string }) => name.startsWith('dfns-acceptance-');
  return [
    ...[...serviceAccounts.values()].filter((account) => isOurs(account) && !account.isArchived),
    ...[...roles.values()].filter((role) => isOurs(role) && !role.isArchived),
    ...[...policies.values()].filter((policy) => isOurs(policy) && policy.status === 'Active'),
  ].map(({ name }) => name);
}

/** A setting that the report must tell, unless another one hides it. */
export type Setting = Partial<Switches>;

export const outcomes = ({ report }: Held) => report?.stories.map(({ outcome, because }) => because ?? outcome);
export const reasonOf = ({ report }: Held, name: string) =>
  Object.entries(report?.answers[name] ?? {})
    .map((words) => words.join(': '))
    .join();
