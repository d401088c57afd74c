import { createECDH, createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { keyNumber } from '../keys.js';
import type { Model, StoredDocument } from './server.js';

/** The two keys of a KMS: whom the action acts as, and what the account signs with. */
export type KeyName = 'backend' | 'provisioner';

/** How the next signature is spoilt. */
export type Spoilt = 'other-key' | 'bad-signature' | undefined;

/** A KMS with two keys, of which the account's can have more versions. */
export interface KmsModel extends Model {
  /** How many versions the account's key has; the provisioner's has one. With AWS: to how many keys its alias led so far. */
  versions: number;
  spoils: Spoilt;
  /** Whether it makes versions itself; else a person lets an alias name another key. */
  readonly makesVersions: boolean;
  /** The address of a key, as a workflow gives it. */
  addressOf(name: KeyName): string;
  pinnedOf(name: KeyName, version: number): string;
  pairOf(name: KeyName, version: number): Pair;
}

export interface Pair {
  readonly privateKey: string;
  readonly publicKey: string;
}

/** The first key pair of each key in the KMS: no account's is as high. */
const first: Readonly<Record<KeyName, number>> = { backend: 10_000, provisioner: 20_000 };
/** No key of the KMS. */
const STRANGE = 30_000;

/** The account's key, as a story gives it: {@link inKmsOf} puts the KMS's own address in its place. With a version: `kms:backend@3`. */
export const keyInKms = 'kms:backend';
/** That of the provisioner. */
export const provisionerKeyInKms = 'kms:provisioner';

/** Inputs with the addresses of this KMS. */
export function inKmsOf<T extends Readonly<Record<string, string | undefined>>>(kms: KmsModel, inputs: T): T {
  const own = (text: string | undefined) =>
    text?.replace(/^kms:(backend|provisioner)(?:@(\d+))?$/, (_, name: KeyName, version?: string) =>
      version ? kms.pinnedOf(name, Number(version)) : kms.addressOf(name),
    );
  return Object.fromEntries(Object.entries(inputs).map(([name, text]) => [name, own(text)])) as T;
}

/** The public half of the version that a document names, in whichever KMS. */
export function publicHalfInKms(document: StoredDocument | undefined): string | undefined {
  const address = (document?.DFNS_KEY ?? '').replace('/bbbbbbbb-', '/backend-').replace('/aaaaaaaa-', '/provisioner-');
  const [, name] = /\b(backend|provisioner)\b/.exec(address) ?? [];
  const [, ...versions] = /\bversion=(\d+)|Versions\/(\d+)|\/0*(\d+)$|-0*(\d+)\?/.exec(address) ?? [];
  const version = Number(versions.find((each) => each !== undefined));
  if (!name || !version) return undefined;
  return pairOf(name as KeyName, version, address.startsWith('azurekms') ? 'p-256' : 'ed25519').publicKey;
}

/** The key pair of one version: always the same, so that a history can be played again. */
export function pairOf(name: KeyName, version: number, kind: 'ed25519' | 'p-256' = 'ed25519'): Pair {
  return kind === 'ed25519' ? keyNumber(first[name] + version) : p256Number(first[name] + version);
}

/** The pair that signs, and the data: spoilt where that is wanted, once. */
export function toSign(kms: KmsModel, pair: Pair, data: Buffer): { pair: Pair; data: Buffer } {
  const { spoils } = kms;
  kms.spoils = undefined;
  const isP256 = pair.privateKey.startsWith(p256Number(STRANGE).privateKey.slice(0, 60));
  const other = isP256 ? p256Number(STRANGE) : keyNumber(STRANGE);
  return {
    pair: spoils === 'other-key' ? other : pair,
    data: spoils === 'bad-signature' ? Buffer.concat([data, Buffer.from('.')]) : data,
  };
}

const made = new Map<number, Pair>();

function p256Number(index: number): Pair {
  const known = made.get(index);
  if (known) return known;
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(createHash('sha256').update(`P-256 key ${index}`).digest());
  const point = curve.getPublicKey();
  const part = (bytes: Buffer) => bytes.toString('base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: part(point.subarray(1, 33)), y: part(point.subarray(33)) };
  const key = createPrivateKey({ key: { ...jwk, d: part(curve.getPrivateKey()) }, format: 'jwk' });
  const pair = {
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString().trim(),
    publicKey: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString().trim(),
  };
  made.set(index, pair);
  return pair;
}
