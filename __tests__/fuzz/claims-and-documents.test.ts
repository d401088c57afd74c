import fc from 'fast-check';
import { mergeInto, saysTheSame } from '../../src/core/merge-documents.js';
import { isNextOf, nextName, retiredAt, retiredName } from '../../src/core/names.js';
import {
  credentialDocument,
  isSameDocument,
  pendingDocument,
  readPending,
  readStoredCredential,
} from '../../src/core/stored-credential.js';
import { damageOf } from '../../src/core/stored-damage.js';
import { kindOf } from '../../src/core/stored-kind.js';
import { tidyToken } from '../../src/core/tidy-text.js';
import { readClaims } from '../../src/core/token-claims.js';
import { readText, readValue } from '../../src/stores/content.js';
import { toText } from '../../src/stores/document.js';
import { fuzz, hostileText } from './fuzz.js';

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value) ?? '').toString('base64url');
const claims = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      exp: fc.oneof(fc.double(), fc.integer(), fc.string()),
      'https://custom/app_metadata': fc.oneof(
        fc.jsonValue(),
        fc.record({ orgId: fc.jsonValue(), userId: fc.jsonValue(), tokenKind: fc.jsonValue() }, { requiredKeys: [] }),
      ),
    },
    { requiredKeys: [] },
  ),
);

describe('the claims of a token', () => {
  test('are texts and a date, whatever the token holds', () => {
    const tokens = fc.oneof(
      hostileText('eyJ', '.', 'e30', '{"exp":', '1e999'),
      fc.tuple(fc.string(), claims, fc.string()).map(([head, body, tail]) => `${head}.${base64url(body)}.${tail}`),
    );
    fuzz(tokens, (token) => {
      const { expiresAt, ...texts } = readClaims(token);
      if (expiresAt) expect(() => expiresAt.toISOString()).not.toThrow();
      for (const text of Object.values(texts)) expect(typeof text === 'string' && text !== '').toBe(true);
    });
  });

  test('come back as they were put in', () => {
    const known = fc.record({
      orgId: fc.string({ minLength: 1 }),
      userId: fc.string({ minLength: 1 }),
      tokenKind: fc.string({ minLength: 1 }),
      exp: fc.integer({ min: 0, max: 8.6e12 }),
    });
    fuzz(known, ({ exp, ...metadata }) => {
      const read = readClaims(`e30.${base64url({ exp, 'https://custom/app_metadata': metadata })}.c2ln`);
      expect(read).toEqual({ ...metadata, expiresAt: new Date(exp * 1000) });
    });
  });
});

describe('a stored document', () => {
  const names = fc.oneof(fc.constantFrom('DFNS_AUTH_TOKEN', '__proto__', 'constructor', '0'), fc.string());
  const documents = fc.dictionary(names, fc.string({ unit: 'binary' }), { minKeys: 1 });

  test('comes back as it was written', () => {
    fuzz(documents, (document) => {
      const back = readText(toText(document)).document;
      expect(Object.entries(back ?? {}).sort()).toEqual(Object.entries(document).sort());
      expect(isSameDocument(back, document)).toBe(true);
    });
  });

  test('that somebody else wrote is read as far as it is one', () => {
    fuzz(
      fc.oneof(
        hostileText('{"DFNS_', '":"', '"}', '[', 'null'),
        fc.jsonValue().map((value) => JSON.stringify(value)),
      ),
      (text) => {
        for (const value of Object.values(readText(text).document ?? {})) expect(typeof value).toBe('string');
      },
    );
    fuzz(fc.oneof(fc.anything(), fc.jsonValue()), (value) => {
      for (const text of Object.values(readValue(value).document ?? {})) expect(typeof text).toBe('string');
    });
  });

  test('gives its credential and its pending change, or none', () => {
    const entries = fc.constantFrom(
      ...['DFNS_AUTH_TOKEN', 'DFNS_CRED_ID', 'DFNS_PRIVATE_KEY', 'DFNS_KEY_FINGERPRINT'],
      ...['DFNS_PENDING_REASON', 'DFNS_PENDING_SINCE'],
    );
    const values = fc.oneof(
      hostileText('-----BEGIN PRIVATE KEY-----', '2026-11-24'),
      fc.constantFrom('create', 'replace'),
    );
    fuzz(fc.dictionary(entries, values), (document) => {
      const { since, fingerprint } = readPending(document);
      if (since) expect(() => since.toISOString()).not.toThrow();
      expect(fingerprint ?? 'aaaaaaaa').toMatch(/^[0-9a-f]{8,64}$/);
      const credential = readStoredCredential(document, 'vault://secret/x');
      expect(credential === undefined).toBe(tidyToken(document.DFNS_AUTH_TOKEN ?? '') === '');
    });
    const facts = fc.record({
      apiUrl: fc.constant('https://api.dfns.io'),
      token: fc.stringMatching(/^[\w.~+/-]{8,40}$/),
      credentialId: fc.stringMatching(/^[\w-]{1,40}$/),
      orgId: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
    });
    fuzz(facts, ({ token, credentialId, ...rest }) => {
      const read = readStoredCredential(credentialDocument({ token, credentialId, ...rest }), 'vault://secret/x');
      expect(read).toEqual({ target: 'vault://secret/x', token, credentialId });
    });
    const moments = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });
    fuzz(fc.tuple(moments, fc.constantFrom('create' as const, 'replace' as const)), ([since, reason]) => {
      const apiUrl = 'https://api.dfns.io';
      expect(readPending(pendingDocument({ apiUrl }, since, undefined, reason))).toEqual({ since, reason });
    });
  });
});

test('whatever stands at a target is told without a value of it, and no member of others is lost in a write', () => {
  const names = fc.constantFrom(
    ...['DFNS_AUTH_TOKEN', 'DFNS_API_URL', 'DFNS_ORG_ID', 'DFNS_PRIVATE_KEY', 'DFNS_USERNAME', 'DFNS_KEY'],
    ...['DFNS_PENDING_SINCE', 'username', 'password', 'team'],
  );
  const values = fc.oneof(hostileText('-----BEGIN PRIVATE KEY-----', 'https://', 'or-', '"'), fc.jsonValue());
  const wanted = fc.record({
    DFNS_AUTH_TOKEN: fc.constant('a-token-of-ours'),
    DFNS_API_URL: fc.constant('https://api.dfns.io'),
  });
  const secret = (value: unknown) => typeof value === 'string' && value.length > 12 && !/^or-|^https?:/.test(value);
  fuzz(fc.tuple(fc.dictionary(names, values), wanted), ([value, next]) => {
    const found = readValue(value);
    const place = found.document && { document: found.document, ...(found.others && { others: found.others }) };
    const told = JSON.stringify([
      place ? kindOf({ current: place }, { kind: 'account', apiUrl: 'https://api.dfns.io' }) : found,
      place && damageOf(place.document),
    ]);
    for (const member of Object.values(value).filter(secret))
      expect(told).not.toContain(JSON.stringify(member).slice(1, -1));
    const merged = mergeInto(place, next);
    const written = { ...merged.others, ...merged.document };
    for (const name of Object.keys(value).filter((each) => !each.startsWith('DFNS_')))
      expect([name, written[name]]).toEqual([name, value[name]]);
    expect(saysTheSame(merged.document, next)).toBe(true);
  });
});

test('what a name remembers is read back from it, and from no other', () => {
  const moments = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });
  const fingerprints = fc.stringMatching(/^[0-9a-f]{64}$/);
  fuzz(fc.tuple(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), moments, fingerprints), (drawn) => {
    const [name, other, moment, fingerprint] = drawn;
    const next = nextName(name, { publicKey: '', fingerprint });
    const retired = retiredName(name, moment);
    expect(isNextOf(name, next)).toBe(true);
    expect(retiredAt(name, retired)?.getTime()).toBe(Math.floor(moment.getTime() / 1000) * 1000);
    if (other !== name) expect([isNextOf(other, next), retiredAt(other, retired)]).toEqual([false, undefined]);
  });
});
