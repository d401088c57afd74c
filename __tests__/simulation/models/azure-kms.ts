import { createPrivateKey, createPublicKey } from 'node:crypto';
import { challenge, problem } from '../../servers/azure.js';
import { signDigest } from '../../servers/ecdsa.js';
import { token } from './azure.js';
import { type KeyName, type KmsModel, pairOf, type Spoilt, toSign } from './kms.js';
import type { Asked, Reply } from './server.js';

/** Key Vault of Azure, with two P-256 keys: it has no Ed25519. Microsoft's own client judges it. */
export class AzureKmsModel implements KmsModel {
  readonly host = 'my-keys.vault.azure.net';
  readonly makesVersions = true;
  versions = 1;
  spoils: Spoilt;

  addressOf(name: KeyName): string {
    return `azurekms://${this.host}/${name}`;
  }

  pinnedOf(name: KeyName, version: number): string {
    return `azurekms://${this.host}/${name}/${idOf(version)}`;
  }

  pairOf(name: KeyName, version: number) {
    return pairOf(name, version, 'p-256');
  }

  reply({ method, url, headers, body }: Asked): Reply {
    if (headers.authorization !== `Bearer ${token}`) return challenge;
    const [, , name = '', id = '', verb = ''] = url.pathname.split('/');
    if (name !== 'backend' && name !== 'provisioner') return problem(404, 'KeyNotFound');
    if (id === 'rotate') this.versions += 1;
    const number = /^\d+$/.test(id) ? Number(id) : name === 'backend' ? this.versions : 1;
    const kid = `https://${this.host}/keys/${name}/${idOf(number)}`;
    const pair = this.pairOf(name, number);
    if (verb !== 'sign') {
      if (method !== 'GET' && id !== 'rotate') return problem(404, 'KeyNotFound');
      const jwk = createPublicKey(pair.publicKey).export({ format: 'jwk' });
      const attributes = { enabled: true, created: 1, updated: 1 };
      return { status: 200, body: { key: { ...jwk, kid, key_ops: ['sign', 'verify'] }, attributes } };
    }
    const { alg, value } = JSON.parse(body);
    if (alg !== 'ES256') return problem(400, 'BadParameter');
    const { pair: signing, data: digest } = toSign(this, pair, Buffer.from(value, 'base64url'));
    const signature = signDigest(createPrivateKey(signing.privateKey), digest.subarray(-32));
    return { status: 200, body: { kid, value: signature.toString('base64url') } };
  }
}

function idOf(version: number): string {
  return String(version).padStart(32, '0');
}
