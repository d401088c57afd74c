import { createPrivateKey, sign } from 'node:crypto';
import { type KeyName, type KmsModel, pairOf, type Spoilt, toSign } from './kms.js';
import type { Asked, Reply } from './server.js';

const ring = 'projects/my-project/locations/europe-west1/keyRings/dfns/cryptoKeys';

/** Cloud KMS of Google, with two Ed25519 keys. The client is held to a server that the discovery document judges. */
export class GcpKmsModel implements KmsModel {
  readonly host = 'cloudkms.googleapis.com';
  readonly makesVersions = true;
  versions = 1;
  spoils: Spoilt;

  addressOf(name: KeyName): string {
    return `gcpkms://${ring}/${name}`;
  }

  pinnedOf(name: KeyName, version: number): string {
    return `${this.addressOf(name)}/cryptoKeyVersions/${version}`;
  }

  pairOf(name: KeyName, version: number) {
    return pairOf(name, version);
  }

  reply({ method, url, body }: Asked): Reply {
    const [, name = '', version = '', verb = ''] =
      /\/cryptoKeys\/(backend|provisioner)\/cryptoKeyVersions(?:\/(\d+))?((?:\/|:)\w+)?$/.exec(url.pathname) ?? [];
    if (name === '') return { status: 404, body: { error: { code: 404, status: 'NOT_FOUND', message: 'none' } } };
    const of = `${ring}/${name}/cryptoKeyVersions`;
    const described = (number: number) => ({ name: `${of}/${number}`, state: 'ENABLED', algorithm: 'EC_SIGN_ED25519' });
    if (version === '' && method === 'POST') return { status: 200, body: described(++this.versions) };
    if (version === '') {
      const count = name === 'backend' ? this.versions : 1;
      const cryptoKeyVersions = Array.from({ length: count }, (_, index) => described(index + 1));
      return { status: 200, body: { cryptoKeyVersions, totalSize: count } };
    }
    const pair = pairOf(name as KeyName, Number(version));
    const about = described(Number(version));
    if (verb === '/publicKey') return { status: 200, body: { ...about, pem: `${pair.publicKey}\n` } };
    if (verb === '') return { status: 200, body: about };
    const { pair: signing, data } = toSign(this, pair, Buffer.from(JSON.parse(body).data, 'base64'));
    const signature = sign(null, data, createPrivateKey(signing.privateKey)).toString('base64');
    return { status: 200, body: { name: about.name, signature } };
  }
}
