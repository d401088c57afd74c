import type { Kind } from './event.js';
import { keyNumber, publicHalfOf } from './keys.js';
import { AwsModel } from './models/aws.js';
import { AzureModel, logInToAzure } from './models/azure.js';
import { type DfnsModel, username } from './models/dfns.js';
import { GcpModel, logInToGcp, PROJECT } from './models/gcp.js';
import type { StoredDocument, StoreModel } from './models/server.js';
import { VaultModel } from './models/vault.js';
import type { Process } from './process.js';
import type { Universe } from './universe.js';

export type Inputs = Readonly<Record<string, string | undefined>>;

export const accountName = 'backend';
export const roleName = 'create-wallets';
const permissions = ['Keys:Create', 'Wallets:Create', 'Wallets:Read'];

/** What a run is asked for, over what an earlier one left. */
export interface Story {
  readonly name: string;
  /** How many runs do it at once. */
  readonly runs: number;
  readonly inputs: Inputs;
  arrange(universe: Universe): void;
  /** Whether the next run is asked for the same again, where a plain `ensure` would rightly refuse. */
  readonly asksAgain?: boolean;
  readonly isRotation?: boolean;
  readonly isRevocation?: boolean;
  /** Whether there is an approval for people to decide. */
  readonly isDecided?: boolean;
  /** Whether a post step follows each run. */
  readonly hasPost?: boolean;
  /** Milliseconds before the next run. */
  readonly passes?: number;
  readonly nextEnvironment?: Readonly<Record<string, string>>;
  /** Inputs that are made anew for each run. */
  inputsNow?(universe: Universe): Inputs;
  /** What must be true after the next run, where that is not what a plain one leaves. @returns what is not */
  afterwards?(universe: Universe, process: Process): string | undefined;
}

/** What the runner says of the workflow's run. */
export function ofRun(id: string): Readonly<Record<string, string>> {
  return {
    GITHUB_RUN_ID: id,
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_REPOSITORY: 'acme/payments',
    GITHUB_API_URL: 'https://api.github.test',
  };
}

/** A store's model, and how a workflow is led to it. */
export interface Provider {
  readonly name: string;
  readonly target: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly inputs?: Inputs;
  make(): StoreModel;
}

export const vault: Provider = {
  name: 'vault',
  target: 'vault://secret/dfns/backend',
  environment: { VAULT_TOKEN: 'hvs.simulated-token', VAULT_ADDR: 'https://vault.test' },
  make: () => new VaultModel('dfns/backend'),
};

const aws: Provider = {
  name: 'aws',
  target: 'aws-secretsmanager://dfns-backend?region=eu-west-1',
  environment: {},
  make: () => new AwsModel('dfns-backend'),
};

const gcp: Provider = {
  name: 'gcp',
  target: `gcp-secretmanager://${PROJECT}/dfns-backend`,
  environment: {},
  make: () => new GcpModel('dfns-backend'),
};

const azure: Provider = {
  name: 'azure',
  target: 'azure-keyvault://my-vault/dfns-backend',
  environment: { AZURE_TENANT_ID: 'tenant', AZURE_CLIENT_ID: 'client', AZURE_CLIENT_SECRET: 'simulated' },
  make: () => new AzureModel('dfns-backend'),
};

export const providers: readonly Provider[] = [vault, aws, gcp, azure];

/** What the clouds' own libraries look for by themselves. */
export function logIn(): void {
  logInToGcp();
  logInToAzure();
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nonexistent',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
    METADATA_SERVER_DETECTION: 'none',
  });
}

/** The step of the README. */
export function plainInputs({ dfns }: Universe, provider: Provider): Inputs {
  return {
    'api-url': dfns.apiUrl,
    'org-id': dfns.organisation.orgId,
    'provisioner-username': username,
    'provisioner-credential-id': dfns.credentialId,
    'provisioner-private-key': keyNumber(0).privateKey,
    name: accountName,
    role: roleName,
    'output-private-key': 'true',
    store: provider.target,
    ...provider.inputs,
  };
}

/** An account whose credential is kept, as an earlier run leaves both. */
function kept(universe: Universe, daysValid = 365): StoredDocument {
  const { dfns, stores } = universe;
  const { organisation } = dfns;
  const { publicKey, privateKey } = keyNumber(universe.nextKey());
  const role = organisation.createRole(roleName, permissions);
  const { account, token } = organisation.createServiceAccount(accountName, { publicKey, roles: [role.id], daysValid });
  const document = {
    DFNS_API_URL: dfns.apiUrl,
    DFNS_ORG_ID: organisation.orgId,
    DFNS_SERVICE_ACCOUNT_ID: account.userId,
    DFNS_CRED_ID: account.credentials[0]?.credentialId ?? '',
    DFNS_PRIVATE_KEY: privateKey,
    DFNS_AUTH_TOKEN: token,
    DFNS_TOKEN_EXPIRES_AT: new Date(Math.floor(Date.parse(account.expiresAt) / 1000) * 1000).toISOString(),
  };
  for (const store of stores) store.put(document);
  return document;
}

const revocation: Inputs = { mode: 'revoke', role: undefined, 'output-private-key': undefined };

const bootstrapping: Inputs = {
  mode: 'bootstrap',
  name: undefined,
  role: undefined,
  'output-private-key': undefined,
  'provisioner-credential-id': undefined,
  'provisioner-private-key': undefined,
};

/** Whether a stored document is a provisioner's whose key Dfns knows. */
function logsIn({ organisation }: DfnsModel, document: StoredDocument | undefined): boolean {
  return organisation.provisioner.credentials.some(
    ({ credentialId, isActive, publicKey }) =>
      isActive && credentialId === document?.DFNS_CRED_ID && publicKey === publicHalfOf(document.DFNS_PRIVATE_KEY),
  );
}

/** Whoever reads the oldest open issue creates the account with the key that stands there, once, and brings the token. */
function bringToken({ dfns, github }: Universe): Inputs {
  const [issue] = github.open;
  const [publicKey] = /-----BEGIN PUBLIC KEY-----[\s\S]+-----END PUBLIC KEY-----/.exec(issue?.body ?? '') ?? [];
  const tokens = brought.get(dfns) ?? new Map<string, string>();
  brought.set(dfns, tokens);
  if (publicKey && !tokens.has(publicKey) && dfns.accounts.length === 0)
    tokens.set(publicKey, dfns.organisation.createServiceAccount(accountName, { publicKey }).token);
  return { token: [...tokens.values()].at(-1) };
}

const brought = new WeakMap<DfnsModel, Map<string, string>>();

export const stories: readonly Story[] = [
  { name: 'first', runs: 1, inputs: {}, arrange: () => undefined },
  { name: 'steady', runs: 1, inputs: {}, arrange: (universe) => void kept(universe) },
  {
    name: 'repair',
    runs: 1,
    inputs: { exclusive: 'true' },
    arrange(universe) {
      const { organisation } = universe.dfns;
      kept(universe);
      const [account] = universe.dfns.accounts;
      const role = [...organisation.roles.values()].find(({ name }) => name === roleName);
      if (role) role.operations = ['Wallets:Read'];
      for (const { id } of organisation.assignmentsOf(account?.userId ?? '')) organisation.assignments.delete(id);
      organisation.assign(organisation.createRole('Auditor', ['Auth:Logs:Read']).id, account?.userId ?? '');
    },
  },
  {
    name: 'replace',
    runs: 1,
    inputs: { 'on-lost-token': 'replace' },
    asksAgain: true,
    arrange: (universe) => universe.dfns.organisation.expireToken(kept(universe).DFNS_AUTH_TOKEN ?? ''),
  },
  { name: 'rotate', runs: 1, inputs: { mode: 'rotate' }, isRotation: true, arrange: (universe) => void kept(universe) },
  {
    name: 'renew',
    runs: 1,
    inputs: { 'renew-before-days': '30' },
    asksAgain: true,
    isRotation: true,
    arrange: (universe) => void kept(universe, 5),
  },
  { name: 'revoke', runs: 1, inputs: revocation, isRevocation: true, arrange: (universe) => void kept(universe) },
  { name: 'validate', runs: 1, inputs: { mode: 'validate' }, arrange: (universe) => void kept(universe) },
  {
    name: 'ephemeral',
    runs: 1,
    hasPost: true,
    asksAgain: true,
    inputs: { ephemeral: 'true', store: undefined },
    // Without a token for GitHub the age of what is left decides.
    passes: 30 * 3_600_000,
    nextEnvironment: ofRun('7654321'),
    arrange: () => undefined,
    afterwards: ({ dfns }, { told }) =>
      told.errors[0] ??
      dfns.accounts.map(({ name }) => `an ephemeral account is left: ${name.replace(/\d{8}T\d+Z/, '…')}`)[0],
  },
  {
    name: 'approval',
    runs: 1,
    inputs: { 'wait-for-approval': '5m' },
    asksAgain: true,
    isDecided: true,
    arrange({ dfns: { organisation } }) {
      organisation.switches.permissionIdAtCreation = 'policy-202';
      organisation.createPolicy({ activityKind: 'Permissions:Assign', action: 'RequestApproval' });
    },
    // It is asked for again and again, until somebody decides.
    afterwards: ({ dfns, stores }, { told }) =>
      told.errors.find((error) => !/\[(APPROVAL_DENIED|TOKEN_LOST|CREDENTIAL_OF_ANOTHER)\]/.test(error)) ??
      (told.errors.length > 0 || stores.every((store) => dfns.works(store.current()))
        ? undefined
        : 'what is stored does not work'),
  },
  {
    name: 'bootstrap',
    runs: 1,
    inputs: bootstrapping,
    asksAgain: true,
    // A person who types a fresh code into each run.
    inputsNow: ({ dfns: { organisation } }) => ({
      'credential-code': organisation.createCredentialCode(username, 3600).code,
    }),
    arrange: () => undefined,
    afterwards: ({ dfns, stores }, { told }) =>
      told.errors[0] ??
      (stores.every((store) => logsIn(dfns, store.current())) ? undefined : 'what is stored does not log in'),
  },
  {
    name: 'request',
    runs: 1,
    asksAgain: true,
    inputs: {
      mode: 'request',
      'github-token': 'ghs_simulated',
      'provisioner-username': undefined,
      'provisioner-credential-id': undefined,
      'provisioner-private-key': undefined,
      'output-private-key': undefined,
    },
    arrange: () => undefined,
    inputsNow: bringToken,
    afterwards({ dfns, github, stores }, { told }) {
      if (told.errors[0] || told.outputs.status === 'requested') return told.errors[0];
      if (github.open.length > 0) return 'an issue is open that nobody needs any more';
      const isKept = stores.every((store) => dfns.works(store.current()) && !store.pending());
      return isKept ? undefined : 'what a person brought is not kept';
    },
  },
  { name: 'two-first', runs: 2, inputs: {}, arrange: () => undefined },
  { name: 'two-steady', runs: 2, inputs: {}, arrange: (universe) => void kept(universe) },
  {
    name: 'two-rotate',
    runs: 2,
    inputs: { mode: 'rotate' },
    isRotation: true,
    arrange: (universe) => void kept(universe),
  },
  {
    name: 'two-replace',
    runs: 2,
    inputs: { 'on-lost-token': 'replace' },
    asksAgain: true,
    arrange: (universe) => universe.dfns.organisation.expireToken(kept(universe).DFNS_AUTH_TOKEN ?? ''),
  },
  { name: 'three-first', runs: 3, inputs: {}, arrange: () => undefined },
  {
    name: 'three-rotate',
    runs: 3,
    inputs: { mode: 'rotate' },
    isRotation: true,
    arrange: (universe) => void kept(universe),
  },
];

/** What a person keeps at the target by mistake. */
export const foreign = { password: 'of a database' };

/** What a person does while a run is at work. */
export function act(kind: Kind, { dfns, stores }: Universe): void {
  const { organisation, accounts } = dfns;
  const account = accounts.find(({ name }) => name === accountName);
  if (kind === 'renamed' && account) account.name = 'renamed-by-hand';
  if (kind === 'archived' && account) organisation.archiveServiceAccount(account.userId);
  if (kind === 'role-changed')
    for (const role of organisation.roles.values()) if (role.name === roleName) role.operations = ['Wallets:Read'];
  if (kind === 'edited') for (const store of stores) store.put(foreign);
  if (kind === 'removed') for (const store of stores) store.remove();
  if (kind === 'approve' || kind === 'deny') {
    for (const { id, status } of organisation.approvals.values())
      if (status === 'Pending') organisation.decide(id, kind === 'approve' ? 'Approved' : 'Denied');
  }
}
