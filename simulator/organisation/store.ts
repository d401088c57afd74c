import { randomUUID } from 'node:crypto';
import { type PublicKey, readPublicKey } from '../crypto/keys.js';
import { Tokens } from '../crypto/tokens.js';
import { ApiError, conflict } from '../http/errors.js';
import type { Switches } from '../switches.js';
import type { Identity } from './actor.js';
import { Assignments } from './assignments.js';
import { Clock } from './clock.js';
import { newId } from './ids.js';
import type {
  Approval,
  Assignment,
  Credential,
  CredentialCode,
  PersonalAccessToken,
  Policy,
  RegistrationCode,
  Role,
  ServiceAccount,
  User,
  UserGroup,
  Wallet,
} from './state.js';

/** Everything that one organisation holds, and the few questions that all its parts ask. */
export class Store {
  readonly orgId = newId('or');
  readonly clock = new Clock();
  readonly tokens: Tokens;
  readonly users = new Map<string, User>();
  readonly serviceAccounts = new Map<string, ServiceAccount>();
  readonly personalAccessTokens = new Map<string, PersonalAccessToken>();
  readonly roles = new Map<string, Role>();
  readonly assignments = new Assignments();
  readonly wallets = new Map<string, Wallet>();
  readonly policies = new Map<string, Policy>();
  readonly approvals = new Map<string, Approval>();
  readonly codes = new Map<string, CredentialCode>();
  readonly registrationCodes = new Map<string, RegistrationCode>();
  readonly groups = new Map<string, UserGroup>();

  constructor(readonly switches: Switches) {
    this.tokens = new Tokens(this.orgId, this.clock, switches);
  }

  identity(id: string): Identity | undefined {
    const user = this.users.get(id);
    if (user) return { kind: 'user', id, it: user };
    const account = this.serviceAccounts.get(id);
    if (account) return { kind: 'service-account', id, it: account };
    const pat = this.personalAccessTokens.get(id);
    return pat && { kind: 'pat', id, it: pat };
  }

  userNamed(username: string): User | undefined {
    return [...this.users.values()].find((user) => user.username === username);
  }

  /** The service accounts of this name that are not archived. */
  accountsNamed(name: string): ServiceAccount[] {
    return [...this.serviceAccounts.values()].filter((account) => account.name === name && !account.isArchived);
  }

  assignmentsOf(identityId: string): Assignment[] {
    return this.assignments.of(identityId);
  }

  /** Those of the groups that an identity is a member of. */
  assignmentsByGroup(identityId: string): Assignment[] {
    const groups = [...this.groups.values()].filter(({ members }) => members.includes(identityId));
    return groups.flatMap(({ id }) => this.assignmentsOf(id));
  }

  /** What the roles of an identity allow; an archived role allows nothing. */
  operationsOf(identityId: string): Set<string> {
    const held = [...this.assignmentsOf(identityId), ...this.assignmentsByGroup(identityId)];
    const roles = held.map(({ permissionId }) => this.roles.get(permissionId));
    return new Set(roles.flatMap((role) => (role && !role.isArchived ? role.operations : [])));
  }

  /** Gives an identity a role, without asking anybody. */
  assign(permissionId: string, identityId: string, id = newId('as'), isImmutable = false): Assignment {
    const now = this.clock.iso();
    const assignment = { id, permissionId, identityId, isImmutable, dateCreated: now, dateUpdated: now };
    this.assignments.set(id, assignment);
    return assignment;
  }

  /** Reads a public key; every credential needs its own key pair [DOC]. */
  freshKey(pem: string): PublicKey {
    const key = readPublicKey(pem);
    if (this.credentials().some(({ fingerprint }) => fingerprint === key.fingerprint)) {
      throw new ApiError(this.switches.duplicateKeyStatus, 'publicKey is already used by another credential');
    }
    return key;
  }

  newCredential(
    key: PublicKey,
    name: string,
    credentialId = Buffer.from(newId('ci')).toString('base64url'),
  ): Credential {
    if (this.credentials().some((credential) => credential.credentialId === credentialId)) {
      throw conflict('a credential with this id already exists');
    }
    const dateCreated = this.clock.iso();
    const { pem: publicKey, fingerprint } = key;
    return {
      credentialId,
      credentialUuid: randomUUID(),
      name,
      publicKey,
      fingerprint,
      key: key.key,
      dateCreated,
      isActive: true,
    };
  }

  private credentials(): Credential[] {
    const owners = [this.users, this.serviceAccounts, this.personalAccessTokens];
    return owners.flatMap((map) => [...map.values()].flatMap((owner) => owner.credentials));
  }
}
