import { createPrivateKey, sign } from 'node:crypto';
import { type KeyName, type KmsModel, pairOf, type Spoilt, toSign } from './kms.js';
import type { Asked, Reply } from './server.js';

const account = 'arn:aws:kms:eu-west-1:123456789012';
const ids: Readonly<Record<KeyName, string>> = { backend: 'bbbbbbbb', provisioner: 'aaaaaaaa' };

/** KMS of AWS, with an alias for each of two Ed25519 keys: a person lets it name another key. The client is held to moto. */
export class AwsKmsModel implements KmsModel {
  readonly host = 'kms.eu-west-1.amazonaws.com';
  readonly makesVersions = false;
  versions = 1;
  spoils: Spoilt;

  addressOf(name: KeyName): string {
    return `awskms:///alias/${name}?region=eu-west-1`;
  }

  pinnedOf(name: KeyName, version: number): string {
    return `awskms:///${arnOf(name, version)}?region=eu-west-1`;
  }

  pairOf(name: KeyName, version: number) {
    return pairOf(name, version);
  }

  reply({ headers, body }: Asked): Reply {
    const sent = JSON.parse(body) as { KeyId: string; Message: string; SigningAlgorithm: string; MessageType: string };
    const name = (['backend', 'provisioner'] as const).find((each) =>
      new RegExp(`${each}$|${ids[each]}-`).test(sent.KeyId),
    );
    if (name === undefined) return refused('NotFoundException');
    const [, version] = /-0*(\d+)$/.exec(sent.KeyId) ?? [];
    const number = version ? Number(version) : name === 'backend' ? this.versions : 1;
    const pair = pairOf(name, number);
    const KeyId = arnOf(name, number);
    if (headers['x-amz-target'] === 'TrentService.GetPublicKey') {
      const [, PublicKey] = /\n([\w+/=]+)\n/.exec(pair.publicKey) ?? [];
      const about = { KeySpec: 'ECC_NIST_EDWARDS25519', KeyUsage: 'SIGN_VERIFY' };
      return { status: 200, body: { KeyId, PublicKey, ...about } };
    }
    if (sent.SigningAlgorithm !== 'ED25519_SHA_512' || sent.MessageType !== 'RAW')
      return refused('ValidationException');
    const { pair: signing, data } = toSign(this, pair, Buffer.from(sent.Message, 'base64'));
    const Signature = sign(null, data, createPrivateKey(signing.privateKey)).toString('base64');
    return { status: 200, body: { KeyId, Signature, SigningAlgorithm: sent.SigningAlgorithm } };
  }
}

function arnOf(name: KeyName, version: number): string {
  return `${account}:key/${ids[name]}-0000-0000-0000-${String(version).padStart(12, '0')}`;
}

function refused(name: string): Reply {
  return { status: 400, body: { __type: name, message: name }, headers: { 'x-amzn-errortype': name } };
}
