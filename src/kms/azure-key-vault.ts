import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { CryptographyClient, type JsonWebKey, KeyClient, type KeyVaultKey } from '@azure/keyvault-keys';
import { azureClientOptions, azureProblem } from '../clouds/azure.js';
import type { AzureKey } from '../core/kms-address.js';
import type { ActionError } from '../error.js';
import { withoutSlash } from '../network/address.js';
import { noResponseIn } from '../network/foreign-answer.js';
import { pinned } from './address.js';
import { derOf } from './ecdsa-der.js';
import { commonFault, failed, kmsError, notEnabled, senseless, unusable } from './fault.js';
import { kindOf } from './judge.js';
import type { KeyOfProvider, KmsSettings, Version } from './kms.js';

type Right = 'read' | 'sign' | 'rotate';
const ROLES: Readonly<Record<Right, string>> = {
  read: 'Key Vault Crypto User (in an access policy: get)',
  sign: 'Key Vault Crypto User (in an access policy: sign)',
  rotate: 'Key Vault Crypto Officer (in an access policy: rotate)',
};

const RULES = {
  // Signing twice means the same as once; two new versions would be one too many.
  repeatable: (method: string, path: string) => method === 'GET' || path.endsWith('/sign'),
  isAnswer: ({ key, value }: Readonly<Record<string, unknown>>) => typeof key === 'object' || typeof value === 'string',
};

/**
 * Azure Key Vault and Managed HSM by Microsoft's client: it answers their challenges, and gives a token to their hosts alone.
 * @see https://learn.microsoft.com/rest/api/keyvault/keys/sign/sign
 */
export function openAzureKey(address: AzureKey, settings: KmsSettings): KeyOfProvider {
  const { world, environment } = settings;
  const url = withoutSlash(address.endpoint ?? `https://${address.vault}`);
  const send = world.connect(settings);
  const { credential, options } = azureClientOptions(url, { environment, send }, RULES);
  const client = new KeyClient(url, credential, options);
  return {
    async resolve() {
      const named = address.version === undefined ? {} : { version: address.version };
      const key = await ask(address, 'read', () => client.getKey(address.key, named));
      // Made with the key itself it signs at once, with the key's id it would ask for the key first; without the inner client of the
      // other one, which its own getCryptographyClient hands over in the same way, it would be challenged again.
      const shared = { ...options, generatedClient: Reflect.get(client, 'client') };
      const signer = new CryptographyClient(key, credential, shared);
      return versionOf(address, key, world.now(), async (algorithm, digest) =>
        Buffer.from((await ask(address, 'sign', () => signer.sign(algorithm, digest))).result),
      );
    },
    async createVersion() {
      const { properties } = await ask(address, 'rotate', () => client.rotateKey(address.key));
      if (!properties.version) throw senseless(address, 'the version of the new key');
      return pinned(address, properties.version);
    },
  };
}

function versionOf(
  address: AzureKey,
  { key = {}, keyOperations = [], properties }: KeyVaultKey,
  now: number,
  sign: (algorithm: 'RS256' | 'ES256', digest: Buffer) => Promise<Buffer>,
): Version {
  const { version, enabled, notBefore, expiresOn, exportable } = properties;
  if (!version) throw senseless(address, 'a version');
  if (enabled === false) throw notEnabled(address, 'is disabled');
  if (notBefore !== undefined && notBefore.getTime() > now) {
    throw notEnabled(address, `cannot be used before ${notBefore.toISOString()}`);
  }
  if (expiresOn !== undefined && expiresOn.getTime() <= now) {
    throw notEnabled(address, `expired at ${expiresOn.toISOString()}`);
  }
  if (!keyOperations.includes('sign')) {
    throw unusable(address, `its permitted operations are ${keyOperations.join(', ') || 'none'}, without sign`);
  }
  const publicKey = publicKeyOf(address, key);
  const isRsa = kindOf(publicKey) === 'rsa';
  return {
    pinned: pinned(address, version),
    publicKey,
    warnings: [
      ...(exportable ? [`The key ${address.address} is exportable: its private key can leave the vault.`] : []),
      ...(expiresOn
        ? [`The key ${address.address} expires at ${expiresOn.toISOString()}; it signs nothing after that.`]
        : []),
    ],
    async sign(data) {
      const signature = await sign(isRsa ? 'RS256' : 'ES256', createHash('sha256').update(data).digest());
      return isRsa ? signature : derOf(address, signature);
    },
  };
}

/** The key types of HSMs are the same to Node. */
function publicKeyOf(address: AzureKey, { kty, crv, n, e, x, y }: JsonWebKey): KeyObject {
  const type = kty?.replace(/-HSM$/, '');
  if (type !== 'RSA' && type !== 'EC') throw unusable(address, `its type is ${kty ?? 'not told'}`);
  if (type === 'EC' && crv !== 'P-256') throw unusable(address, `its curve is ${crv ?? 'not told'}`);
  const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('base64url');
  const jwk =
    type === 'RSA' ? { kty: type, n: text(n), e: text(e) } : { kty: type, crv: 'P-256', x: text(x), y: text(y) };
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    throw senseless(address, 'a public key');
  }
}

async function ask<T>(address: AzureKey, right: Right, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw faultOf(address, right, error);
  }
}

function faultOf(address: AzureKey, right: Right, error: unknown): ActionError {
  const broken = noResponseIn(error);
  if (broken?.code === 'ENOTFOUND') {
    return kmsError(address, {
      code: 'KMS_NOT_FOUND',
      what: `does not exist: there is no vault at ${address.vault}`,
      cure: "Check the vault's name and its cloud: vault.azure.net, vault.azure.cn, vault.usgovcloudapi.net, managedhsm.azure.net.",
      detail: broken.message,
    });
  }
  const common = commonFault(address, broken ?? error);
  if (common !== undefined) return common;
  if (isForeignHost(error)) {
    return kmsError(address, {
      code: 'KMS_FAILED',
      what: 'is not asked: its endpoint is no host of Key Vault, and a token is given to those alone',
      cure: 'Leave endpoint= out; a private endpoint is reached by the name of the vault too.',
    });
  }
  const { status, code } = azureProblem(error);
  const name = error instanceof Error ? error.name : '';
  if (status === 401 || /Credential|Authentication/.test(name)) {
    return kmsError(address, {
      code: 'KMS_NOT_LOGGED_IN',
      what: `got no valid Azure credentials (${status === 401 ? 'HTTP 401' : name})`,
      cure: 'Put azure/login before this step, or set what AZURE_TOKEN_CREDENTIALS names.',
    });
  }
  const state = { KeyDisabled: 'is disabled', KeyExpired: 'has expired', KeyNotYetValid: 'cannot be used yet' }[code];
  if (state !== undefined) return notEnabled(address, state);
  if (status === 403) return denied(address, right, code);
  if (status === 404) {
    return kmsError(address, {
      code: 'KMS_NOT_FOUND',
      what: `does not exist: the vault has no such key or version (${code})`,
      cure: "Check the key's name and version; a deleted key has to be recovered first (az keyvault key recover).",
      detail: 'HTTP 404',
    });
  }
  return failed(address, `keys/${right}`, status);
}

/** Microsoft's client compares the host that challenged it with the one that the token is for. */
function isForeignHost(error: unknown): boolean {
  return error instanceof Error && /challenge resource .* does not match/i.test(error.message);
}

function denied(address: AzureKey, right: Right, code: string): ActionError {
  const isNetwork = /^ForbiddenBy(Firewall|Connection)$/.test(code);
  const action = right === 'sign' ? 'keys/sign/action' : right === 'read' ? 'keys/read' : 'keys/rotate/action';
  return kmsError(address, {
    code: 'KMS_DENIED',
    what: `denied ${action} (${code || 'HTTP 403'})`,
    cure: isNetwork
      ? "Let the runner through the vault's firewall, or run the job where it may pass."
      : `Give the identity the role ${ROLES[right]} on this key; in a Managed HSM, Managed HSM Crypto User. Let the runner through the vault's firewall.`,
    detail: 'HTTP 403',
  });
}
