import { operationsOfProvisioner } from './organisation/operations.js';

/** One switch: how it starts, what it accepts, and how its value is read from a command line. */
export interface Switch<Value> {
  readonly initial: Value;
  readonly accepts: string;
  readonly meaning: string;
  /** Answers undefined where the text is not a value of this switch. */
  readonly read: (text: string) => Value | undefined;
}

type Scalar = string | number;

function choice<const Choices extends readonly [Scalar, ...Scalar[]]>(
  choices: Choices,
  meaning: string,
): Switch<Choices[number]> {
  const read = (text: string) => choices.find((value) => String(value) === text);
  return { initial: choices[0], accepts: choices.join(' | '), meaning, read };
}

function flag(meaning: string): Switch<boolean> {
  const read = (text: string) => (text === 'true' ? true : text === 'false' ? false : undefined);
  return { initial: false, accepts: 'false | true', meaning, read };
}

function count(initial: number, meaning: string): Switch<number> {
  const read = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined);
  return { initial, accepts: `a whole number (${initial})`, meaning, read };
}

function text(initial: string, meaning: string): Switch<string> {
  return { initial, accepts: `a text (${initial})`, meaning, read: (value) => value };
}

function list(initial: readonly string[], meaning: string): Switch<readonly string[]> {
  const read = (value: string) => value.split(',').filter((item) => item !== '');
  return { initial, accepts: 'a list with commas', meaning, read };
}

/**
 * What is not known of Dfns, one switch each; the first value is the one a simulator starts with.
 * Type, defaults, command line, help and README all come from this table.
 */
export const switchTable = {
  duplicateNameStatus: choice([409, 400, 422], 'status when a service account’s name is taken'),
  duplicateKeyStatus: choice([409, 400, 422], 'status when a public key already belongs to a credential'),
  archivedNames: choice(['free', 'taken'], 'whether the name of an archived service account may be used again'),
  archivedStatus: choice([404, 422], 'status when an archived service account is read or changed'),
  protectedAccountStatus: choice([409, 403, 422], 'status when an active policy names the account and force is absent'),
  emptyCredIdOnCreate: flag('creation answers `credId: ""`'),
  legacyShapes: flag(
    'shapes of old examples: empty ids at creation, `name@ServiceAccount`, `SHA256:` fingerprints, no tokens after ' +
      'archive, activate and deactivate',
  ),
  invitedUsers: list(
    [],
    'new users who are there from the start, each as `NAME=CODE` with the registration code of its e-mail',
  ),
  invitedUsersRole: choice(
    ['none', 'provisioner'],
    'the role that those users hold from the start: none, as in Dfns, or the provisioner’s, as if an administrator had assigned it',
  ),
  registrationCodeSeconds: count(14_400, 'life of a registration code'),
  registrationCodeSpent: choice(
    ['at-end', 'at-init'],
    'whether a registration code is used up by the second request or by the first',
  ),
  registrationRefusals: choice(['apart', 'alike'], 'whether refusals of a registration code differ, or are all 401'),
  keyAsFirstFactor: { ...flag('whether a new user may register a Key'), initial: true, accepts: 'true | false' },
  oidcAccounts: list([], 'names of service accounts that log in by OIDC and are there from the start'),
  oidcShape: choice(
    ['no-tokens', 'federated-identity', 'several-credentials'],
    'how such an account is shown: without an access token, with `federatedIdentity` too, or with a token for each of two credentials',
  ),
  accountKind: choice(['CustomerEmployee', 'TenantUser'], '`kind` of every service account'),
  groupRoles: choice(['hidden', 'shown'], 'whether an account shows the roles that it holds as a member of a group'),
  deleteStatus: choice([200, 204], 'status when a service account was archived'),
  revokeStatus: choice([200, 204], 'status when an assignment was revoked'),
  deletePermissionStatus: choice(
    [200, 204, 404, 405],
    'status when a role was deleted; 404 and 405 are an API that can only archive',
  ),
  blockStatus: choice([403, 400, 409, 422], 'status when a policy blocks what is asked'),
  serviceAccountsRotateKeys: flag('service accounts and personal access tokens may create credentials'),
  payloadCheck: choice(['raw', 'parsed'], 'whether a signed payload is compared as text or as JSON'),
  emptyPayload: choice(['apart', 'same'], 'whether a signed empty text stands for `{}`, and `{}` for it'),
  signedQuery: choice(['refused', 'accepted'], 'whether the path may also be signed with its query'),
  tokenIssuer: text('auth.dfns.io', 'claim `iss`'),
  tokenAudience: text('dfns:auth:user', 'claim `aud`'),
  loginTokenSeconds: count(3600, 'life of a login token'),
  logoutStatus: choice(
    [200, 403, 404, 405],
    'status of a logout; any but 200 is an API that knows none, and ends no login',
  ),
  actionsAfterLogout: choice(['end', 'live'], 'whether a logout ends the user actions that were signed in that login'),
  namesInChallenge: flag('a challenge names the Key credentials that it offers'),
  opaqueTokens: flag('tokens are random text instead of JWTs'),
  widerRole: choice(['allow', 'refuse'], 'whether a caller may assign a role wider than its own rights'),
  permissionIdAtCreation: choice(
    ['assign', 'policy-200', 'policy-202', 'policy-403', 'ignored'],
    'what `permissionId` does at creation: `assign` whatever the policies say; where a policy matches `policy-200` ' +
      'makes the account and holds the assignment, `policy-202` holds everything, `policy-403` refuses; `ignored` ' +
      'assigns nothing',
  ),
  inheritPermissions: flag('an account created without `permissionId` inherits its creator’s roles'),
  serviceAccountsCanApprove: flag('Dfns staff has let service accounts decide approvals'),
  pageSize: count(100, 'the most items on one page'),
  vocabulary: choice(
    ['union', '1.578', '1.993'],
    'which operation names the API knows: `1.578` those before the renaming, `1.993` those since',
  ),
  latencyMs: count(0, 'milliseconds from each request to its answer, half of them before it is acted upon'),
  dateHeader: choice(['own', 'none', 'garbage'], 'the header `Date` of every answer'),
  rateLimit: count(0, 'requests a minute before 429; 0 is no limit'),
  provisionerOperations: list(operationsOfProvisioner, 'what the provisioner’s role holds'),
} as const;

/** The values in force; they may be changed while the simulator runs. */
export type Switches = {
  -readonly [Name in keyof typeof switchTable]: (typeof switchTable)[Name] extends Switch<infer Value> ? Value : never;
};

let supposed: Partial<Switches> = {};

/** Other defaults for every simulator of this process: those of an organisation that was asked (`npm test -- --like`). */
export function suppose(switches: Partial<Switches>): void {
  supposed = switches;
}

/** A fresh set of values: the defaults, with those given in their place. */
export function makeSwitches(given: Partial<Switches> = {}): Switches {
  const initial = Object.entries(switchTable).map(([name, { initial }]) => [name, initial]);
  return { ...Object.fromEntries(initial), ...supposed, ...given };
}
