import { CreateAliasCommand, CreateKeyCommand, type KeySpec, type KeyUsageType, KMSClient } from '@aws-sdk/client-kms';
import type { KmsAddress } from '../../src/core/kms-address.js';
import { parseKmsAddress } from '../../src/kms/address.js';
import { openKmsKey } from '../../src/kms/index.js';
import type { KmsKey, KmsSettings } from '../../src/kms/kms.js';
import { loggedInAz } from '../servers/azure.js';
import { type FakeVaultOfKeys, fakeVaultOfKeys } from '../servers/azure-keys.js';
import { type FakeCloudKms, fakeCloudKms } from '../servers/gcp-kms.js';
import { BAO_TOKEN, type PythonServers, startMoto, startOpenBao } from '../servers/python.js';
import { hastyWorld } from '../support/hasty-world.js';

export type Kind = 'rsa-2048' | 'rsa-3072' | 'p-256' | 'ed25519';

/** A provider's server, running. */
export interface Running {
  readonly url: string;
  readonly environment: Record<string, string>;
  /** Makes a key. @returns its unpinned address */
  make(kind: Kind): Promise<string>;
  readonly violations?: readonly string[];
  stop(): Promise<void>;
}

export interface Service<T extends Running = Running> {
  readonly name: string;
  readonly kinds: readonly Kind[];
  readonly pinned: RegExp;
  start(servers: PythonServers): Promise<T>;
}

export interface Aws extends Running {
  readonly client: KMSClient;
  create(spec: KeySpec, usage?: KeyUsageType): Promise<{ id: string; arn: string }>;
}

const KINDS: readonly Kind[] = ['rsa-2048', 'rsa-3072', 'p-256', 'ed25519'];

export const AWS: Service<Aws> = {
  name: 'AWS KMS',
  kinds: KINDS,
  pinned: /^awskms:\/\/\/arn:aws:kms:eu-west-1:123456789012:key\/[\da-f-]{36}\?endpoint=/,
  start: startAws,
};
export const GCP: Service<Running & { server: FakeCloudKms }> = {
  name: 'Google Cloud KMS',
  kinds: KINDS,
  pinned: /^gcpkms:\/\/projects\/my-project\/.+\/cryptoKeyVersions\/1\?endpoint=/,
  start: startGcp,
};
export const AZURE: Service<Running & { server: FakeVaultOfKeys }> = {
  name: 'Azure Key Vault',
  kinds: ['rsa-2048', 'rsa-3072', 'p-256'],
  pinned: /^azurekms:\/\/my-vault\.vault\.azure\.net\/key-\d+\/[\da-f]{32}\?endpoint=/,
  start: startAzure,
};
export const TRANSIT: Service<Running & { ask: Ask }> = {
  name: 'Transit',
  kinds: KINDS,
  pinned: /^hashivault:\/\/transit\/key-\d+\?version=1&endpoint=/,
  start: startTransit,
};
export const SERVICES: readonly Service[] = [AWS, GCP, AZURE, TRANSIT];

export const world = hastyWorld(process.env);
let counter = 0;

async function startAws(servers: PythonServers): Promise<Aws> {
  const { url, stop } = await startMoto(servers);
  const keys = {
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  };
  const environment = { AWS_REGION: 'eu-west-1', ...keys };
  Object.assign(process.env, {
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nonexistent',
    AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
  });
  const client = new KMSClient({
    region: 'eu-west-1',
    endpoint: url,
    credentials: { accessKeyId: keys.AWS_ACCESS_KEY_ID, secretAccessKey: keys.AWS_SECRET_ACCESS_KEY },
  });
  const create = async (KeySpec: KeySpec, KeyUsage: KeyUsageType = 'SIGN_VERIFY') => {
    const { KeyMetadata } = await client.send(new CreateKeyCommand({ KeySpec, KeyUsage }));
    return { id: KeyMetadata?.KeyId ?? '', arn: KeyMetadata?.Arn ?? '' };
  };
  const specs: Record<Kind, KeySpec> = {
    'rsa-2048': 'RSA_2048',
    'rsa-3072': 'RSA_3072',
    'p-256': 'ECC_NIST_P256',
    ed25519: 'ECC_NIST_EDWARDS25519',
  };
  const make = async (kind: Kind) => {
    const AliasName = `alias/dfns-${++counter}`;
    const { id } = await create(specs[kind]);
    await client.send(new CreateAliasCommand({ AliasName, TargetKeyId: id }));
    return `awskms:///${AliasName}`;
  };
  return { url, stop, environment, client, create, make };
}

async function startGcp(servers: PythonServers) {
  const server = await fakeCloudKms(servers.discovery.replace('secretmanager.v1', 'cloudkms.v1'));
  // Google's library finds these by itself.
  Object.assign(process.env, { METADATA_SERVER_DETECTION: 'none', GOOGLE_APPLICATION_CREDENTIALS: server.credentials });
  const algorithms: Record<Kind, string> = {
    'rsa-2048': 'RSA_SIGN_PKCS1_2048_SHA256',
    'rsa-3072': 'RSA_SIGN_PKCS1_3072_SHA256',
    'p-256': 'EC_SIGN_P256_SHA256',
    ed25519: 'EC_SIGN_ED25519',
  };
  const make = async (kind: Kind) => `gcpkms://${server.make(algorithms[kind])}`;
  return { url: server.url, stop: server.stop, violations: server.violations, environment: {}, server, make };
}

async function startAzure() {
  const server = await fakeVaultOfKeys();
  const logOut = loggedInAz(server.accessToken);
  process.env.AZURE_TOKEN_CREDENTIALS = 'AzureCliCredential';
  const make = async (kind: Kind) => {
    const [, bits] = kind.split('-');
    const name = kind === 'p-256' ? server.make('EC-HSM', 'P-256') : server.make('RSA', Number(bits));
    return `azurekms://my-vault.vault.azure.net/${name}`;
  };
  const stop = async () => {
    logOut();
    await server.stop();
  };
  return { url: server.url, stop, environment: { AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential' }, server, make };
}

export type Ask = (
  method: string,
  path: string,
  body?: unknown,
  token?: string,
) => Promise<{ data?: never; auth?: never }>;

async function startTransit(servers: PythonServers) {
  const { url, stop } = await startOpenBao(servers);
  const ask: Ask = async (method, path, body, token = BAO_TOKEN) => {
    const response = await fetch(`${url}/v1/${path}`, {
      method,
      headers: { 'x-vault-token': token },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status >= 300) throw new Error(`${path}: ${response.status} ${text}`);
    return text === '' ? {} : JSON.parse(text);
  };
  await ask('POST', 'sys/mounts/transit', { type: 'transit' });
  const make = async (kind: Kind) => {
    const name = `key-${++counter}`;
    await ask('POST', `transit/keys/${name}`, { type: kind === 'p-256' ? 'ecdsa-p256' : kind });
    return `hashivault://transit/${name}`;
  };
  return { url, stop, environment: { VAULT_TOKEN: BAO_TOKEN }, ask, make };
}

/** The address of a key, on its way to a server. */
export function addressAt(written: string, endpoint: string): KmsAddress {
  const { address, errors } = parseKmsAddress(
    written.includes('endpoint=') ? written : `${written}${written.includes('?') ? '&' : '?'}endpoint=${endpoint}`,
  );
  if (address === undefined) throw new Error(errors.join('\n'));
  return address;
}

/** An address with the endpoint of a test's server. */
export function at({ url }: { readonly url: string }, address: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}endpoint=${url}`;
}

/** Opens a key as the action does: by the text of its address. */
export function opened(
  running: Running,
  written: string,
  options: { endpoint?: string } & Partial<KmsSettings> = {},
): Promise<KmsKey> {
  const { endpoint = running.url, ...settings } = options;
  return openKmsKey(addressAt(written, endpoint), { world, environment: running.environment, ...settings });
}
