import { notFound } from '../http/errors.js';
import type { Switches } from '../switches.js';
import {
  archive,
  createOidcAccount,
  createPersonalAccessToken,
  createServiceAccount,
  createUser,
  type NewUser,
} from './accounts.js';
import { resolve } from './approvals.js';
import { createCode } from './codes.js';
import { newId } from './ids.js';
import { operationsKnownTo } from './operations.js';
import { createPolicy, type NewPolicy } from './policies.js';
import { sendRegistrationCode } from './registrations.js';
import { createRole } from './roles.js';
import type {
  Approval,
  CredentialCode,
  PersonalAccessToken,
  Policy,
  Role,
  ServiceAccount,
  User,
  UserGroup,
} from './state.js';
import { Store } from './store.js';

interface Holder {
  readonly publicKey: string;
  /** Ids of roles. */
  readonly roles?: readonly string[];
}

/** An organisation as a person at the dashboard sees it: what exists, and what such a person does to it. */
export class Organisation extends Store {
  /** The first user, who holds every operation; docs/dfns-api.md, 5. */
  readonly administrator: User;
  readonly provisioner: User;

  constructor(switches: Switches, provisioner: { publicKey: string; username: string; credentialId: string }) {
    super(switches);
    const everything = [...operationsKnownTo(switches.vocabulary)];
    const fullAdmin = createRole(this, 'ManagedFullAdminAccess', everything, { isImmutable: true });
    createRole(this, 'ManagedDefaultEndUserAccess', ['Wallets:Create', 'Wallets:Read', 'Keys:Create'], {
      isManaged: true,
    });
    this.administrator = createUser(this, 'admin@example.com', {});
    this.assign(fullAdmin.id, this.administrator.userId, newId('as'), true);
    const role = createRole(this, 'Provisioner', switches.provisionerOperations);
    this.provisioner = this.createUser(provisioner.username, { ...provisioner, roles: [role.id] });
    mirror(switches, role);
    for (const invited of switches.invitedUsers) {
      const [name = '', code] = invited.split('=');
      const { user } = this.inviteUser(name, code);
      if (switches.invitedUsersRole === 'provisioner') this.assign(role.id, user.userId);
    }
    for (const name of switches.oidcAccounts) createOidcAccount(this, name, switches.oidcShape);
  }

  createRole(
    name: string,
    operations: readonly string[],
    traits: { archived?: boolean; immutable?: boolean } = {},
  ): Role {
    const { archived: isArchived = false, immutable: isImmutable = false } = traits;
    return createRole(this, name, operations, { isArchived, isImmutable });
  }

  createServiceAccount(
    name: string,
    options: Holder & { daysValid?: number; expiresAt?: Date | string | number; active?: boolean },
  ): { account: ServiceAccount; token: string } {
    const { publicKey, roles = [], daysValid, expiresAt, active = true } = options;
    const created = createServiceAccount(this, {
      name,
      publicKey,
      ...(daysValid === undefined ? {} : { daysValid }),
      ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt).getTime() }),
    });
    created.account.isActive = active;
    for (const role of roles) this.assign(role, created.account.userId);
    return created;
  }

  /** An account that logs in by OIDC; the switch `oidcShape` says how it is shown. */
  createOidcAccount(name: string, oidc = this.switches.oidcShape): ServiceAccount {
    return createOidcAccount(this, name, oidc);
  }

  /** A group that holds roles for its members, by their ids. */
  createUserGroup(name: string, members: readonly string[], roles: readonly string[]): UserGroup {
    const group = { id: newId('ug'), name, members };
    this.groups.set(group.id, group);
    for (const role of roles) this.assign(role, group.id);
    return group;
  }

  archiveServiceAccount(accountId: string): void {
    const account = this.serviceAccounts.get(accountId);
    if (!account) throw notFound('Service account');
    archive(this, account);
  }

  createPersonalAccessToken(owner: string, options: Holder): { id: string; token: string; pat: PersonalAccessToken } {
    const { publicKey, roles = [] } = options;
    const { pat, token } = createPersonalAccessToken(this, this.userOf(owner), { name: 'pat', publicKey });
    for (const role of roles) this.assign(role, pat.tokenId);
    return { id: pat.tokenId, token, pat };
  }

  createUser(username: string, options: NewUser & { roles?: readonly string[] } = {}): User {
    const user = createUser(this, username, options);
    for (const role of options.roles ?? []) this.assign(role, user.userId);
    return user;
  }

  /** A new user, and the code that it gets by e-mail. */
  inviteUser(username: string, code?: string): { user: User; code: string } {
    const user = createUser(this, username, {});
    return { user, code: sendRegistrationCode(this, user, code).code };
  }

  /** Sends the e-mail again, with another code. */
  resendRegistrationCode(username: string): string {
    return sendRegistrationCode(this, this.userOf(username)).code;
  }

  /** A fresh login token, as if the user had just logged in. */
  loginTokenOf(username: string): string {
    const { userId } = this.userOf(username);
    const expiresAt = this.clock.now() + this.switches.loginTokenSeconds * 1000;
    return this.tokens.issue({ kind: 'Token', identityId: userId, userId, username, expiresAt }).token;
  }

  expireToken(token: string): void {
    this.tokens.expire(token);
  }

  createPolicy(policy: NewPolicy): Policy {
    return createPolicy(this, policy);
  }

  /** Makes an active policy that names this account as an approver, about an activity that nothing here triggers. */
  nameInPolicy(accountId: string): Policy {
    return createPolicy(this, { activityKind: 'Wallets:Sign', action: 'RequestApproval', approvers: [accountId] });
  }

  /** What the approvers decide together; the change is applied when they approve. */
  decide(approvalId: string, decision: 'Approved' | 'Denied' | 'Expired'): Approval {
    const approval = this.approvals.get(approvalId);
    if (!approval) throw notFound('Approval');
    resolve(this, approval, decision);
    return approval;
  }

  createCredentialCode(username: string, secondsValid = 60): CredentialCode {
    return createCode(this, this.userOf(username).userId, this.clock.now() + secondsValid * 1000);
  }

  private userOf(usernameOrId: string): User {
    const user = this.users.get(usernameOrId) ?? this.userNamed(usernameOrId);
    if (!user) throw notFound('User');
    return user;
  }
}

/** The provisioner's rights are a switch and a role at once: changing one changes the other. */
function mirror(switches: Switches, role: Role): void {
  Object.defineProperty(switches, 'provisionerOperations', {
    enumerable: true,
    get: () => role.operations,
    set: (operations: readonly string[]) => {
      role.operations = [...operations];
    },
  });
}
