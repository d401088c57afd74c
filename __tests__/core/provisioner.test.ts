import { createHash, createPublicKey, verify } from 'node:crypto';
import { attest } from '../../src/core/attestation.js';
import { generateKeyPair, type KeyType } from '../../src/core/key-pair.js';
import {
  credentialName,
  pendingProvisionerDocument,
  provisionerDocument,
  readProvisionerDocument,
} from '../../src/core/stored-provisioner.js';

test.each<KeyType>(['rsa-2048', 'ec-p256', 'ed25519'])('a key of type %s attests its registration', async (type) => {
  const key = await generateKeyPair(type);
  const { clientData, attestationData } = await attest('c2hhbGxlbmdl', key);
  const sent = Buffer.from(clientData, 'base64url');
  expect(sent.toString()).toBe('{"challenge":"c2hhbGxlbmdl","type":"key.create"}');
  const { publicKey, signature } = JSON.parse(Buffer.from(attestationData, 'base64url').toString());
  expect(publicKey).toBe(key.publicKey);
  const clientDataHash = createHash('sha256').update(sent).digest('hex');
  const fingerprint = Buffer.from(`{"clientDataHash":"${clientDataHash}","publicKey":${JSON.stringify(publicKey)}}`);
  const algorithm = type === 'ed25519' ? null : 'sha256';
  expect(signature).toMatch(/^([0-9a-f]{2})+$/);
  expect(verify(algorithm, fingerprint, createPublicKey(publicKey), Buffer.from(signature, 'hex'))).toBe(true);
});

describe('the document of a provisioner', () => {
  const place = { apiUrl: 'https://api.dfns.io', orgId: 'or-1', username: 'ci@example.com', credentialId: 'Y3I' };

  test('is read as it was written, and so is the pending one', async () => {
    const credential = { ...place, key: await generateKeyPair('ec-p256') };
    expect(readProvisionerDocument(provisionerDocument(credential))).toEqual({ credential });
    expect(readProvisionerDocument(pendingProvisionerDocument(credential, new Date()))).toEqual({ credential });
  });

  test('is told by what it lacks, without its values', async () => {
    const document = provisionerDocument({ ...place, key: await generateKeyPair('ec-p256') });
    const { DFNS_USERNAME: _user, DFNS_CRED_ID: _id, ...part } = document;
    expect(readProvisionerDocument(part)).toEqual({ fault: 'lacks DFNS_USERNAME, DFNS_CRED_ID' });
    const damaged = readProvisionerDocument({ ...document, DFNS_PRIVATE_KEY: 'hunter2' });
    expect(damaged).toEqual({ fault: expect.not.stringContaining('hunter2') });
    expect(readProvisionerDocument({ ...document, DFNS_AUTH_TOKEN: 'eyJ' })).toEqual({
      fault: expect.stringContaining('service account'),
    });
  });
});

test('the name of a credential tells the repository, and holds nothing that is not of a repository’s name', () => {
  expect(credentialName('octo-org/back.end_1')).toBe('github-actions octo-org/back.end_1');
  expect(credentialName('a/b"\n<script>')).toBe('github-actions a/bscript');
  expect(credentialName(undefined)).toBe('github-actions');
});
