import { logIn, machineWith } from './client.js';
import { simulate } from './scene.js';

/** What the provisioner of these scenes may do. */
export const operations = [
  ...['Auth:ServiceAccounts:Create', 'Auth:ServiceAccounts:Read', 'Permissions:Read', 'Permissions:Assign'],
  ...['Permissions:Assignments:Read', 'Permissions:Revoke', 'Permissions:Update', 'Permissions:Archive'],
  ...['Policies:Read', 'Policies:Create', 'Policies:Update', 'Policies:Archive'],
  ...['Policies:Approvals:Read', 'Policies:Approvals:Approve'],
];

/** A role, a machine without it, and a provisioner who would assign it. */
export async function governed() {
  const simulator = await simulate({ provisionerOperations: operations });
  const { organisation } = simulator;
  const client = await logIn(simulator);
  const role = organisation.createRole('reader', ['Wallets:Read']);
  const { account, client: machine } = machineWith(simulator, ['Webhooks:Read']);
  const path = `/permissions/${role.id}`;
  const assign = () => client.post(`${path}/assignments`, { identityId: account.userId });
  return { simulator, organisation, client, role, account, machine, path, assign };
}
