import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { fakeKeyVault, loggedInAz } from '../servers/azure.js';
import { fakeSecretManager, PROJECT } from '../servers/gcp.js';
import { fakeGithub, REPOSITORY } from '../servers/github.js';
import { get, post } from '../servers/loopback.js';
import { BAO_TOKEN, type PythonServers, type Started, startMoto, startOpenBao } from '../servers/python.js';

/** A provider's server, running. */
export interface Running {
  readonly url: string;
  readonly environment: Record<string, string>;
  readonly githubToken?: string;
  target(name: string): string;
  /** How many versions of a secret have a value; AWS drops what has no label by itself. */
  living?(name: string): Promise<number>;
  /** Whether the provider still lists the secret of the pending document. */
  hasPending?(name: string): Promise<boolean>;
  /** Puts a value there by hand, past the action: the newest version then. Vault keeps JSON objects alone. */
  lay?(name: string, value: string): Promise<unknown>;
  /** What a reader of the provider gets now, past the action. */
  raw?(name: string): Promise<string | undefined>;
  /** What the server saw that its provider would not accept. */
  readonly violations?: readonly string[];
  stop(): Promise<void>;
}

export interface Provider {
  readonly name: string;
  start(servers: PythonServers): Promise<Running>;
}

/** The four stores that can be read back. */
export const READABLE: readonly Provider[] = [
  { name: 'Vault', start: startVault },
  { name: 'AWS Secrets Manager', start: startAws },
  { name: 'GCP Secret Manager', start: startGcp },
  { name: 'Azure Key Vault', start: startAzure },
];

/** Starts one of {@link READABLE} by its name. */
export function startReadable(name: string, servers: PythonServers | undefined): Promise<Running> {
  const provider = READABLE.find((each) => each.name === name);
  if (servers === undefined || provider === undefined) throw new Error(`there is no ${name}`);
  return provider.start(servers);
}

export const GITHUB: Provider = { name: 'GitHub Actions secrets', start: startGithub };

async function startVault(servers: PythonServers): Promise<Running> {
  return vaultAt(await startOpenBao(servers));
}

/** Vault, or what stands in its place. */
export function vaultAt({ url, stop }: Started): Running {
  const ask = (path: string) => get(`${url}/v1/secret/metadata/${path}`, { 'x-vault-token': BAO_TOKEN });
  return {
    url,
    stop,
    environment: { VAULT_TOKEN: BAO_TOKEN },
    target: (name) => `vault://secret/${name}`,
    living: async (name) => {
      const { data } = (await ask(name)).body as { data: { versions: Record<string, { destroyed: boolean }> } };
      return Object.values(data.versions).filter(({ destroyed }) => !destroyed).length;
    },
    hasPending: async (name) => (await ask(`${name}-pending`)).status === 200,
    lay: (name, value) =>
      post(`${url}/v1/secret/data/${name}`, { data: JSON.parse(value) }, { 'x-vault-token': BAO_TOKEN }),
    raw: async (name) => {
      const { body } = await get(`${url}/v1/secret/data/${name}`, { 'x-vault-token': BAO_TOKEN });
      const { data } = (body as { data?: { data?: object | null } }).data ?? {};
      return data ? JSON.stringify(data) : undefined;
    },
  };
}

async function startAws(servers: PythonServers): Promise<Running> {
  return awsAt(await startMoto(servers));
}

/** AWS Secrets Manager, or what stands in its place. */
export function awsAt({ url, stop }: Started): Running {
  // The SDK finds these by itself.
  Object.assign(process.env, {
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nonexistent',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
  });
  const aws = new SecretsManagerClient({ endpoint: url, region: 'eu-west-1' });
  return {
    url,
    stop,
    environment: { AWS_REGION: 'eu-west-1' },
    target: (name) => `aws-secretsmanager://${name}`,
    lay: async (name, SecretString) => {
      const made = await aws.send(new CreateSecretCommand({ Name: name, SecretString })).catch(() => undefined);
      if (made === undefined) await layOver(aws, name, SecretString);
    },
    raw: async (name) =>
      (await aws.send(new GetSecretValueCommand({ SecretId: name, VersionStage: 'AWSCURRENT' })).catch(() => undefined))
        ?.SecretString,
  };
}

/** By its labels: moto moves AWSCURRENT from the version that it made first, wherever it is by now. */
async function layOver(aws: SecretsManagerClient, name: string, SecretString: string): Promise<void> {
  const { VersionId: before } = await aws.send(
    new GetSecretValueCommand({ SecretId: name, VersionStage: 'AWSCURRENT' }),
  );
  const { VersionId: laid } = await aws.send(
    new PutSecretValueCommand({ SecretId: name, SecretString, VersionStages: ['LAID'] }),
  );
  await aws.send(
    new UpdateSecretVersionStageCommand({
      SecretId: name,
      VersionStage: 'AWSCURRENT',
      MoveToVersionId: laid,
      RemoveFromVersionId: before,
    }),
  );
}

async function startGcp(servers: PythonServers): Promise<Running> {
  const server = await fakeSecretManager(servers.discovery);
  // Google's library finds these by itself.
  Object.assign(process.env, { METADATA_SERVER_DETECTION: 'none', GOOGLE_APPLICATION_CREDENTIALS: server.credentials });
  return {
    url: server.url,
    stop: server.stop,
    violations: server.violations,
    environment: {},
    target: (name) => `gcp-secretmanager://${PROJECT}/${name}`,
    living: async (name) => server.secrets.get(name)?.versions.filter(({ state }) => state !== 'DESTROYED').length ?? 0,
    hasPending: async (name) => server.secrets.has(`${name}-pending`),
    lay: async (name, value) => {
      const secret = server.secrets.get(name) ?? { replication: { automatic: {} }, versions: [] };
      server.secrets.set(name, secret);
      secret.versions.push({ state: 'ENABLED', data: Buffer.from(value).toString('base64') });
    },
    raw: async (name) => {
      const newest = server.secrets.get(name)?.versions.at(-1);
      return newest?.state === 'ENABLED' ? Buffer.from(newest.data, 'base64').toString() : undefined;
    },
  };
}

async function startAzure(): Promise<Running> {
  const server = await fakeKeyVault();
  const logOut = loggedInAz(server.accessToken);
  process.env.AZURE_TOKEN_CREDENTIALS = 'AzureCliCredential';
  const alive = (name: string) => server.secrets.get(name)?.versions.filter(({ enabled }) => enabled).length ?? 0;
  return {
    url: server.url,
    environment: { AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential' },
    target: (name) => `azure-keyvault://my-vault/${name}`,
    living: async (name) => alive(name),
    hasPending: async (name) => server.secrets.get(`${name}-pending`)?.deleted === false,
    lay: async (name, value) => {
      const secret = server.secrets.get(name) ?? { versions: [], deleted: false, busy: 0 };
      server.secrets.set(name, secret);
      const [id, created] = [randomUUID().replaceAll('-', ''), Math.floor(Date.now() / 1000)];
      secret.versions.push({ id, value, created, enabled: true, tags: {} });
    },
    raw: async (name) => {
      const { versions = [], deleted } = server.secrets.get(name) ?? {};
      const newest = deleted ? undefined : versions.at(-1);
      return newest?.enabled ? newest.value : undefined;
    },
    stop: async () => {
      logOut();
      await server.stop();
    },
  };
}

async function startGithub(): Promise<Running> {
  const { url, stop, violations, appToken } = await fakeGithub();
  const environment = { GITHUB_REPOSITORY: REPOSITORY };
  return {
    url,
    stop,
    violations,
    environment,
    githubToken: appToken,
    target: (name) => `github://repository?prefix=${name.replaceAll('-', '_')}_`,
  };
}
