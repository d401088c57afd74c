import { generateKeyPairSync } from 'node:crypto';
import { readPublicKey } from '../../src/core/key-pair.js';
import { secretsIn, tokenComment } from '../../src/github/comment-text.js';
import { code, plain } from '../../src/github/markdown.js';
import { isSameAccount, markerOf, readMarker } from '../../src/github/marker.js';
import { dashboardOf, requestBody, secretNameFor } from '../../src/github/request-text.js';

const pem = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' });
const key = readPublicKey(pem.toString());
const account = { name: 'evil --> @x', apiUrl: 'https://api.dfns.io' };

test('a marker is read back from an issue, whatever the name, and ends no comment early', () => {
  const marker = markerOf({ account, fingerprint: key.fingerprint });
  expect(readMarker(`text\n${marker}\nmore`)).toEqual({ account, fingerprint: key.fingerprint });
  expect(marker.match(/-->/g)).toHaveLength(1);
  for (const body of ['', marker.replace('account=', 'account=x'), marker.replace(/fingerprint=./, 'fingerprint=Z')])
    expect(readMarker(body)).toBeUndefined();
});

test('accounts of another organisation or API are others; an org-id that is not given yet is none', () => {
  expect(isSameAccount(account, { ...account, orgId: 'or-1' })).toBe(true);
  expect(isSameAccount({ ...account, orgId: 'or-2' }, { ...account, orgId: 'or-1' })).toBe(false);
  expect(isSameAccount(account, { ...account, apiUrl: 'https://api.uae.dfns.io' })).toBe(false);
  expect(isSameAccount(account, { ...account, name: 'evil' })).toBe(false);
});

test.each([
  ['https://api.dfns.io', 'https://app.dfns.io'],
  ['https://api.uae.dfns.io', 'https://app.uae.dfns.io'],
  ['https://api.dfns.ninja', 'https://app.dfns.ninja'],
  ['https://api.dfns.io.evil.example', undefined],
  ['https://proxy.example/dfns', undefined],
  ['http://127.0.0.1:3000', undefined],
])('the dashboard of %s is %s', (apiUrl, dashboard) => {
  expect(dashboardOf(apiUrl)).toBe(dashboard);
});

test.each([
  ['backend', 'DFNS_BACKEND_TOKEN'],
  ['Payments (EU)', 'DFNS_PAYMENTS_EU_TOKEN'],
  ['財務', 'DFNS_TOKEN'],
])('the secret for %s may be called %s', (name, secret) => {
  expect(secretNameFor(name)).toBe(secret);
});

test('what a request or a comment of ours says is no secret, and what is one is found', () => {
  const request = { account, key, repository: 'acme/payments', secretsPage: 'https://github.com/acme/payments' };
  expect(secretsIn(requestBody(request))).toEqual([]);
  expect(secretsIn(tokenComment(7).body)).toEqual([]);
  const jwt = 'eyJhbGciOiJFZERTQSJ9.eyJvcmdJZCI6Im9yLTEifQ.c2lnbmF0dXJl-_';
  expect(secretsIn(`token: ${jwt}, thanks`)).toEqual([jwt]);
  expect(secretsIn('-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----')).toHaveLength(1);
});

test('a name means nothing in Markdown and HTML, hides nothing, and is cut where it is too long', () => {
  expect(code('a`<b>&@c\u202e\n# d')).toBe('<code>a&#96;&#60;b&#62;&#38;&#64;c &#35; d</code>');
  expect(plain('x'.repeat(200))).toHaveLength(150);
});

test('as many permissions as a role may list fit into an issue', () => {
  const permissions = Array.from({ length: 400 }, (_, index) => `Area${index}:${'Verb'.repeat(20)}`);
  const role = { by: 'name' as const, value: 'wide', permissions, exists: false };
  const body = requestBody({ account, key, role, repository: 'a/b', secretsPage: 'https://github.com/a/b' });
  expect(body).toContain('and 250 more');
  expect(body.length).toBeLessThan(65_536);
});
