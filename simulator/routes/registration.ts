import { createHash } from 'node:crypto';
import { type Challenge, requireClientData } from '../crypto/challenges.js';
import { fromBase64urlJson, isSignedBy } from '../crypto/keys.js';
import { badRequest, notAuthorized } from '../http/errors.js';
import { randomText } from '../organisation/ids.js';
import type { Organisation } from '../organisation/organisation.js';
import type { Credential } from '../organisation/state.js';

export interface Registration {
  readonly challengeIdentifier: string;
  readonly credentialName: string;
  readonly credentialKind: string;
  readonly credentialInfo: { readonly credId: string; readonly clientData: string; readonly attestationData: string };
}

/** What the new key must sign; docs/dfns-api.md, 1.7. */
export function registrationShape({ challenge, challengeIdentifier }: Challenge, id: string, username: string) {
  return {
    kind: 'Key',
    user: { id, name: username, displayName: username },
    challenge,
    challengeIdentifier,
    rp: { id: 'dfns.io', name: 'Dfns' },
    attestation: 'direct',
    // ES256, RS256, EdDSA in COSE's numbers.
    pubKeyCredParams: [-7, -257, -8].map((alg) => ({ type: 'public-key', alg })),
    temporaryAuthenticationToken: randomText(48),
  };
}

/**
 * Makes the credential whose key signed its own registration: the signature, in hex, is over
 * `{"clientDataHash":…,"publicKey":…}` in that order; docs/dfns-api.md, 2, "Registering a key".
 */
export function credentialOf(organisation: Organisation, challenge: Challenge, registration: Registration): Credential {
  const { credentialKind, credentialInfo, credentialName } = registration;
  if (credentialKind !== 'Key') throw badRequest('this simulator knows credentials of kind Key only');
  const clientData = requireClientData(credentialInfo.clientData, 'key.create', challenge.challenge);
  const { publicKey, signature } = attestationOf(credentialInfo.attestationData);
  const clientDataHash = createHash('sha256').update(clientData).digest('hex');
  const key = organisation.freshKey(publicKey);
  const fingerprint = Buffer.from(JSON.stringify({ clientDataHash, publicKey }));
  if (!isSignedBy(key.key, fingerprint, signature)) throw notAuthorized();
  return organisation.newCredential(key, credentialName, credentialInfo.credId);
}

const members = new Set(['publicKey', 'signature', 'algorithm']);

function attestationOf(text: string): { publicKey: string; signature: Buffer } {
  const { value } = fromBase64urlJson(text, 'attestationData');
  const { publicKey, signature } = value;
  const isKnown = Object.keys(value).every((name) => members.has(name));
  if (!isKnown || typeof publicKey !== 'string' || typeof signature !== 'string') {
    throw badRequest('attestationData is not valid');
  }
  if (!/^([0-9a-f]{2})+$/i.test(signature)) throw badRequest('the signature in attestationData must be hex');
  return { publicKey, signature: Buffer.from(signature, 'hex') };
}
