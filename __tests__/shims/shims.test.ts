import { createHash, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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

describe('the shims of what @actions/core and @azure/identity could do', () => {
  test('say that nothing is asked and nothing started, where one day it would be', async () => {
    const { getIDToken, platform } = await import('@actions/core');
    const { default: open } = await import('open');
    const request = { ACTIONS_ID_TOKEN_REQUEST_URL: 'http://127.0.0.1:9', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'token' };
    Object.assign(process.env, request);
    try {
      await expect(getIDToken()).rejects.toThrow('@actions/http-client is a shim here');
    } finally {
      for (const name of Object.keys(request)) delete process.env[name];
    }
    await expect(platform.getDetails()).rejects.toThrow('@actions/exec is a shim here');
    expect(() => open()).toThrow('open is a shim here');
  });
});

describe('the shim of node-fetch', () => {
  test('asks the metadata server of a machine on Google Cloud, and says why it could not', async () => {
    const { Compute } = await import('google-auth-library');
    const asked: unknown[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url, request.headers['metadata-flavor']);
      response.setHeader('metadata-flavor', 'Google');
      response.setHeader('content-type', 'application/json');
      response.end('{"access_token":"ya29.machine","expires_in":3599,"token_type":"Bearer"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    process.env.GCE_METADATA_HOST = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      expect((await new Compute().getAccessToken()).token).toBe('ya29.machine');
      expect(asked).toEqual(['/computeMetadata/v1/instance/service-accounts/default/token', 'Google']);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      const { default: nodeFetch } = await import('node-fetch');
      await expect(nodeFetch(`http://${process.env.GCE_METADATA_HOST}/`)).rejects.toMatchObject({
        code: 'ECONNREFUSED',
      });
    } finally {
      delete process.env.GCE_METADATA_HOST;
    }
  });
});
