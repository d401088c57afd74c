import type { Simulator } from '../../simulator/index.js';
import type { ActionRun } from '../support/run-action.js';
import { accountNames, type Inputs, keyPair, provisioned } from './scene.js';

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
      const { token, privateKey } = provisioned(simulator);
      return { inputs: { token, 'private-key': privateKey }, secrets: [token, privateKey] };
    },
  },
  {
    name: 'a repair',
    async arrange(simulator) {
      const { organisation } = simulator;
      const { account, role, token, privateKey } = provisioned(simulator);
      const auditor = organisation.createRole('Auditor', ['Auth:Logs:Read']);
      account.isActive = false;
      role.operations = ['Wallets:Read'];
      for (const [id, { identityId }] of organisation.assignments) {
        if (identityId === account.userId) organisation.assignments.delete(id);
      }
      organisation.assign(auditor.id, account.userId);
      return { inputs: { token, 'private-key': privateKey, exclusive: 'true' }, secrets: [token, privateKey] };
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
