import { createPrivateKey, sign } from 'node:crypto';
import type { KeyPair } from '../../../src/core/key-pair.js';
import { keyNumber } from '../keys.js';
import type { Asked, Model, Reply, StoredDocument } from './server.js';

/** The first key pair of each key in the KMS: no account's is as high. */
const first: Readonly<Record<string, number>> = { backend: 10_000, provisioner: 20_000 };
/** No key of the KMS. */
const STRANGE = 30_000;
const prefix = Buffer.from('302a300506032b6570032100', 'hex');
const addressOf = (name: string) => `hashivault://${name}?endpoint=https://kms.test`;

/** The address of the account's key, as a workflow gives it. */
export const keyInKms = addressOf('backend');
/** That of the provisioner's key. */
export const provisionerKeyInKms = addressOf('provisioner');

/** Transit, with two Ed25519 keys. `__tests__/kms/contract.test.ts` holds the client to a real one. */
export class TransitModel implements Model {
  readonly host = 'kms.test';
  /** How many versions the account's key has; the provisioner's has one. */
  versions = 1;
  /** How the next signature is spoilt. */
  spoils: 'other-key' | 'bad-signature' | undefined;

  reply({ method, url, body }: Asked): Reply {
    const [, kind, name = '', act] = /^\/v1\/transit\/(keys|sign)\/(\w+)(\/rotate)?$/.exec(url.pathname) ?? [];
    if (first[name] === undefined) return { status: 404, body: { errors: [] } };
    if (kind === 'keys' && method === 'GET') return data(this.described(name));
    if (kind === 'keys' && act && method === 'POST') {
      this.versions += 1;
      return data(this.described(name));
    }
    if (kind !== 'sign' || method !== 'POST') return { status: 404, body: { errors: [] } };
    const { input, key_version: version } = JSON.parse(body);
    return data({ signature: `vault:v${version}:${this.signature(name, version, Buffer.from(input, 'base64'))}` });
  }

  private signature(name: string, version: number, data: Buffer): string {
    const pair = this.spoils === 'other-key' ? keyNumber(STRANGE) : pairOf(name, version);
    const text = this.spoils === 'bad-signature' ? Buffer.concat([data, Buffer.from('.')]) : data;
    this.spoils = undefined;
    return sign(null, text, createPrivateKey(pair.privateKey)).toString('base64');
  }

  private described(name: string): unknown {
    const count = name === 'backend' ? this.versions : 1;
    const versions = Array.from({ length: count }, (_, index) => {
      const [, text = ''] = /\n([\w+/=]+)\n/.exec(pairOf(name, index + 1).publicKey) ?? [];
      const bare = Buffer.from(text, 'base64').subarray(prefix.length).toString('base64');
      return [index + 1, { public_key: bare }];
    });
    return { type: 'ed25519', latest_version: count, keys: Object.fromEntries(versions) };
  }
}

/** The public half of the version that a document names. */
export function publicHalfInKms(document: StoredDocument | undefined): string | undefined {
  const [, name = '', version] = /\/\/(?:transit\/)?(\w+)\?.*\bversion=(\d+)/.exec(document?.DFNS_KEY ?? '') ?? [];
  return version && pairOf(name, Number(version)).publicKey;
}

/** The key pair of one version. */
export function pairOf(name: string, version: number): KeyPair {
  return keyNumber((first[name] ?? 0) + version);
}

function data(found: unknown): Reply {
  return { status: 200, body: { data: found } };
}
