import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { ActionError } from '../../src/error.js';
import { openStore } from '../../src/stores/index.js';
import type { Store, StoredDocument, StoreSettings } from '../../src/stores/store.js';
import { parseStoreTargets } from '../../src/stores/target.js';
import { realWorld } from '../../src/world.js';
import { fakeKeyVault, loggedInAz } from '../servers/azure.js';
import { fakeSecretManager, PROJECT } from '../servers/gcp.js';
import { fakeGithub, REPOSITORY } from '../servers/github.js';
import { get, post } from '../servers/loopback.js';
import { BAO_TOKEN, type PythonServers, startMoto, startOpenBao } from '../servers/python.js';

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

export const GITHUB: Provider = { name: 'GitHub Actions secrets', start: startGithub };

async function startVault(servers: PythonServers): Promise<Running> {
  const { url, stop } = await startOpenBao(servers);
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
  const { url, stop } = await startMoto(servers);
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

const world = realWorld();

/** Opens a store as the action does: by the text of its target. */
export function opened(
  running: Running,
  name: string,
  options: { endpoint?: string } & Partial<StoreSettings> = {},
): Promise<Store> {
  const { endpoint = running.url, ...settings } = options;
  const { targets, errors } = parseStoreTargets(targetOf(running, name, endpoint), { githubToken: true });
  const target = targets[0];
  if (target === undefined) throw new Error(errors.join('\n'));
  return openStore(target, { world, environment: running.environment, githubToken: running.githubToken, ...settings });
}

/** The line of the input that leads to a server. */
export function targetOf(running: Running, name: string, endpoint: string): string {
  const target = running.target(name);
  return `${target}${target.includes('?') ? '&' : '?'}endpoint=${endpoint}`;
}

let counter = 0;

/** A name that no other test uses. */
export function freshName(): string {
  counter += 1;
  return `dfns-${process.pid}-${counter}`;
}

const SECRET = 'never-to-be-printed';

/** A credential whose secret values are told apart by `mark` and found by {@link leaksOf}. */
export function credential(mark: string): StoredDocument {
  return {
    DFNS_API_URL: 'https://api.dfns.io',
    DFNS_ORG_ID: 'or-1',
    DFNS_SERVICE_ACCOUNT_ID: `us-${mark}`,
    DFNS_CRED_ID: `cr-${mark}`,
    DFNS_PRIVATE_KEY: `-----BEGIN PRIVATE KEY-----\n${SECRET}-key-${mark}\n-----END PRIVATE KEY-----\n`,
    DFNS_AUTH_TOKEN: `${SECRET}-token-${mark}`,
    DFNS_TOKEN_EXPIRES_AT: '2027-11-24T00:00:00Z',
  };
}

/** A key pair that waits for its account: no token yet. */
export function keyPair(mark: string): StoredDocument {
  const { DFNS_API_URL = '', DFNS_ORG_ID = '', DFNS_PRIVATE_KEY = '' } = credential(mark);
  return { DFNS_API_URL, DFNS_ORG_ID, DFNS_PRIVATE_KEY };
}

/** What a program could print of an error, its chain of causes included, that no one may see. */
export function leaksOf(error: unknown): readonly string[] {
  const printed = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error);
  return [SECRET, BAO_TOKEN, 'wJalrXUtnFEMI', 'Bearer'].filter((secret) => printed.includes(secret));
}

/** Runs what must fail. @returns its error, which holds no secret */
export async function errorOf(work: Promise<unknown>): Promise<ActionError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ActionError);
  expect(leaksOf(error)).toEqual([]);
  return error as ActionError;
}
