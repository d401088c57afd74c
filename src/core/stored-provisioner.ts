import { encryptedPemOf } from './choose-pem.js';
import { defined } from './defined.js';
import type { KeyPair, PublicKey } from './key-pair.js';
import { spelledOut } from './same-api.js';
import { type KmsKeyReference, membersOfKey } from './signing-key.js';
import { type CredentialDocument, memberOf, readStoredKey } from './stored-credential.js';

/** The provisioner's own Key credential, with all that a login takes. */
export interface ProvisionerCredential {
  readonly apiUrl: string;
  readonly orgId: string;
  /** The organisation user that the credential belongs to. */
  readonly username: string;
  readonly credentialId: string;
  readonly key: KeyPair | KmsKeyReference;
}

/** What a store keeps of the provisioner, by the names that a service account's credential has too where they mean the same. */
export function provisionerDocument({
  apiUrl,
  orgId,
  username,
  credentialId,
  key,
}: ProvisionerCredential): CredentialDocument {
  return defined({
    DFNS_API_URL: apiUrl,
    DFNS_ORG_ID: orgId,
    DFNS_USERNAME: username,
    DFNS_CRED_ID: credentialId,
    ...membersOfKey(key),
  });
}

/** The same while it is not known to work: all that it takes to log in, so that a later run can find out and finish. */
export function pendingProvisionerDocument(
  credential: ProvisionerCredential & { readonly key: PublicKey },
  now: Date,
): CredentialDocument {
  return {
    ...provisionerDocument(credential),
    DFNS_KEY_FINGERPRINT: credential.key.fingerprint,
    DFNS_PENDING_SINCE: now.toISOString(),
  };
}

/** @returns the credential; else what is wrong with the document, which completes "the document …" and holds nothing of its values */
export function readProvisionerDocument(
  document: CredentialDocument,
): { readonly credential: ProvisionerCredential } | { readonly fault: string } {
  if (isAccountDocument(document)) return { fault: 'is the credential of a service account, not of a provisioner' };
  const lacking: string[] = names.filter((name) => !memberOf(document, name));
  if (!memberOf(document, 'DFNS_KEY') && !memberOf(document, 'DFNS_PRIVATE_KEY')) lacking.push('DFNS_PRIVATE_KEY');
  if (lacking.length > 0) return { fault: `lacks ${lacking.join(', ')}` };
  const [apiUrl, orgId, username, credentialId] = names.map((name) => memberOf(document, name)) as [
    string,
    string,
    string,
    string,
  ];
  const key = readStoredKey(document);
  if (!key) return { fault: `holds a DFNS_PRIVATE_KEY that is ${faultOfKey(document.DFNS_PRIVATE_KEY ?? '')}` };
  return { credential: { apiUrl: spelledOut(apiUrl) ?? apiUrl, orgId, username, credentialId, key } };
}

function faultOfKey(text: string): string {
  try {
    if (encryptedPemOf(text)) return 'encrypted with a passphrase: keep it there unencrypted';
  } catch {
    // Another key beside it: of no use either.
  }
  return 'no usable private key';
}

/** Whether a document is, or is to become, the credential of a service account: it must never be taken for a provisioner's. */
export function isAccountDocument(document: CredentialDocument): boolean {
  return ['DFNS_AUTH_TOKEN', 'DFNS_SERVICE_ACCOUNT_ID', 'DFNS_PENDING_REASON'].some((name) => document[name]);
}

const names = ['DFNS_API_URL', 'DFNS_ORG_ID', 'DFNS_USERNAME', 'DFNS_CRED_ID'] as const;

/** How Dfns's dashboard lists the credential: by the repository whose workflow registered it. */
export function credentialName(repository: string | undefined): string {
  const place = (repository ?? '').replace(/[^\w./-]/g, '').slice(0, 140);
  return place ? `github-actions ${place}` : 'github-actions';
}
