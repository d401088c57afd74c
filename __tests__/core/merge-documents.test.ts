import { mergeInto, saysTheSame } from '../../src/core/merge-documents.js';
import { account, key, place, since } from './documents.js';

describe('A document that is written over another', () => {
  const wanted = { ...account, DFNS_TOKEN_EXPIRES_AT: since };
  const stored = {
    document: { ...account, DFNS_KEY: 'awskms:///x', team: 'payments' },
    others: { port: 5432, DFNS_NEW: [1] },
  };

  test('of the same account keeps all that it knows nothing better for', () => {
    const { DFNS_PRIVATE_KEY: _, ...withoutKey } = wanted;
    expect(mergeInto(stored, withoutKey)).toEqual({
      document: { ...stored.document, ...withoutKey },
      others: stored.others,
    });
  });

  test('of another account keeps what others added, and nothing of the old one', () => {
    const next = { ...place, DFNS_SERVICE_ACCOUNT_ID: 'us-2', DFNS_AUTH_TOKEN: 'another-token' };
    expect(mergeInto(stored, next)).toEqual({ document: { ...next, team: 'payments' }, others: { port: 5432 } });
  });

  test('is not written for the form of its values alone', () => {
    const written = {
      ...wanted,
      DFNS_API_URL: 'https://API.dfns.io/',
      DFNS_AUTH_TOKEN: `${account.DFNS_AUTH_TOKEN}\n`,
      DFNS_PRIVATE_KEY: key.replaceAll('\n', ' '),
      DFNS_TOKEN_EXPIRES_AT: '2026-11-24T00:00:00Z',
      DFNS_KEY: 'unknown to this run',
    };
    expect(saysTheSame(written, wanted)).toBe(true);
    expect(saysTheSame({ ...written, DFNS_PRIVATE_KEY: '' }, wanted)).toBe(false);
    expect(saysTheSame(undefined, wanted)).toBe(false);
  });
});
