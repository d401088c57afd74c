import { generateKeyPairSync } from 'node:crypto';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/index.js';
import { type ActionRun, runStep } from '../support/run-action.js';

const started: Simulator[] = [];

/** Starts a simulator that ends with its test. */
export async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator(options);
  started.push(simulator);
  return simulator;
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((simulator) => simulator.close()));
});

/** What the workflow of the README asks for; P-256, so that many runs are quick. */
export const backend = { name: 'backend', role: 'create-wallets', 'key-type': 'ec-p256', 'output-private-key': 'true' };

/** `mode: revoke`, which takes none of the inputs for making. */
export const revoke: Inputs = {
  mode: 'revoke',
  role: undefined,
  'key-type': undefined,
  'output-private-key': undefined,
};

export type Inputs = Readonly<Record<string, string | undefined>>;

/** Runs the action against a simulator, as the runner would. */
export function run(
  simulator: Simulator,
  inputs: Inputs = {},
  options: Parameters<typeof runStep>[1] = {},
): Promise<ActionRun> {
  return runStep({ ...backend, ...inputs }, { simulator, ...options });
}

/** The inputs of a later run that hand in the credential which an earlier one put out. */
export function credentialOf({ outputs }: ActionRun): Inputs {
  return { token: outputs.token, 'private-key': outputs['private-key'] };
}

/** Names of the accounts that are not archived. */
export function accountNames({ organisation }: Simulator): string[] {
  return liveAccounts(organisation).map(({ name }) => name);
}

export function liveAccounts({ serviceAccounts }: Simulator['organisation']) {
  return [...serviceAccounts.values()].filter(({ isArchived }) => !isArchived);
}

/** Names of the roles that an account holds. */
export function rolesOf({ organisation }: Simulator, accountName: string): string[] {
  const account = liveAccounts(organisation).find(({ name }) => name === accountName);
  return [...organisation.assignments.values()]
    .filter(({ identityId }) => identityId === account?.userId)
    .map(({ permissionId }) => organisation.roles.get(permissionId)?.name ?? permissionId);
}

export function errorOf({ annotations }: ActionRun): string {
  return annotations
    .filter(({ level }) => level === 'error')
    .map(({ message }) => message)
    .join('\n');
}

export function warningsOf({ annotations }: ActionRun): string[] {
  return annotations.filter(({ level }) => level === 'warning').map(({ message }) => message);
}

/** `POST /auth/service-accounts` and so on: the requests that are no reading, login, logout or signing. */
export function writesOf({ requests }: Simulator): string[] {
  return requests
    .filter(({ method, path }) => method !== 'GET' && !/^\/auth\/(login|logout|action)/.test(path))
    .map(({ method, path }) => `${method} ${path}`);
}

/** An account as an earlier run leaves it, without the time of one: with its role, and the credential that the run put out. */
export function provisioned({ organisation }: Simulator, daysValid?: number, name = 'backend') {
  const keys = keyPair();
  const role = organisation.createRole('create-wallets', ['Keys:Create', 'Wallets:Create', 'Wallets:Read']);
  const { account, token } = organisation.createServiceAccount(name, {
    publicKey: keys.publicKey,
    roles: [role.id],
    ...(daysValid !== undefined && { daysValid }),
  });
  return { account, role, token, privateKey: keys.privateKey.trim() };
}

export interface Keys {
  readonly publicKey: string;
  readonly privateKey: string;
}

export function keyPair(): Keys {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString().trim(),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** Decides every approval that waits as soon as somebody asks for it. */
export function decideOnAsking(simulator: Simulator, decision: 'Approved' | 'Denied' | 'Expired'): void {
  simulator.onRequest = (moment, { path }) => {
    const id = /^\/v2\/policy-approvals\/(ap-.*)$/.exec(path)?.[1];
    if (moment === 'before' && id && simulator.organisation.approvals.get(id)?.status === 'Pending')
      simulator.organisation.decide(id, decision);
  };
}
