import { createPrivateKey, sign } from 'node:crypto';
import { type KeyName, type KmsModel, pairOf, type Spoilt, toSign } from './kms.js';
import type { Asked, Reply } from './server.js';

const names: readonly string[] = ['backend', 'provisioner'] satisfies KeyName[];
const prefix = Buffer.from('302a300506032b6570032100', 'hex');

/** Transit, with two Ed25519 keys. `__tests__/kms/contract.test.ts` holds the client to a real one. */
export class TransitModel implements KmsModel {
  readonly host = 'kms.test';
  readonly makesVersions = true;
  versions = 1;
  spoils: Spoilt;

  addressOf(name: KeyName): string {
    return `hashivault://${name}?endpoint=https://kms.test`;
  }

  pinnedOf(name: KeyName, version: number): string {
    return `hashivault://${name}?version=${version}&endpoint=https://kms.test`;
  }

  pairOf(name: KeyName, version: number) {
    return pairOf(name, version);
  }

  reply({ method, url, body }: Asked): Reply {
    const [, kind, name = '', act] = /^\/v1\/transit\/(keys|sign)\/(\w+)(\/rotate)?$/.exec(url.pathname) ?? [];
    if (!names.includes(name)) return { status: 404, body: { errors: [] } };
    if (kind === 'keys' && method === 'GET') return data(this.described(name as KeyName));
    if (kind === 'keys' && act && method === 'POST') {
      this.versions += 1;
      return data(this.described(name as KeyName));
    }
    if (kind !== 'sign' || method !== 'POST') return { status: 404, body: { errors: [] } };
    const { input, key_version: version } = JSON.parse(body);
    const { pair, data: text } = toSign(this, pairOf(name as KeyName, version), Buffer.from(input, 'base64'));
    const signature = sign(null, text, createPrivateKey(pair.privateKey)).toString('base64');
    return data({ signature: `vault:v${version}:${signature}` });
  }

  private described(name: KeyName): unknown {
    const count = name === 'backend' ? this.versions : 1;
    const versions = Array.from({ length: count }, (_, index) => {
      const [, text = ''] = /\n([\w+/=]+)\n/.exec(pairOf(name, index + 1).publicKey) ?? [];
      const bare = Buffer.from(text, 'base64').subarray(prefix.length).toString('base64');
      return [index + 1, { public_key: bare }];
    });
    return { type: 'ed25519', latest_version: count, keys: Object.fromEntries(versions) };
  }
}

function data(found: unknown): Reply {
  return { status: 200, body: { data: found } };
}
