import { createPublicKey, type KeyObject } from 'node:crypto';
import type { TransitKey } from '../core/kms-address.js';
import { pinned } from './address.js';
import { kmsError, notEnabled, senseless, unusable } from './fault.js';
import type { KeyOfProvider, KmsSettings, Version } from './kms.js';
import { type AskTransit, connectTransit } from './transit-client.js';

const USABLE = /^(rsa-(2048|3072|4096)|ecdsa-p256|ed25519)$/;
/** PSS is the default, which Dfns does not verify. */
const HASHED = { hash_algorithm: 'sha2-256', signature_algorithm: 'pkcs1v15', marshaling_algorithm: 'asn1' };
/** What stands before the 32 bytes of an Ed25519 public key in SPKI DER. */
const ED25519_SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Transit, of Vault or OpenBao.
 * @see https://developer.hashicorp.com/vault/api-docs/secret/transit#sign-data
 */
export function openTransitKey(address: TransitKey, settings: KmsSettings): KeyOfProvider {
  const ask = connectTransit(address, settings);
  const { mount, key: name } = address;
  const read = () => ask('read', 'GET', `${mount}/keys/${name}`);
  return {
    resolve: async () => versionOf(address, await read(), ask),
    async createVersion() {
      await ask('rotate', 'POST', `${mount}/keys/${name}/rotate`, {});
      const { latest_version: latest } = await read();
      if (typeof latest !== 'number') throw senseless(address, 'a version');
      return pinned(address, String(latest));
    },
  };
}

function versionOf(address: TransitKey, key: Readonly<Record<string, unknown>>, ask: AskTransit): Version {
  const { mount, key: name } = address;
  const { type, derived, latest_version: latest } = key;
  if (typeof type !== 'string' || !/^[\w-]{1,40}$/.test(type)) throw senseless(address, 'a key of Transit');
  if (!USABLE.test(type)) throw unusable(address, `its type is ${type}`);
  if (key.soft_deleted === true) throw notEnabled(address, 'was deleted, and can still be restored');
  if (derived === true) throw unusable(address, 'it is derived, so that each context has a key of its own');
  const version = address.version ?? Number(latest);
  const publicKey = publicKeyOf(address, type, version, key);
  return {
    pinned: pinned(address, String(version)),
    publicKey,
    warnings: warningsOf(address, key),
    async sign(data) {
      const { signature } = await ask('sign', 'POST', `${mount}/sign/${name}`, {
        input: Buffer.from(data).toString('base64'),
        key_version: version,
        ...(type !== 'ed25519' && HASHED),
      });
      const [, signed, text] = /^vault:v(\d+):([\w+/=-]+)$/.exec(String(signature)) ?? [];
      if (text === undefined) throw senseless(address, 'a signature');
      if (Number(signed) !== version) throw anotherVersion(address, version, Number(signed));
      return Buffer.from(text, 'base64');
    },
  };
}

function publicKeyOf(
  address: TransitKey,
  kind: string,
  version: number,
  { keys, min_encryption_version: least, latest_version: latest }: Readonly<Record<string, unknown>>,
): KeyObject {
  const versions = (typeof keys === 'object' && keys !== null ? keys : {}) as Record<string, { public_key?: unknown }>;
  const found = Object.hasOwn(versions, version) ? versions[version] : undefined;
  if (found === undefined) {
    throw kmsError(address, {
      code: 'KMS_NOT_FOUND',
      what: `has no version ${version} (its newest is ${Number(latest)}), or that one is archived`,
      cure: 'Name a version that there is, or lower min_decryption_version of the key.',
    });
  }
  if (typeof least === 'number' && version < least) {
    throw notEnabled(address, `may not sign with version ${version}: its min_encryption_version is ${least}`);
  }
  const text = String(found.public_key);
  try {
    if (kind !== 'ed25519') return createPublicKey(text);
    const spki = Buffer.concat([ED25519_SPKI, Buffer.from(text, 'base64')]);
    return createPublicKey({ key: spki, format: 'der', type: 'spki' });
  } catch {
    throw senseless(address, 'a public key');
  }
}

function warningsOf({ address }: TransitKey, key: Readonly<Record<string, unknown>>): string[] {
  const ways = ['exportable', 'allow_plaintext_backup'].filter((way) => key[way] === true);
  return ways.map((way) => `The key ${address} has ${way}: its private key can leave the service.`);
}

function anotherVersion(address: TransitKey, asked: number, signed: number) {
  return kmsError(address, {
    code: 'KMS_BAD_SIGNATURE',
    what: `signed with version ${signed}, where version ${asked} was asked for`,
    cure: 'Check that the address and its endpoint lead to Vault itself, then run the job again.',
  });
}
