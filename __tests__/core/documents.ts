import { keyPair } from '../scenarios/scene.js';

export const orgId = 'or-1a2b3-4c5d6-7e8f9g0h1i2j3k4l';
export const expected = { apiUrl: 'https://api.dfns.io', orgId };
export const key = keyPair().privateKey.trim();
export const since = '2026-11-24T00:00:00.000Z';
export const place = { DFNS_API_URL: expected.apiUrl, DFNS_ORG_ID: orgId };
export const account = {
  ...place,
  DFNS_SERVICE_ACCOUNT_ID: 'us-1',
  DFNS_CRED_ID: 'cr-1',
  DFNS_PRIVATE_KEY: key,
  DFNS_AUTH_TOKEN: 'a-token-of-ours',
};
