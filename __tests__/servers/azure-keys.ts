import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { challenge, problem } from './azure.js';
import { signDigest } from './ecdsa.js';
import { signDigestRsa } from './gcp-kms.js';
import { type Answer, answering, type LoggedRequest, type Loopback } from './loopback.js';

interface Version {
  readonly id: string;
  readonly kty: string;
  readonly privateKey: KeyObject | undefined;
  operations: string[];
  attributes: { enabled: boolean; nbf?: number; exp?: number; exportable?: boolean };
}

export interface FakeVaultOfKeys extends Loopback {
  readonly keys: Map<string, Version[]>;
  readonly accessToken: string;
  /** Actions of the identity: `read`, `sign`, `rotate`. */
  readonly granted: Set<string>;
  /** Makes a key with one version. @returns its name */
  make(kty: string, parameter: number | string): string;
  answerWith(answer: Answer | undefined): void;
}

/** Key Vault's keys as Azure's own client speaks with them: challenge first, then real signatures. */
export async function fakeVaultOfKeys(): Promise<FakeVaultOfKeys> {
  const keys = new Map<string, Version[]>();
  const accessToken = randomBytes(24).toString('base64url');
  const granted = new Set(['read', 'sign', 'rotate']);
  let fixed: Answer | undefined;
  const loopback = await answering((request) => {
    if (request.headers.authorization !== `Bearer ${accessToken}`) return challenge;
    return fixed ?? route(keys, granted, request);
  });
  const make = (kty: string, parameter: number | string) => {
    const name = `key-${keys.size + 1}`;
    keys.set(name, [made(kty, parameter)]);
    return name;
  };
  return { ...loopback, keys, accessToken, granted, make, answerWith: (answer) => (fixed = answer) };
}

function made(kty: string, parameter: number | string): Version {
  const privateKey = kty.startsWith('oct')
    ? undefined
    : kty.startsWith('RSA')
      ? generateKeyPairSync('rsa', { modulusLength: Number(parameter) }).privateKey
      : generateKeyPairSync('ec', { namedCurve: String(parameter) }).privateKey;
  const operations = kty.startsWith('oct') ? ['wrapKey', 'unwrapKey'] : ['sign', 'verify'];
  return { id: randomBytes(16).toString('hex'), kty, privateKey, operations, attributes: { enabled: true } };
}

function route(keys: Map<string, Version[]>, granted: Set<string>, request: LoggedRequest): Answer {
  const url = new URL(request.path, `http://${request.headers.host}`);
  if (!url.searchParams.has('api-version')) return problem(400, 'BadParameter');
  const [, , name = '', id = '', verb = ''] = url.pathname.split('/');
  const action = request.method === 'GET' ? 'read' : id === 'rotate' ? 'rotate' : verb;
  if (!granted.has(action)) return problem(403, 'Forbidden', 'ForbiddenByRbac');
  const versions = keys.get(name);
  if (versions === undefined) return problem(404, 'KeyNotFound');
  if (action === 'rotate') {
    const { kty = '', privateKey } = versions.at(-1) ?? {};
    const { modulusLength, namedCurve } = privateKey?.asymmetricKeyDetails ?? {};
    versions.push(made(kty, modulusLength ?? namedCurve ?? ''));
  }
  const version = action === 'rotate' || id === '' ? versions.at(-1) : versions.find((each) => each.id === id);
  if (version === undefined) return problem(404, 'KeyNotFound');
  const kid = `${url.origin}/keys/${name}/${version.id}`;
  return action === 'sign'
    ? signed(version, kid, JSON.parse(request.body))
    : { status: 200, body: bundle(version, kid) };
}

function signed({ privateKey, kty, attributes }: Version, kid: string, sent: { alg: string; value: string }): Answer {
  if (!attributes.enabled) return problem(403, 'Forbidden', 'KeyDisabled');
  const digest = Buffer.from(sent.value, 'base64url');
  const expected = kty.startsWith('RSA') ? 'RS256' : 'ES256';
  if (privateKey === undefined || sent.alg !== expected || digest.length !== 32) return problem(400, 'BadParameter');
  const value = expected === 'RS256' ? signDigestRsa(privateKey, digest) : signDigest(privateKey, digest);
  return { status: 200, body: { kid, value: value.toString('base64url') } };
}

function bundle({ kty, privateKey, operations, attributes }: Version, kid: string) {
  const jwk = privateKey === undefined ? {} : createPublicKey(privateKey).export({ format: 'jwk' });
  const crv = jwk.crv === 'secp256k1' ? { crv: 'P-256K' } : {};
  return {
    key: { ...jwk, ...crv, kty, kid, key_ops: operations },
    attributes: { created: 1, updated: 1, ...attributes },
  };
}
