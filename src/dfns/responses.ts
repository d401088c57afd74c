import { isObject, isText } from '../core/json.js';
import type { Account, HeldRole, Policy, Role } from '../core/observed.js';
import { itemsOf, type Json, listOf, nextPage, objectOf, requiredText, textOr } from './response-parts.js';

/**
 * Reads `{userInfo, accessTokens}`. Old answers leave `credId`, `publicKey` and `assignmentId` empty, and give the name as
 * `name@ServiceAccount` (docs/dfns-api.md, 1.4); an empty field is read as absent.
 */
export function readAccount(answer: unknown): Account {
  const { userInfo, accessTokens } = objectOf(answer, 'service account');
  const user = objectOf(userInfo, 'service account');
  const tokens = Array.isArray(accessTokens) ? accessTokens.filter(isObject) : [];
  const token = tokens.find(({ isActive }) => isActive !== false) ?? tokens[0] ?? {};
  const orgId = textOr('', user.orgId, token.orgId);
  const credentialId = textOr('', token.credId);
  const publicKey = textOr('', token.publicKey);
  const createdAt = textOr('', token.dateCreated);
  return {
    id: requiredText(user.userId, 'service account', 'userId'),
    name:
      textOr('', user.name) || requiredText(user.username, 'service account', 'name').replace(/@ServiceAccount$/, ''),
    isActive: user.isActive !== false,
    roles: listOf(user.permissionAssignments)
      .filter(({ permissionId }) => isText(permissionId))
      .map(readHeldRole),
    ...(orgId && { orgId }),
    ...(credentialId && { credentialId }),
    ...(publicKey && { publicKey }),
    ...(createdAt && { createdAt }),
  };
}

/** The accounts of a list, which shows the tokens of each; only the answer to a change may leave them out (docs/dfns-api.md, 1.4). */
export function readAccounts(answer: unknown): Account[] {
  return itemsOf(answer, 'service accounts').map((item) => {
    const oidc = signOfOidc(item);
    return { ...readAccount(item), ...(oidc && { oidc }) };
  });
}

/**
 * What shows that an account logs in by OIDC: what Dfns publishes of them is that they are made with `federatedIdentity`, have no token
 * of Dfns, and may have several credentials (docs/dfns-api.md, 8.1).
 */
function signOfOidc({ userInfo, accessTokens, ...more }: Json): string | undefined {
  const user = isObject(userInfo) ? userInfo : {};
  const tokens = listOf(accessTokens);
  if (isObject(user.federatedIdentity) || isObject(more.federatedIdentity)) return 'it has a federatedIdentity';
  if (tokens.length === 0) return 'it has no access token';
  const ids = [...tokens.map(({ credId }) => credId), ...credentialIds(user), ...credentialIds(more)].filter(isText);
  return new Set(ids).size > 1 ? 'it has several credentials' : undefined;
}

function credentialIds({ credentials }: Json): unknown[] {
  return listOf(credentials).map(({ credentialId, credId, id }) => credentialId ?? credId ?? id);
}

/** The token in the answer to a creation, the only one that ever holds it. */
export function readFreshToken(answer: unknown): string | undefined {
  const { accessTokens } = objectOf(answer, 'service account');
  return listOf(accessTokens)
    .map(({ accessToken }) => accessToken)
    .find(isText);
}

export function readRole(answer: unknown): Role {
  const role = objectOf(answer, 'permission');
  const pending = isObject(role.pendingChangeRequest) ? role.pendingChangeRequest : undefined;
  return {
    id: requiredText(role.id, 'permission', 'id'),
    name: requiredText(role.name, 'permission', 'name'),
    permissions: (Array.isArray(role.operations) ? role.operations : []).filter(isText),
    isImmutable: role.isImmutable === true,
    isArchived: role.isArchived === true,
    ...(pending?.status === 'Pending' && {
      pendingChange: { ...readChangeRequest(pending), permissions: changedPermissions(pending) },
    }),
  };
}

function changedPermissions({ body }: Json): string[] {
  return isObject(body) && Array.isArray(body.operations) ? body.operations.filter(isText) : [];
}

/** One page of roles. */
export function readRoles(answer: unknown): { items: Role[]; nextPageToken: string | undefined } {
  return { items: itemsOf(answer, 'permissions').map(readRole), nextPageToken: nextPage(answer) };
}

export interface Assignment {
  readonly id: string;
  readonly identityId: string;
  /** Set where the assignment waits for approval. */
  readonly pendingChange?: ChangeRequest;
}

export function readAssignment(answer: unknown): Assignment {
  const assignment = objectOf(answer, 'assignment');
  requiredText(assignment.identityId, 'assignment', 'identityId');
  return assignmentOf(assignment);
}

/** Whose it is may be said in a way that is newer than this. */
function assignmentOf(assignment: Json): Assignment {
  const pending = isObject(assignment.pendingChangeRequest) ? assignment.pendingChangeRequest : undefined;
  return {
    id: textOr('', assignment.id),
    identityId: textOr('', assignment.identityId),
    ...(pending?.status === 'Pending' && { pendingChange: readChangeRequest(pending) }),
  };
}

export function readAssignments(answer: unknown): { items: Assignment[]; nextPageToken: string | undefined } {
  return { items: itemsOf(answer, 'assignments').map(assignmentOf), nextPageToken: nextPage(answer) };
}

/** What a 202 answers: the change waits for approval (docs/dfns-api.md, 1.6). */
export interface ChangeRequest {
  readonly id: string;
  readonly approvalId?: string;
  readonly operationKind: string;
}

export function readChangeRequest(answer: unknown): ChangeRequest {
  const change = objectOf(answer, 'change request');
  const approvalId = textOr('', change.approvalId);
  return {
    id: textOr('', change.id),
    operationKind: textOr('', change.operationKind),
    ...(approvalId && { approvalId }),
  };
}

export function readApprovalStatus(answer: unknown): string {
  return requiredText(objectOf(answer, 'approval').status, 'approval', 'status');
}

/** One page of policies. */
export function readPolicies(answer: unknown): { items: Policy[]; nextPageToken: string | undefined } {
  const items = itemsOf(answer, 'policies').map((policy) => ({
    id: requiredText(policy.id, 'policy', 'id'),
    name: textOr('', policy.name),
    isActive: policy.status !== 'Archived',
    text: JSON.stringify(policy),
  }));
  return { items, nextPageToken: nextPage(answer) };
}

/** The credentials of the personal access tokens that a caller may see. */
export function readTokenCredentials(answer: unknown): string[] {
  return itemsOf(answer, 'personal access tokens')
    .map(({ credId }) => textOr('', credId))
    .filter(Boolean);
}

function readHeldRole(assignment: Json): HeldRole {
  const assignmentId = textOr('', assignment.assignmentId);
  return {
    roleId: requiredText(assignment.permissionId, 'permission assignment', 'permissionId'),
    roleName: textOr('', assignment.permissionName),
    ...(assignmentId && { assignmentId }),
    ...(Array.isArray(assignment.operations) && { permissions: assignment.operations.filter(isText) }),
  };
}
