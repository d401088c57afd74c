import type { KeyObject } from 'node:crypto';

/** A Key credential of a user, a service account or a personal access token. */
export interface Credential {
  readonly credentialId: string;
  readonly credentialUuid: string;
  readonly name: string;
  readonly publicKey: string;
  readonly fingerprint: string;
  readonly key: KeyObject;
  readonly dateCreated: string;
  isActive: boolean;
}

export interface User {
  readonly userId: string;
  readonly username: string;
  isActive: boolean;
  isRegistered: boolean;
  /** Ids of passkeys, which this simulator offers and cannot verify. */
  readonly passkeys: string[];
  credentials: Credential[];
}

export interface ServiceAccount {
  readonly userId: string;
  name: string;
  externalId?: string;
  isActive: boolean;
  isArchived: boolean;
  readonly tokenId: string;
  readonly dateCreated: string;
  readonly expiresAt: string;
  /** Set where it logs in by OIDC: it has no token of Dfns. */
  readonly oidc?: OidcShape;
  credentials: Credential[];
}

/** How a service account that logs in by OIDC is shown, which nobody published; docs/dfns-api.md, 8.1. */
export type OidcShape = 'no-tokens' | 'federated-identity' | 'several-credentials';

/** Holds roles for its members; docs/dfns-api.md, 8.4. */
export interface UserGroup {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
}

export interface PersonalAccessToken {
  readonly tokenId: string;
  readonly userId: string;
  readonly name: string;
  isActive: boolean;
  readonly dateCreated: string;
  readonly expiresAt: string;
  credentials: Credential[];
}

/** A role of the dashboard; the API says permission. */
export interface Role {
  readonly id: string;
  name: string;
  operations: string[];
  readonly status: 'Active';
  readonly isImmutable: boolean;
  isArchived: boolean;
  readonly dateCreated: string;
  dateUpdated: string;
  /** Dfns's role for end users: its operations may be changed, but it keeps its name and stays active; docs/dfns-api.md, 5. */
  readonly isManaged?: boolean;
}

export interface Assignment {
  readonly id: string;
  readonly permissionId: string;
  readonly identityId: string;
  readonly isImmutable: boolean;
  readonly dateCreated: string;
  dateUpdated: string;
}

export interface Requester {
  readonly userId: string;
  readonly tokenId?: string;
}

interface Change {
  readonly id: string;
  readonly requester: Requester;
  status: 'Pending' | 'Applied' | 'Failed' | 'Rejected';
  readonly entityId: string;
  readonly approvalId: string;
  readonly dateCreated: string;
  dateResolved?: string;
}

export interface RoleChange extends Change {
  readonly kind: 'Permission';
  readonly operationKind: 'Update';
  readonly body: Pick<Role, 'id' | 'name' | 'status' | 'operations' | 'isImmutable' | 'isArchived'>;
}

export interface AssignmentChange extends Change {
  readonly kind: 'Assignment';
  readonly operationKind: 'Create' | 'Delete';
  readonly body: Pick<Assignment, 'id' | 'permissionId' | 'identityId' | 'isImmutable'>;
}

/** What a policy holds until somebody has approved it; docs/dfns-api.md, 1.6. */
export type ChangeRequest = RoleChange | AssignmentChange;

export interface ApprovalGroup {
  readonly name?: string;
  readonly quorum: number;
  readonly approvers: { readonly userId?: { readonly in: readonly string[] } };
  readonly initiatorCanApprove?: boolean;
  readonly serviceAccountsCanApprove?: boolean;
}

export type PolicyAction =
  | { readonly kind: 'Block' }
  | {
      readonly kind: 'RequestApproval';
      readonly approvalGroups: readonly ApprovalGroup[];
      /** In minutes. */
      readonly autoRejectTimeout?: number | null;
    };

export type ActivityKind = 'Permissions:Assign' | 'Permissions:Modify' | 'Wallets:Sign';

export interface Policy {
  readonly id: string;
  readonly name: string;
  status: 'Active' | 'Archived';
  readonly dateCreated: string;
  dateUpdated: string;
  readonly activityKind: ActivityKind;
  readonly rule: { readonly kind: 'AlwaysTrigger'; readonly configuration: Record<string, never> };
  readonly action: PolicyAction;
  readonly filters?: { readonly permissionId?: { readonly in: readonly string[] } };
}

export interface Decision {
  readonly userId: string;
  readonly date: string;
  readonly reason: string | null;
  readonly value: 'Approved' | 'Denied';
}

export interface Approval {
  readonly id: string;
  readonly initiatorId: string;
  readonly activity: { readonly kind: ActivityKind; readonly changeRequest: ChangeRequest };
  status: 'Pending' | 'Approved' | 'Denied' | 'Expired';
  readonly expirationDate?: string;
  readonly dateCreated: string;
  dateUpdated: string;
  dateResolved?: string;
  readonly policyEvaluations: { policyId: string; triggered: boolean; reason: string }[];
  readonly decisions: Decision[];
}

export interface Wallet {
  readonly id: string;
  readonly network: string;
  readonly address: string;
  readonly signingKey: { id: string; scheme: string; curve: string; publicKey: string; delegatedTo?: string };
  readonly status: 'Active';
  readonly dateCreated: string;
  readonly name?: string;
  readonly custodial: boolean;
  readonly externalId?: string;
  readonly tags: readonly string[];
}

/** A one-time code with which a credential may be registered without a login; docs/dfns-api.md, 1.7. */
export interface CredentialCode {
  readonly code: string;
  readonly identityId: string;
  readonly expiresAt: number;
  isUsed: boolean;
}

/** The code that a new user got by e-mail, for its first credential; docs/dfns-api.md, 8.2. */
export type RegistrationCode = CredentialCode;
