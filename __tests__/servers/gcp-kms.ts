import {
  constants,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  privateEncrypt,
  randomBytes,
  sign,
} from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signDigestDer } from './ecdsa.js';
import { exchange, federated } from './gcp.js';
import { discoveryCheck } from './gcp-discovery.js';
import { type Answer, answering, type LoggedRequest, type Loopback } from './loopback.js';

interface Version {
  state: string;
  algorithm: string;
  readonly privateKey: KeyObject | undefined;
  /** So many looks find it still being made. */
  pending: number;
}

export interface FakeCloudKms extends Loopback {
  /** Versions of each key, from 1. */
  readonly keys: Map<string, Version[]>;
  /** Each request and answer that is not as Google's discovery document describes it. */
  readonly violations: string[];
  readonly credentials: string;
  /** Permissions of the identity, after `cloudkms.cryptoKeyVersions.`. */
  readonly granted: Set<string>;
  /** Makes a key with one enabled version. @returns its name */
  make(algorithm: string): string;
  answerWith(answer: Answer | undefined): void;
}

const RING = 'projects/my-project/locations/europe-west1/keyRings/dfns/cryptoKeys';
const RIGHTS = ['list', 'get', 'create', 'viewPublicKey', 'useToSign'];

/** Cloud KMS with its token exchange; it signs for real. */
export async function fakeCloudKms(discovery: string): Promise<FakeCloudKms> {
  const folder = mkdtempSync(join(tmpdir(), 'gcp-kms-'));
  const keys = new Map<string, Version[]>();
  const violations: string[] = [];
  const granted = new Set(RIGHTS);
  const [accessToken, subjectToken] = [randomBytes(24).toString('base64url'), randomBytes(24).toString('base64url')];
  const check = discoveryCheck(JSON.parse(readFileSync(discovery, 'utf8')));
  let fixed: Answer | undefined;
  const loopback = await answering((request) => {
    if (request.path === '/v1/token') return exchange(request, subjectToken, accessToken);
    if (request.headers.authorization !== `Bearer ${accessToken}`) return problem(401, 'UNAUTHENTICATED');
    if (fixed !== undefined) return fixed;
    const answer = route(keys, granted, request);
    violations.push(...check(request, answer));
    return answer;
  });
  writeFileSync(join(folder, 'oidc'), subjectToken);
  const credentials = join(folder, 'credentials.json');
  writeFileSync(credentials, JSON.stringify(federated(loopback.url, join(folder, 'oidc'))));
  return {
    ...loopback,
    keys,
    violations,
    credentials,
    granted,
    make: (algorithm) => {
      const name = `${RING}/key-${keys.size + 1}`;
      keys.set(name, [made(algorithm)]);
      return name;
    },
    answerWith: (answer) => (fixed = answer),
    stop: async () => {
      rmSync(folder, { recursive: true, force: true });
      await loopback.stop();
    },
  };
}

function made(algorithm: string): Version {
  return { state: 'ENABLED', algorithm, privateKey: privateKeyFor(algorithm), pending: 0 };
}

function privateKeyFor(algorithm: string): KeyObject | undefined {
  const bits = /^RSA_[A-Z_0-9]*?(\d{4})/.exec(algorithm)?.[1];
  if (bits !== undefined) return generateKeyPairSync('rsa', { modulusLength: Number(bits) }).privateKey;
  if (algorithm === 'EC_SIGN_ED25519') return generateKeyPairSync('ed25519').privateKey;
  const curve = { EC_SIGN_P256_SHA256: 'P-256', EC_SIGN_P384_SHA384: 'P-384', EC_SIGN_SECP256K1_SHA256: 'secp256k1' }[
    algorithm
  ];
  return curve === undefined ? undefined : generateKeyPairSync('ec', { namedCurve: curve }).privateKey;
}

function route(keys: Map<string, Version[]>, granted: Set<string>, { method, path, body }: LoggedRequest): Answer {
  const { pathname, searchParams } = new URL(path, 'http://loopback');
  const [, key = '', rest = '', verb = ''] =
    /^\/v1\/(projects\/.+\/cryptoKeys\/[^/:]+)\/cryptoKeyVersions(?:\/(\d+))?((?:\/|:)\w+)?$/.exec(pathname) ?? [];
  const right = rightFor(method, rest, verb);
  if (right === undefined) return problem(404, 'NOT_FOUND');
  if (!granted.has(right)) return problem(403, 'PERMISSION_DENIED');
  const versions = keys.get(key);
  if (versions === undefined) return problem(404, 'NOT_FOUND');
  if (right === 'list') return listed(key, versions, Number(searchParams.get('pageToken') ?? 0));
  if (right === 'create') {
    versions.push({ ...made(versions[0]?.algorithm ?? ''), state: 'PENDING_GENERATION', pending: 2 });
    return { status: 200, body: described(key, versions, versions.length) };
  }
  const version = versions[Number(rest) - 1];
  if (version === undefined) return problem(404, 'NOT_FOUND');
  if (right === 'get') {
    version.pending -= 1;
    if (version.state === 'PENDING_GENERATION' && version.pending <= 0) version.state = 'ENABLED';
    return { status: 200, body: described(key, versions, Number(rest)) };
  }
  if (version.privateKey === undefined) return problem(400, 'INVALID_ARGUMENT');
  if (version.state !== 'ENABLED') {
    return problem(400, 'FAILED_PRECONDITION', `${key} is not enabled, current state is: ${version.state}.`);
  }
  const name = `${key}/cryptoKeyVersions/${rest}`;
  if (right === 'viewPublicKey') return { status: 200, body: { name, ...publicKey(version), protectionLevel: 'HSM' } };
  const signature = signed(version, JSON.parse(body));
  return signature === undefined
    ? problem(400, 'INVALID_ARGUMENT')
    : { status: 200, body: { name, signature: signature.toString('base64'), protectionLevel: 'HSM' } };
}

function rightFor(method: string, version: string, verb: string): string | undefined {
  if (version === '') return { GET: 'list', POST: 'create' }[method];
  if (method === 'GET') return { '': 'get', '/publicKey': 'viewPublicKey' }[verb];
  return verb === ':asymmetricSign' ? 'useToSign' : undefined;
}

/** Two a page, by their names: 10 comes before 9. */
function listed(key: string, versions: Version[], start: number): Answer {
  const names = versions.map((_, index) => index + 1).sort((a, b) => (String(a) < String(b) ? -1 : 1));
  const cryptoKeyVersions = names.slice(start, start + 2).map((number) => described(key, versions, number));
  const next = start + 2 < names.length ? { nextPageToken: String(start + 2) } : {};
  return { status: 200, body: { cryptoKeyVersions, totalSize: versions.length, ...next } };
}

function described(key: string, versions: Version[], number: number) {
  const { state, algorithm } = versions[number - 1] ?? {};
  return { name: `${key}/cryptoKeyVersions/${number}`, state, algorithm, protectionLevel: 'HSM' };
}

function publicKey({ privateKey, algorithm }: Version) {
  const pem = privateKey && createPublicKey(privateKey).export({ type: 'spki', format: 'pem' });
  return { pem, algorithm };
}

/** What is not what the algorithm takes is refused, as Google does. */
function signed({ algorithm, privateKey }: Version, sent: { data?: string; digest?: { sha256?: string } }) {
  if (privateKey === undefined) return undefined;
  if (algorithm === 'EC_SIGN_ED25519') {
    return sent.data === undefined ? undefined : sign(null, Buffer.from(sent.data, 'base64'), privateKey);
  }
  const digest = Buffer.from(sent.digest?.sha256 ?? '', 'base64');
  if (digest.length !== 32) return undefined;
  if (algorithm === 'EC_SIGN_P256_SHA256') return signDigestDer(privateKey, digest);
  return signDigestRsa(privateKey, digest);
}

/** PKCS#1 v1.5 over a SHA-256 digest. */
export function signDigestRsa(privateKey: KeyObject, digest: Buffer): Buffer {
  const info = Buffer.concat([Buffer.from('3031300d060960864801650304020105000420', 'hex'), digest]);
  return privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, info);
}

function problem(code: number, status: string, message = status): Answer {
  return { status: code, body: { error: { code, status, message } } };
}
