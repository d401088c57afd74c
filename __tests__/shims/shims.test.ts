import { createHash, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { AsymmetricKeySigner } from '@dfns/sdk-keysigner';
import type { SdkOptions } from '../../src/dfns/sdk.js';
import { PermissionsClient } from '../../src/dfns/sdk-clients.js';

describe('the shim of cross-fetch', () => {
  test('hands each request of the SDK to the transport, and no other fetch is called', async () => {
    const fetched = jest.spyOn(globalThis, 'fetch');
    const seen: string[] = [];
    const transport: SdkOptions['transport'] = async (resource, request) => {
      seen.push(`${request.method} ${resource.pathname}${resource.search}`);
      return { ok: true, status: 200, json: async () => ({ items: [] }) };
    };
    const options = { baseUrl: 'https://api.example', authToken: 'opaque', transport };
    expect(await new PermissionsClient(options).listPermissions({ query: { limit: 10 } })).toEqual({ items: [] });
    expect(seen).toEqual(['GET /permissions?limit=10']);
    expect(fetched).not.toHaveBeenCalled();
  });
});

describe('the override of the SDK that the key signer pins', () => {
  const kinds: [string, { privateKey: KeyObject; publicKey: KeyObject }][] = [
    ['RSA', generateKeyPairSync('rsa', { modulusLength: 2048 })],
    ['P-256', generateKeyPairSync('ec', { namedCurve: 'P-256' })],
    ['Ed25519', generateKeyPairSync('ed25519')],
  ];
  test.each(kinds)('signs with %s', async (_, { privateKey, publicKey }) => {
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const signer = new AsymmetricKeySigner({ credId: 'cr-1', privateKey: pem });
    const challenge = createHash('sha256').update('challenge').digest('base64url');
    const allowCredentials = { key: [{ type: 'public-key', id: 'cr-1' }], webauthn: [] };
    const signed = await signer.sign({ challenge, allowCredentials } as unknown as Parameters<typeof signer.sign>[0]);
    const { clientData, signature } = signed.credentialAssertion as { clientData: string; signature: string };
    const data = Buffer.from(clientData, 'base64url');
    expect(JSON.parse(data.toString())).toEqual({ type: 'key.get', challenge });
    const algorithm = publicKey.asymmetricKeyType === 'ed25519' ? null : 'sha256';
    expect(verify(algorithm, data, publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
  });
});

describe('the shim of undici', () => {
  test('is all that the client of GitHub takes of it, behind a proxy too, and sends nothing', async () => {
    process.env.https_proxy = 'http://127.0.0.1:9';
    try {
      const { getOctokit } = await import('@actions/github');
      const fetch = jest.fn(async () => ({ status: 200, url: '', headers: new Map(), text: async () => '{}' }));
      const { status } = await getOctokit('ghs_1', { request: { fetch } }).request('GET /zen');
      expect(status).toBe(200);
      expect(fetch).toHaveBeenCalledTimes(1);
      await expect(getOctokit('ghs_1').request('GET /zen')).rejects.toThrow('undici is a shim here');
    } finally {
      delete process.env.https_proxy;
    }
  });
});
