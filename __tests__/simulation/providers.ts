import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsModel } from './models/aws.js';
import { AwsKmsModel } from './models/aws-kms.js';
import { AzureModel, logInToAzure } from './models/azure.js';
import { AzureKmsModel } from './models/azure-kms.js';
import { GcpModel, logInToGcp, PROJECT } from './models/gcp.js';
import { GcpKmsModel } from './models/gcp-kms.js';
import { GithubSecretsModel } from './models/github-secrets.js';
import type { KmsModel } from './models/kms.js';
import type { StoreModel } from './models/server.js';
import { VaultModel } from './models/vault.js';
import { fleetNames } from './names.js';

/** Inputs of a step, as a workflow has them. */
export type Inputs = Readonly<Record<string, string | undefined>>;

/** A store's model, and how a workflow is led to it. */
export interface Provider {
  readonly name: string;
  readonly target: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly inputs?: Inputs;
  /** Inputs that are read out of the stores when a run begins. */
  inputsNow?(stores: readonly StoreModel[]): Inputs;
  make(): readonly StoreModel[];
  /** The KMS; Transit, where it does not say. */
  makeKms?(): KmsModel;
}

export const vault: Provider = {
  name: 'vault',
  target: 'vault://secret/dfns/backend',
  environment: { VAULT_TOKEN: 'hvs.simulated-token', VAULT_ADDR: 'https://vault.test' },
  make: () => [new VaultModel('dfns/backend')],
};

const aws: Provider = {
  name: 'aws',
  target: 'aws-secretsmanager://dfns-backend?region=eu-west-1',
  environment: {},
  make: () => [new AwsModel('dfns-backend')],
};

const gcp: Provider = {
  name: 'gcp',
  target: `gcp-secretmanager://${PROJECT}/dfns-backend`,
  environment: {},
  make: () => [new GcpModel('dfns-backend')],
};

const azure: Provider = {
  name: 'azure',
  target: 'azure-keyvault://my-vault/dfns-backend',
  environment: { AZURE_TENANT_ID: 'tenant', AZURE_CLIENT_ID: 'client', AZURE_CLIENT_SECRET: 'simulated' },
  make: () => [new AzureModel('dfns-backend')],
};

const github: Provider = {
  name: 'github',
  target: 'github://repository',
  environment: {},
  inputs: { 'github-token': 'ghs_simulated' },
  inputsNow: ([store]) => {
    const { DFNS_AUTH_TOKEN: token, DFNS_PRIVATE_KEY: privateKey } = store?.current() ?? {};
    return { token, 'private-key': privateKey };
  },
  make: () => [new GithubSecretsModel()],
};

/** A run that dies may have written to the first target alone. */
const both: Provider = {
  name: 'both',
  target: `${vault.target}\n${gcp.target}`,
  environment: vault.environment,
  make: () => [...vault.make(), ...gcp.make()],
};

/** Three accounts of one manifest, each with a place of its own in one Vault. */
const fleet: Provider = {
  name: 'fleet',
  target: '',
  environment: { ...vault.environment, GITHUB_WORKSPACE: workspace() },
  make() {
    const [first, ...others] = fleetNames.map((name) => `dfns/${name}`);
    const server = new VaultModel(first ?? '');
    return [server, ...others.map((path) => new VaultModel(path, undefined, server.secrets))];
  },
};

function workspace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'fleet-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const entries = fleetNames.map((name) => `  - name: ${name}`);
  const defaults = ['  store: vault://secret/dfns/{name}', '  role: reporting', '  permissions: Wallets:Read'];
  writeFileSync(join(folder, 'fleet.yml'), ['defaults:', ...defaults, 'accounts:', ...entries].join('\n'));
  return folder;
}

/** What is kept is in a Vault, and the keys sign in another provider's KMS. */
const elsewhere: readonly Provider[] = [
  { ...vault, name: 'kms-aws', makeKms: () => new AwsKmsModel() },
  { ...vault, name: 'kms-gcp', makeKms: () => new GcpKmsModel() },
  {
    ...vault,
    name: 'kms-azure',
    environment: { ...vault.environment, ...azure.environment },
    makeKms: () => new AzureKmsModel(),
  },
];

export const providers: readonly Provider[] = [vault, aws, gcp, azure, github, both, fleet, ...elsewhere];

/** Whether its keys sign elsewhere than in Transit. */
export function isOtherKms({ makeKms }: Provider): boolean {
  return makeKms !== undefined;
}

/** Whether a story can be played at a store. */
export function suits({ at }: { readonly at?: readonly string[] }, { name }: Pick<Provider, 'name'>): boolean {
  return at?.includes(name) ?? name !== fleet.name;
}

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
