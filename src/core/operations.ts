import { closest, distance } from 'fastest-levenshtein';

/**
 * Dfns's operations, which its dashboard calls permissions: the union of API 1.578, SDK 0.8.21 and API 1.993 (docs/dfns-api.md, 5).
 * The list grows with every release, so that a name missing here is a reason to warn, never to refuse.
 */
const known = words(`
  Activities:Read
  AddressWatches:Create AddressWatches:Delete AddressWatches:Read
  Agreements:Accept Agreements:Acceptance:Create Agreements:Acceptance:Read Agreements:Read
  Allocations:Create Allocations:Read Allocations:Update
  Analytics:Read
  Auth:Delegated:Login Auth:Delegated:Recover Auth:Delegated:Register Auth:Login:Delegated Auth:Logs:Read Auth:Pats:Create Auth:Recover:Delegated Auth:Register:Delegated Auth:ServiceAccounts:Activate Auth:ServiceAccounts:Create Auth:ServiceAccounts:Deactivate Auth:ServiceAccounts:Delete Auth:ServiceAccounts:Read Auth:ServiceAccounts:Update Auth:UserGroups:Create Auth:UserGroups:Delete Auth:UserGroups:Members:Add Auth:UserGroups:Members:Read Auth:UserGroups:Members:Remove Auth:UserGroups:Read Auth:UserGroups:Update Auth:Users:Activate Auth:Users:Create Auth:Users:Deactivate Auth:Users:Delete Auth:Users:Read Auth:Users:Update
  Billing:Manage Billing:Read Billing:Write
  Events:Read
  Exchanges:Create Exchanges:Delete Exchanges:Deposits:Create Exchanges:Read Exchanges:Withdrawals:Create
  FeeSponsors:Create FeeSponsors:Delete FeeSponsors:Read FeeSponsors:Update FeeSponsors:Use
  KeyStores:Fleets:AddMacUser KeyStores:Fleets:AddProvisioner KeyStores:Fleets:Cancel KeyStores:Fleets:Clone KeyStores:Fleets:Create KeyStores:Fleets:KeyHarvest KeyStores:Instructions:Cancel KeyStores:Instructions:Fleets:Clone KeyStores:Instructions:Fleets:Create KeyStores:Instructions:Fleets:Keys:Harvest KeyStores:Instructions:Fleets:Provisioners:Add KeyStores:Instructions:Fleets:Users:Add KeyStores:Instructions:Keys:ProveControl KeyStores:Instructions:Keys:Sign KeyStores:OnchainSignatures:Create KeyStores:ProofOfControl:Create KeyStores:Read
  Keys:ChildKeys:Create Keys:Create Keys:Delegate Keys:Delete Keys:Derive Keys:Export Keys:Import Keys:Read Keys:Reuse Keys:Signatures:Create Keys:Signatures:Read Keys:Update Keys:Vrf:Derive
  Networks:Canton:Validators:Create Networks:Canton:Validators:Delete Networks:Canton:Validators:Read Networks:Canton:Validators:Update Networks:CantonValidators:Create Networks:CantonValidators:Delete Networks:CantonValidators:Read Networks:CantonValidators:Update
  Orgs:Read Orgs:Settings:Read Orgs:Settings:Update Orgs:Update
  Payins:Create Payins:Read
  Payouts:Create Payouts:Read Payouts:Update Payouts:Write
  Permissions:Archive Permissions:Assign Permissions:Assignments:Read Permissions:Create Permissions:Delete Permissions:Read Permissions:Revoke Permissions:Update
  Policies:Approvals:Approve Policies:Approvals:Read Policies:Archive Policies:Create Policies:Delete Policies:Evaluations:Read Policies:Evaluations:Vote Policies:Read Policies:Update
  Registry:Addresses:Create Registry:Addresses:Delete Registry:Addresses:Read Registry:Addresses:Update Registry:ContractSchemas:Create Registry:ContractSchemas:Delete Registry:ContractSchemas:Read
  Signers:ListSigners
  Stakes:Create Stakes:Read Stakes:Update
  Swaps:Create Swaps:Read
  Tenant:Billing:Write Tenant:Settings:Write
  Vaults:Addresses:Create Vaults:Create Vaults:Locks:Create Vaults:Locks:Delete Vaults:Locks:Release Vaults:Quarantines:Release Vaults:Read Vaults:Tags:Add Vaults:Tags:Delete Vaults:Tags:Remove Vaults:Transfers:Create Vaults:Update
  Wallets:Create Wallets:Offers:Read Wallets:Offers:Settle Wallets:Read Wallets:Tags:Add Wallets:Tags:Delete Wallets:Tags:Remove Wallets:Transactions:Abort Wallets:Transactions:Create Wallets:Transactions:Read Wallets:Transfers:Abort Wallets:Transfers:Create Wallets:Transfers:Read Wallets:Update
  Webhooks:Create Webhooks:Delete Webhooks:Events:Read Webhooks:Ping Webhooks:Read Webhooks:Update
`);

/** Names that API 1.993 no longer has. */
const removed = new Set(
  words(`
  Alias:Create Alias:Delete Alias:Read Alias:Update
  Auth:Action:Sign Auth:Apps:Create Auth:Apps:Read Auth:Apps:Update Auth:Creds:Code:Create Auth:Creds:Create Auth:Creds:Read Auth:Creds:Update Auth:Types:Application Auth:Types:Employee Auth:Types:EndUser Auth:Types:Pat Auth:Types:ServiceAccount Auth:Users:Delegate
  Internal:Auth:Types:Staff
  PermissionAssignments:Create PermissionAssignments:Read PermissionAssignments:Revoke
  Wallets:BroadcastTransaction Wallets:GenerateSignature
  Yields:Create Yields:Read Yields:Update
`),
);

/** Old names and what API 1.993 calls them; both are valid there, before it only the old ones are. */
const renamed: Readonly<Record<string, string>> = {
  'Agreements:Acceptance:Create': 'Agreements:Accept',
  'Agreements:Acceptance:Read': 'Agreements:Read',
  'Auth:Login:Delegated': 'Auth:Delegated:Login',
  'Auth:Recover:Delegated': 'Auth:Delegated:Recover',
  'Auth:Register:Delegated': 'Auth:Delegated:Register',
  'Billing:Write': 'Billing:Manage',
  'KeyStores:Fleets:AddMacUser': 'KeyStores:Instructions:Fleets:Users:Add',
  'KeyStores:Fleets:AddProvisioner': 'KeyStores:Instructions:Fleets:Provisioners:Add',
  'KeyStores:Fleets:Cancel': 'KeyStores:Instructions:Cancel',
  'KeyStores:Fleets:Clone': 'KeyStores:Instructions:Fleets:Clone',
  'KeyStores:Fleets:Create': 'KeyStores:Instructions:Fleets:Create',
  'KeyStores:Fleets:KeyHarvest': 'KeyStores:Instructions:Fleets:Keys:Harvest',
  'KeyStores:OnchainSignatures:Create': 'KeyStores:Instructions:Keys:Sign',
  'KeyStores:ProofOfControl:Create': 'KeyStores:Instructions:Keys:ProveControl',
  'Keys:Derive': 'Keys:Vrf:Derive',
  'Networks:CantonValidators:Create': 'Networks:Canton:Validators:Create',
  'Networks:CantonValidators:Delete': 'Networks:Canton:Validators:Delete',
  'Networks:CantonValidators:Read': 'Networks:Canton:Validators:Read',
  'Networks:CantonValidators:Update': 'Networks:Canton:Validators:Update',
  'Payouts:Write': 'Payouts:Update',
  'Permissions:Archive': 'Permissions:Delete',
  'Policies:Approvals:Approve': 'Policies:Evaluations:Vote',
  'Policies:Approvals:Read': 'Policies:Evaluations:Read',
  'Policies:Archive': 'Policies:Delete',
  'Vaults:Locks:Delete': 'Vaults:Locks:Release',
  'Vaults:Tags:Delete': 'Vaults:Tags:Remove',
  'Wallets:Tags:Delete': 'Wallets:Tags:Remove',
};

const knownNames = new Set(known);

/** The newest name of an operation, so that old and new names of the same right compare as equal. */
export function canonicalOperation(operation: string): string {
  // An API's answer may hold any word, `constructor` too.
  return (Object.hasOwn(renamed, operation) && renamed[operation]) || operation;
}

/** Whether a text has the form of an operation, known or not: `Area:Verb` or `Area:Thing:Verb`. */
export function isOperationName(text: string): boolean {
  return /^[A-Z][A-Za-z0-9]*(:[A-Z][A-Za-z0-9]*)+$/.test(text);
}

/** The known operation that is written most like `text`, where one is near enough to be meant. */
export function nearestOperation(text: string): string | undefined {
  const lower = new Map(known.map((operation) => [operation.toLowerCase(), operation]));
  const best = closest(text.toLowerCase(), [...lower.keys()]);
  return distance(text.toLowerCase(), best) <= Math.max(2, text.length / 3) ? lower.get(best) : undefined;
}

/** What a reader should know of an operation before Dfns decides on it; `undefined` where there is nothing to say. */
export function adviceOn(operation: string): string | undefined {
  if (operation === 'Wallets:Sign') {
    return (
      'Wallets:Sign is the name of a policy activity that guides list among the permissions; no operation is called so. For ' +
      'transactions take Wallets:Transactions:Create, for raw signatures Keys:Signatures:Create'
    );
  }
  if (removed.has(operation)) return `${operation} is no longer an operation of Dfns`;
  if (knownNames.has(operation)) return undefined;
  const nearest = nearestOperation(operation);
  return `${operation} is not an operation that this version of the action knows${nearest ? `; did you mean ${nearest}?` : ''}`;
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
