import { constants, createHash, generateKeyPairSync, sign } from 'node:crypto';
import { derOf } from '../../src/kms/ecdsa-der.js';
import { signDigest, signDigestDer } from '../servers/ecdsa.js';
import { signDigestRsa } from '../servers/gcp-kms.js';
import { answering, type Loopback } from '../servers/loopback.js';
import { errorOf } from './errors.js';
import { addressAt, opened } from './services.js';

const DATA = Buffer.from('{"type":"key.get","challenge":"MWM0MmY2"}');
const twice = createHash('sha256').update(createHash('sha256').update(DATA).digest()).digest();
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed25519 = generateKeyPairSync('ed25519');
const another = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const pss = { key: rsa.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING };

// Each is a signature that some service makes, or would make by mistake, and that Dfns refuses without saying why.
const refused: [what: string, type: string, signature: Buffer][] = [
  ['PSS', 'rsa-2048', sign('sha256', DATA, pss)],
  ['PKCS#1 v1.5 with SHA-512', 'rsa-2048', sign('sha512', DATA, rsa.privateKey)],
  ['a digest that was hashed once more', 'rsa-2048', signDigestRsa(rsa.privateKey, twice)],
  ['r and s without DER', 'ecdsa-p256', sign('sha256', DATA, { key: p256.privateKey, dsaEncoding: 'ieee-p1363' })],
  ['a digest that was hashed once more', 'ecdsa-p256', signDigestDer(p256.privateKey, twice)],
  ['the key of another', 'ecdsa-p256', sign('sha256', DATA, another)],
  [
    'a digest instead of the message',
    'ed25519',
    sign(null, createHash('sha256').update(DATA).digest(), ed25519.privateKey),
  ],
  ['half a signature', 'ed25519', sign(null, DATA, ed25519.privateKey).subarray(0, 32)],
];

describe('a signature', () => {
  let server: Loopback;
  let type = '';
  let signature = '';
  const publicKeys: Record<string, string> = {
    'rsa-2048': rsa.publicKey.export({ type: 'spki', format: 'pem' }) as string,
    'ecdsa-p256': p256.publicKey.export({ type: 'spki', format: 'pem' }) as string,
    ed25519: Buffer.from(String(ed25519.publicKey.export({ format: 'jwk' }).x), 'base64url').toString('base64'),
  };
  beforeAll(async () => {
    server = await answering(({ method }) => {
      const keys = { 1: { public_key: publicKeys[type] } };
      return { status: 200, body: { data: method === 'GET' ? { type, keys, latest_version: 1 } : { signature } } };
    });
  });
  afterAll(() => server.stop());
  const keyOf = (wanted: string) => {
    type = wanted;
    return opened({ url: server.url, environment: { VAULT_TOKEN: 'hvs.some' } } as never, 'hashivault://dfns-ci');
  };

  it.each(refused)('of %s (%s) is refused before it is sent', async (_, wanted, made) => {
    const key = await keyOf(wanted);
    signature = `vault:v1:${made.toString('base64')}`;
    expect(await errorOf(key.sign(DATA))).toMatchObject({
      code: 'KMS_BAD_SIGNATURE',
      message: expect.stringContaining('hashivault://dfns-ci'),
    });
  });

  it('of another version than was asked for is refused, and so is an answer without one', async () => {
    const key = await keyOf('ecdsa-p256');
    signature = `vault:v2:${sign('sha256', DATA, p256.privateKey).toString('base64')}`;
    expect(await errorOf(key.sign(DATA))).toMatchObject({
      code: 'KMS_BAD_SIGNATURE',
      message: expect.stringContaining('version 2'),
    });
    signature = 'none';
    expect(await errorOf(key.sign(DATA))).toMatchObject({ code: 'KMS_UNREACHABLE' });
  });

  it('of r and s becomes the DER that OpenSSL writes, also with leading zeros and high bits', () => {
    const address = addressAt('azurekms://my-vault.vault.azure.net/dfns-ci', 'https://my-vault.vault.azure.net');
    const halves = [
      `${'00'.repeat(31)}01`,
      `${'00'.repeat(30)}80ff`,
      'ff'.repeat(32),
      `7f${'00'.repeat(31)}`,
      '00'.repeat(32),
    ];
    for (const r of halves) {
      for (const s of halves) {
        const der = derOf(address, Buffer.from(r + s, 'hex'));
        expect(readDer(der)).toEqual([BigInt(`0x${r}`), BigInt(`0x${s}`)]);
      }
    }
    for (let count = 0; count < 20; count++) {
      const digest = createHash('sha256').update(String(count)).digest();
      const der = derOf(address, signDigest(p256.privateKey, digest));
      expect(readDer(der).every((half) => half > 0n)).toBe(true);
    }
  });
});

/** Two integers, each as short as DER wants it. */
function readDer(der: Buffer): bigint[] {
  expect(der.subarray(0, 2)).toEqual(Buffer.from([0x30, der.length - 2]));
  const found: bigint[] = [];
  for (let at = 2; at < der.length; ) {
    const length = der[at + 1] ?? 0;
    const bytes = der.subarray(at + 2, at + 2 + length);
    expect(der[at]).toBe(2);
    expect(bytes[0]).toBeLessThan(0x80);
    if (length > 1 && bytes[0] === 0) expect(bytes[1]).toBeGreaterThanOrEqual(0x80);
    found.push(BigInt(`0x${bytes.toString('hex')}`));
    at += 2 + length;
  }
  return found;
}
