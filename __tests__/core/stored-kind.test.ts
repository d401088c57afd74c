import { isSameApi } from '../../src/core/same-api.js';
import type { CredentialDocument } from '../../src/core/stored-credential.js';
import { damageOf } from '../../src/core/stored-damage.js';
import { kindOf, type StoredContents } from '../../src/core/stored-kind.js';
import { account, expected, key, orgId, place, since } from './documents.js';

const other = 'or-9z8y7-6x5w4-3v2u1t0s9r8q7p6o';
const provisioner = { ...place, DFNS_USERNAME: 'ci@example.com', DFNS_CRED_ID: 'cr-2', DFNS_PRIVATE_KEY: key };
const pending = {
  ...place,
  DFNS_PRIVATE_KEY: key,
  DFNS_KEY_FINGERPRINT: 'ab'.repeat(32),
  DFNS_PENDING_REASON: 'create',
  DFNS_PENDING_SINCE: since,
};
const pendingProvisioner = { ...provisioner, DFNS_KEY_FINGERPRINT: 'ab'.repeat(32), DFNS_PENDING_SINCE: since };

const current = (document: CredentialDocument, others?: Record<string, unknown>): StoredContents => ({
  current: { document, ...(others && { others }) },
});
const beside = (document: CredentialDocument): StoredContents => ({ pending: { document } });
const token = (claims: object) =>
  `e30.${Buffer.from(JSON.stringify({ 'https://custom/app_metadata': claims })).toString('base64url')}.x`;

type Row = [what: string, found: StoredContents, account: string, provisioner: string];

describe('What is at a target', () => {
  test.each<Row>([
    ['nothing', {}, 'nothing', 'nothing'],
    ['an empty document', current({}), 'nothing', 'nothing'],
    ['our credential', current(account), 'ours', 'another'],
    ['ours with members of others', current({ ...account, team: 'payments' }, { port: 5432 }), 'ours', 'another'],
    [
      'ours, written otherwise',
      current({ ...account, DFNS_API_URL: ' "https://API.dfns.io:443/" ', DFNS_ORG_ID: `\ufeff${orgId}\n` }),
      'ours',
      'another',
    ],
    [
      'a token and its key, made by hand',
      current({ DFNS_AUTH_TOKEN: token({ orgId }), DFNS_PRIVATE_KEY: key }),
      'ours',
      'another',
    ],
    ['a token alone', current({ DFNS_AUTH_TOKEN: 'opaque-token' }), 'ours', 'another'],
    ['our pending key', beside(pending), 'ours', 'another'],
    ['the mark of a change', beside({ ...place, DFNS_PENDING_SINCE: since }), 'ours', 'another'],
    [
      'the mark that GitHub shows',
      beside({ DFNS_PENDING_SINCE: since, DFNS_KEY_FINGERPRINT: 'abababab' }),
      'ours',
      'ours',
    ],
    [
      'the mark of a change in the place of the credential',
      current({ ...place, DFNS_PENDING_SINCE: since, DFNS_PENDING_REASON: 'create' }),
      'ours',
      'another',
    ],
    ['secrets of GitHub', { writtenAt: new Date() }, 'ours', 'another'],
    ['our provisioner', current(provisioner), 'another', 'ours'],
    ['our pending provisioner', beside(pendingProvisioner), 'another', 'ours'],
    [
      'a pending provisioner with a slip in org-id',
      beside({ ...pendingProvisioner, DFNS_ORG_ID: other }),
      'another',
      'ours',
    ],
    [
      'a pending provisioner of another API',
      beside({ ...pendingProvisioner, DFNS_API_URL: 'https://x.example' }),
      'another',
      'another',
    ],
    [
      'the credential of another API',
      current({ ...account, DFNS_API_URL: 'https://api.dfns.ninja' }),
      'another',
      'another',
    ],
    ['an address that is none', current({ ...account, DFNS_API_URL: 'see the wiki' }), 'another', 'another'],
    ['the credential of another organisation', current({ ...account, DFNS_ORG_ID: other }), 'another', 'another'],
    [
      'a token of another organisation',
      current({ ...account, DFNS_AUTH_TOKEN: token({ orgId: other }) }),
      'another',
      'another',
    ],
    [
      'a token alone of another organisation',
      current({ DFNS_AUTH_TOKEN: ` ${token({ orgId: other })}\n` }),
      'another',
      'another',
    ],
    ['a provisioner of another organisation', current({ ...provisioner, DFNS_ORG_ID: other }), 'another', 'another'],
    ['a pending key of another API', beside({ ...pending, DFNS_API_URL: 'https://x.example' }), 'another', 'another'],
    ['a pending key of another organisation', beside({ ...pending, DFNS_ORG_ID: other }), 'another', 'another'],
    ['a pending key in the place of the credential', current(pending), 'another', 'another'],
    ['a credential in the pending place', beside(account), 'another', 'another'],
    ['the password of a database', current({ username: 'app', password: 'x' }), 'another', 'another'],
    ['JSON without a text', current({}, { port: 5432 }), 'another', 'another'],
    ['the same in the pending place', { ...current(account), ...beside({ password: 'x' }) }, 'another', 'another'],
    ['names of Dfns without a credential', current({ DFNS_API_URL: expected.apiUrl }), 'another', 'another'],
    ['plain text', { foreign: 'plain text' }, 'another', 'another'],
    ['ours beside a binary value', { ...current(account), foreign: 'a binary value' }, 'another', 'another'],
    ['what cannot be told', { unreadable: 'it was destroyed' }, 'unreadable', 'unreadable'],
    [
      'a token that is no text',
      current({ DFNS_PRIVATE_KEY: key }, { DFNS_AUTH_TOKEN: 12345678 }),
      'unreadable',
      'unreadable',
    ],
    ['an organisation that is no text', current(account, { DFNS_ORG_ID: { id: orgId } }), 'unreadable', 'unreadable'],
    [
      'a credential without its token',
      current({ ...place, DFNS_SERVICE_ACCOUNT_ID: 'us-1', DFNS_PRIVATE_KEY: key }),
      'unreadable',
      'unreadable',
    ],
  ])('%s', (_what, found, forAccount, forProvisioner) => {
    expect(kindOf(found, { kind: 'account', ...expected }).is).toBe(forAccount);
    expect(kindOf(found, { kind: 'provisioner', ...expected }).is).toBe(forProvisioner);
  });

  test('is compared by its address however that is written', () => {
    for (const same of [
      'https://api.dfns.io/',
      'HTTPS://Api.Dfns.IO',
      'https://api.dfns.io:443',
      'api.dfns.io',
      'https://api.dfns.io.',
    ])
      expect([same, isSameApi(same, expected.apiUrl)]).toEqual([same, true]);
    for (const different of [
      'http://api.dfns.io',
      'https://api.dfns.io/v2',
      'https://api.dfns.io.example',
      'none at all',
      '',
    ])
      expect([different, isSameApi(different, expected.apiUrl)]).toEqual([different, false]);
  });
});

test('what is there and cannot be used is damage; what is written otherwise is not', () => {
  const of = (changes: CredentialDocument) => damageOf({ ...account, ...changes })?.what;
  for (const changes of [
    {},
    { DFNS_AUTH_TOKEN: '\ufeff "a-token-of-ours"\r\n' },
    { DFNS_PRIVATE_KEY: '' },
    { DFNS_PRIVATE_KEY: key.replaceAll('\n', ' ') },
  ])
    expect(of(changes)).toBeUndefined();
  expect(of({ DFNS_AUTH_TOKEN: ' ' })).toBe('DFNS_AUTH_TOKEN is empty');
  for (const garbage of ['not a token', '{"token":"x"}', '***', 'TODO', key])
    expect(of({ DFNS_AUTH_TOKEN: garbage })).toBe('DFNS_AUTH_TOKEN is no token');
  for (const damaged of [key.slice(0, 60), 'gone', key.replace('PRIVATE', 'ENCRYPTED PRIVATE')])
    expect(of({ DFNS_PRIVATE_KEY: damaged })).toMatch(/^DFNS_PRIVATE_KEY /);
});
