import { pendingChangeOf } from '../organisation/approvals.js';
import type {
  Assignment,
  ChangeRequest,
  Credential,
  PersonalAccessToken,
  Role,
  ServiceAccount,
  User,
} from '../organisation/state.js';
import type { Store } from '../organisation/store.js';

/** At which moment a service account is shown; old examples show less at some of them; docs/dfns-api.md, 1.4. */
export type Moment = 'creation' | 'reading' | 'change';

/** A service account in the contract's shape; `token` is shown at creation only. */
export function serviceAccountShape(store: Store, account: ServiceAccount, moment: Moment, token?: string) {
  const { legacyShapes } = store.switches;
  const permissionAssignments = assignmentShapes(store, account.userId, legacyShapes && moment === 'creation');
  const [credential] = account.credentials;
  return {
    userInfo: {
      username: legacyShapes ? `${account.name}@ServiceAccount` : account.name,
      name: account.name,
      userId: account.userId,
      kind: store.switches.accountKind,
      credentialUuid: credential?.credentialUuid ?? '',
      orgId: store.orgId,
      ...(legacyShapes ? {} : { tenantId: store.orgId }),
      isActive: account.isActive,
      isServiceAccount: true,
      isRegistered: true,
      permissionAssignments,
      ...(account.oidc === 'federated-identity' ? { federatedIdentity: {} } : {}),
    },
    accessTokens: account.oidc
      ? oidcTokens(store, account)
      : legacyShapes && moment === 'change'
        ? []
        : [accountTokenShape(store, account, moment, token)],
  };
}

/** One entry a credential; none where it has none. */
function oidcTokens(store: Store, account: ServiceAccount) {
  return account.credentials.map((credential) =>
    accountTokenShape(store, { ...account, credentials: [credential] }, 'reading'),
  );
}

function accountTokenShape(store: Store, account: ServiceAccount, moment: Moment, token?: string) {
  const { userId: linkedUserId, name, tokenId, dateCreated, isActive } = account;
  const shape = tokenShape(store, account, {
    kind: 'ServiceAccount',
    identityId: linkedUserId,
    linkedUserId,
    name,
    tokenId,
  });
  const { legacyShapes, emptyCredIdOnCreate } = store.switches;
  const isEarly = moment === 'creation';
  return {
    ...(token === undefined ? {} : { accessToken: token }),
    ...shape,
    dateCreated,
    isActive,
    ...(isEarly && (legacyShapes || emptyCredIdOnCreate) ? { credId: '' } : {}),
    ...(isEarly && legacyShapes ? { publicKey: '' } : {}),
    permissionAssignments: assignmentShapes(store, linkedUserId, isEarly && legacyShapes),
  };
}

/** A personal access token in the contract's shape. */
export function patShape(store: Store, pat: PersonalAccessToken, token?: string) {
  const { userId: linkedUserId, tokenId, name, dateCreated, isActive } = pat;
  const shape = tokenShape(store, pat, { kind: 'Pat', identityId: tokenId, linkedUserId, name, tokenId });
  return { ...(token === undefined ? {} : { accessToken: token }), ...shape, dateCreated, isActive };
}

interface TokenFacts {
  readonly kind: 'ServiceAccount' | 'Pat';
  readonly identityId: string;
  readonly linkedUserId: string;
  readonly name: string;
  readonly tokenId: string;
}

function tokenShape(store: Store, { credentials }: { credentials: Credential[] }, facts: TokenFacts) {
  const { identityId, ...shown } = facts;
  const credential = credentials.find(({ isActive }) => isActive) ?? credentials[0];
  return {
    ...shown,
    credId: credential?.credentialId ?? '',
    linkedAppId: '',
    orgId: store.orgId,
    permissionAssignments: assignmentShapes(store, identityId, false),
    publicKey: credential ? keyShape(store, credential) : '',
  };
}

/** The stored key: its PEM, or in old examples its fingerprint [OLD]. */
const keyShape = (store: Store, { publicKey, fingerprint }: Credential) =>
  store.switches.legacyShapes ? `SHA256:${fingerprint}` : publicKey;

function assignmentShapes(store: Store, identityId: string, isIdless: boolean) {
  const byGroup = store.switches.groupRoles === 'shown' ? store.assignmentsByGroup(identityId) : [];
  return [...store.assignmentsOf(identityId), ...byGroup].flatMap(({ id, permissionId }) => {
    const role = store.roles.get(permissionId);
    const operations = store.switches.legacyShapes ? {} : { operations: role?.operations };
    return role ? [{ permissionName: role.name, permissionId, assignmentId: isIdless ? '' : id, ...operations }] : [];
  });
}

export function userShape(store: Store, user: User) {
  return {
    username: user.username,
    name: user.username,
    userId: user.userId,
    kind: 'CustomerEmployee',
    credentialUuid: user.credentials[0]?.credentialUuid ?? '',
    orgId: store.orgId,
    isActive: user.isActive,
    isServiceAccount: false,
    isRegistered: user.isRegistered,
    isSSORequired: false,
    permissionAssignments: assignmentShapes(store, user.userId, false),
  };
}

export function credentialShape({ credentialId, credentialUuid, dateCreated, isActive, name, publicKey }: Credential) {
  const origin = { relyingPartyId: '', origin: '' };
  return { kind: 'Key', credentialId, credentialUuid, dateCreated, isActive, name, publicKey, ...origin };
}

export function roleShape({ isManaged: _, ...role }: Role) {
  return role;
}

/** Adds what waits for approval, as lists and single reads show it; docs/dfns-api.md, 1.5. */
export function withPending<Shape extends Role | Assignment | ReturnType<typeof roleShape>>(
  store: Store,
  shape: Shape,
) {
  const pendingChangeRequest: ChangeRequest | undefined = pendingChangeOf(store, shape.id);
  return pendingChangeRequest ? { ...shape, pendingChangeRequest } : shape;
}
