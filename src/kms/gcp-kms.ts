import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import type { GcpKey } from '../core/kms-address.js';
import { pinned } from './address.js';
import { kmsError, notEnabled, senseless, unusable } from './fault.js';
import { type AskGcp, connectGcp } from './gcp-client.js';
import type { KeyOfProvider, KmsSettings, Version } from './kms.js';

/** The algorithms that Dfns verifies: PKCS#1 v1.5 or ECDSA with SHA-256, and Ed25519. */
const USABLE = /^(RSA_SIGN_PKCS1_(2048|3072|4096)_SHA256|EC_SIGN_P256_SHA256|EC_SIGN_ED25519)$/;
/** Making a version takes some seconds, in an HSM more. */
const GENERATION_TRIES = 120;

interface Listed {
  readonly number: number;
  readonly state: string;
}

/**
 * Google Cloud KMS by REST. A key has no version of its own that signs: without one in the address, the highest enabled one does.
 * @see https://cloud.google.com/kms/docs/reference/rest
 */
export function openGcpKey(address: GcpKey, settings: KmsSettings): KeyOfProvider {
  const ask = connectGcp(address, settings);
  return {
    resolve: async () => resolve(address, ask, address.version ?? (await newest(address, ask))),
    createVersion: () => createVersion(address, ask, settings),
  };
}

async function resolve(address: GcpKey, ask: AskGcp, version: number): Promise<Version> {
  const path = `${address.key}/cryptoKeyVersions/${version}`;
  const { pem, algorithm } = await ask('viewPublicKey', 'GET', `${path}/publicKey`);
  if (typeof algorithm === 'string' && !USABLE.test(algorithm))
    throw unusable(address, `its algorithm is ${algorithm}`);
  const publicKey = readPem(address, pem);
  const isEd25519 = publicKey.asymmetricKeyType === 'ed25519';
  return {
    pinned: pinned(address, String(version)),
    publicKey,
    warnings: [],
    async sign(data) {
      const sha256 = () => createHash('sha256').update(data).digest('base64');
      const body = isEd25519 ? { data: Buffer.from(data).toString('base64') } : { digest: { sha256: sha256() } };
      const { signature } = await ask('useToSign', 'POST', `${path}:asymmetricSign`, body);
      return Buffer.from(typeof signature === 'string' ? signature : '', 'base64');
    },
  };
}

function readPem(address: GcpKey, pem: unknown): KeyObject {
  try {
    return createPublicKey(String(pem));
  } catch {
    throw senseless(address, 'a public key');
  }
}

/** Numbers are compared: as text, version 10 comes before version 9. */
async function newest(address: GcpKey, ask: AskGcp): Promise<number> {
  const versions = await list(address, ask);
  const enabled = versions.filter(({ state }) => state === 'ENABLED').map(({ number }) => number);
  if (enabled.length > 0) return Math.max(...enabled);
  const last = versions.sort((a, b) => b.number - a.number)[0];
  throw notEnabled(
    address,
    `has no enabled version${last === undefined ? '' : `; its newest, ${last.number}, is ${last.state}`}`,
  );
}

async function list(address: GcpKey, ask: AskGcp): Promise<Listed[]> {
  const found: Listed[] = [];
  let token = '';
  do {
    const page = token === '' ? '' : `&pageToken=${encodeURIComponent(token)}`;
    const body = await ask('list', 'GET', `${address.key}/cryptoKeyVersions?pageSize=500${page}`);
    const versions = Array.isArray(body.cryptoKeyVersions) ? body.cryptoKeyVersions : [];
    found.push(...versions.map(listed).filter(({ number }) => number > 0));
    token = typeof body.nextPageToken === 'string' ? body.nextPageToken : '';
  } while (token !== '');
  return found;
}

function listed(version: { name?: unknown; state?: unknown }): Listed {
  const state = String(version.state);
  return { number: numberIn(version.name), state: /^[A-Z_]{1,40}$/.test(state) ? state : 'in an unknown state' };
}

function numberIn(name: unknown): number {
  return Number(/\/cryptoKeyVersions\/(\d+)$/.exec(String(name))?.[1] ?? 0);
}

async function createVersion(address: GcpKey, ask: AskGcp, { world, signal, deadline = 10_000 }: KmsSettings) {
  const made = await ask('create', 'POST', `${address.key}/cryptoKeyVersions`, {});
  const number = numberIn(made.name);
  if (number === 0) throw senseless(address, 'the name of the new version');
  let { state } = made;
  for (let tries = 0; state === 'PENDING_GENERATION' && tries < GENERATION_TRIES; tries++) {
    await world.sleep(deadline / 20, signal).catch(() => undefined);
    ({ state } = await ask('get', 'GET', `${address.key}/cryptoKeyVersions/${number}`));
  }
  if (state === 'ENABLED') return pinned(address, String(number));
  throw kmsError(address, {
    code: 'KMS_FAILED',
    what: `has the new version ${number}, which cannot sign yet (${listed({ state }).state})`,
    cure: 'Look at the version in the console; once it is enabled, run mode ensure, which moves to it.',
  });
}
