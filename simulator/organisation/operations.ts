import { deprecatedOperations, knownOperations } from '../schemas.js';

export type Vocabulary = 'union' | '1.578' | '1.993';

const names = (text: string): string[] => text.trim().split(/\s+/);

/** What the identity behind the action needs, least privilege; docs/dfns-api.md, 5 [INF]. */
export const operationsOfProvisioner: readonly string[] = names(`
  Auth:ServiceAccounts:Create Auth:ServiceAccounts:Read Auth:ServiceAccounts:Update Auth:ServiceAccounts:Activate
  Auth:ServiceAccounts:Deactivate Auth:ServiceAccounts:Delete Permissions:Read Permissions:Assign
  Permissions:Assignments:Read Permissions:Create Permissions:Update Permissions:Revoke
`);

/** Names that SDK 0.8.21 does not know: they came with API 1.993.1 or later; docs/dfns-api.md, 5. */
const sinceRenaming = new Set(
  names(`
    Activities:Read AddressWatches:Create AddressWatches:Delete AddressWatches:Read Agreements:Accept Agreements:Read
    Auth:Delegated:Login Auth:Delegated:Recover Auth:Delegated:Register Auth:UserGroups:Create Auth:UserGroups:Delete
    Auth:UserGroups:Members:Add Auth:UserGroups:Members:Read Auth:UserGroups:Members:Remove Auth:UserGroups:Read
    Auth:UserGroups:Update Billing:Manage KeyStores:Instructions:Cancel KeyStores:Instructions:Fleets:Clone
    KeyStores:Instructions:Fleets:Create KeyStores:Instructions:Fleets:Keys:Harvest
    KeyStores:Instructions:Fleets:Provisioners:Add KeyStores:Instructions:Fleets:Users:Add
    KeyStores:Instructions:Keys:ProveControl KeyStores:Instructions:Keys:Sign Keys:Vrf:Derive
    Networks:Canton:Validators:Create Networks:Canton:Validators:Delete Networks:Canton:Validators:Read
    Networks:Canton:Validators:Update Payins:Create Payins:Read Payouts:Update Permissions:Delete Policies:Delete
    Policies:Evaluations:Read Policies:Evaluations:Vote Vaults:Locks:Create Vaults:Locks:Release
    Vaults:Quarantines:Release Vaults:Tags:Remove Vaults:Transfers:Create Wallets:Tags:Remove
    KeyStores:Fleets:AddMacUser KeyStores:Fleets:AddProvisioner KeyStores:Fleets:Cancel KeyStores:Fleets:KeyHarvest
    Tenant:Billing:Write Tenant:Settings:Write Vaults:Addresses:Create Vaults:Locks:Delete
  `),
);

/** Names that API 1.993.1 no longer has; docs/dfns-api.md, 5. */
const untilRenaming = new Set(
  names(`
    Alias:Create Alias:Delete Alias:Read Alias:Update Auth:Action:Sign Auth:Apps:Create Auth:Apps:Read Auth:Apps:Update
    Auth:Creds:Code:Create Auth:Creds:Create Auth:Creds:Read Auth:Creds:Update Auth:Types:Application
    Auth:Types:Employee Auth:Types:EndUser Auth:Types:Pat Auth:Types:ServiceAccount Auth:Users:Delegate
    Internal:Auth:Types:Staff PermissionAssignments:Create PermissionAssignments:Read PermissionAssignments:Revoke
    Wallets:BroadcastTransaction Wallets:GenerateSignature Yields:Create Yields:Read Yields:Update
  `),
);

/** Old name → new name, for the operations that this simulator's endpoints ask for; docs/dfns-api.md, 5. */
const renamed: Readonly<Record<string, string>> = {
  'Permissions:Archive': 'Permissions:Delete',
  'Policies:Archive': 'Policies:Delete',
  'Policies:Approvals:Read': 'Policies:Evaluations:Read',
  'Policies:Approvals:Approve': 'Policies:Evaluations:Vote',
};

/** Every operation name that an API of this vocabulary accepts in a role. */
export function operationsKnownTo(vocabulary: Vocabulary): Set<string> {
  const all = [...knownOperations, ...deprecatedOperations];
  if (vocabulary === '1.578') return new Set(all.filter((name) => !sinceRenaming.has(name)));
  if (vocabulary === '1.993') return new Set(all.filter((name) => !untilRenaming.has(name)));
  return new Set(all);
}

/** Whether a set of operations holds this one, under its old or its new name. */
export function holds(operations: ReadonlySet<string>, operation: string): boolean {
  const newName = renamed[operation];
  return operations.has(operation) || (newName !== undefined && operations.has(newName));
}

/** The name under which an API of this vocabulary asks for an operation. */
export function nameOf(operation: string, vocabulary: Vocabulary): string {
  return vocabulary === '1.993' ? (renamed[operation] ?? operation) : operation;
}
