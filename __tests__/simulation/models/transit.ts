import { createPrivateKey, sign } from 'node:crypto';
import { keyNumber } from '../keys.js';
import type { Asked, Model, Reply, StoredDocument } from './server.js';

/** The first key pair of the KMS: no account's is as high. */
const FIRST = 10_000;
const [name, prefix] = ['backend', Buffer.from('302a300506032b6570032100', 'hex')];

/** The address of the key, as a workflow gives it. */
export const keyInKms = `hashivault://${name}?endpoint=https://kms.test`;

/** Transit, with one Ed25519 key. `__tests__/kms/contract.test.ts` holds the client to a real one. */
export class TransitModel implements Model {
  readonly host = 'kms.test';
  /** How many versions the key has. */
  versions = 1;

  reply({ method, url, body }: Asked): Reply {
    const path = url.pathname.replace(/^\/v1\/transit\//, '');
    if (path === `keys/${name}` && method === 'GET') return data(this.described());
    if (path === `keys/${name}/rotate` && method === 'POST') {
      this.versions += 1;
      return data(this.described());
    }
    if (path !== `sign/${name}` || method !== 'POST') return { status: 404, body: { errors: [] } };
    const { input, key_version: version } = JSON.parse(body);
    const key = createPrivateKey(pairOf(version).privateKey);
    const signature = sign(null, Buffer.from(input, 'base64'), key).toString('base64');
    return data({ signature: `vault:v${version}:${signature}` });
  }

  private described(): unknown {
    const versions = Array.from({ length: this.versions }, (_, index) => {
      const [, text = ''] = /\n([\w+/=]+)\n/.exec(pairOf(index + 1).publicKey) ?? [];
      const bare = Buffer.from(text, 'base64').subarray(prefix.length).toString('base64');
      return [index + 1, { public_key: bare }];
    });
    return { type: 'ed25519', latest_version: this.versions, keys: Object.fromEntries(versions) };
  }
}

/** The public half of the version that a document names. */
export function publicHalfInKms(document: StoredDocument | undefined): string | undefined {
  const [, version] = /[?&]version=(\d+)/.exec(document?.DFNS_KEY ?? '') ?? [];
  return version && pairOf(Number(version)).publicKey;
}

function pairOf(version: number) {
  return keyNumber(FIRST + version);
}

function data(found: unknown): Reply {
  return { status: 200, body: { data: found } };
}
