import type { Simulator } from '../../simulator/index.js';
import type { ActionRun } from '../support/run-action.js';
import { accountNames, credentialOf, type Inputs, keyPair, liveAccounts, run } from './scene.js';

/** A run that faults are thrown at: how the organisation is before it, and what the run is asked. */
export interface Story {
  readonly name: string;
  /** @returns the inputs of the run, and the secrets that were there before it */
  arrange(simulator: Simulator): Promise<{ inputs: Inputs; secrets: string[] }>;
}

export const stories: readonly Story[] = [
  {
    name: 'a first run',
    arrange: async () => ({ inputs: {}, secrets: [] }),
  },
  {
    name: 'a steady run',
    async arrange(simulator) {
      const first = await run(simulator);
      return { inputs: credentialOf(first), secrets: secretsOf(first) };
    },
  },
  {
    name: 'a repair',
    async arrange(simulator) {
      const first = await run(simulator);
      const { organisation } = simulator;
      const [account] = liveAccounts(organisation);
      const role = [...organisation.roles.values()].find(({ name }) => name === 'create-wallets');
      const auditor = organisation.createRole('Auditor', ['Auth:Logs:Read']);
      if (!account || !role) throw new Error('the first run made nothing');
      account.isActive = false;
      role.operations = ['Wallets:Read'];
      for (const [id, { identityId }] of organisation.assignments) {
        if (identityId === account.userId) organisation.assignments.delete(id);
      }
      organisation.assign(auditor.id, account.userId);
      return { inputs: { ...credentialOf(first), exclusive: 'true' }, secrets: secretsOf(first) };
    },
  },
  {
    name: 'a replacement',
    async arrange(simulator) {
      const { publicKey, privateKey } = keyPair();
      const { token } = simulator.organisation.createServiceAccount('backend', { publicKey });
      return { inputs: { 'on-lost-token': 'replace' }, secrets: [token, privateKey] };
    },
  },
];

export function secretsOf({ outputs }: ActionRun): string[] {
  return [outputs.token, outputs['private-key']].filter((secret) => secret !== undefined);
}

/** How many accounts are called `backend`, or by a name that a run gives while it is at work. */
export function familySize(simulator: Simulator): number {
  return accountNames(simulator).filter((name) => name === 'backend' || /^backend-(next|retired)-/.test(name)).length;
}
