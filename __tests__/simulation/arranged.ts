import { keyNumber } from './keys.js';
import { username } from './models/dfns.js';
import type { StoredDocument } from './models/server.js';
import { accountName, roleName } from './names.js';
import type { Inputs, Provider } from './providers.js';
import type { Universe } from './universe.js';

const permissions = ['Keys:Create', 'Wallets:Create', 'Wallets:Read'];

/** What the runner says of the workflow's run. */
export function ofRun(id: string): Readonly<Record<string, string>> {
  return {
    GITHUB_RUN_ID: id,
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_REPOSITORY: 'acme/payments',
    GITHUB_API_URL: 'https://api.github.test',
    // The login to the KMS.
    VAULT_TOKEN: 'hvs.simulated-token',
  };
}

/** The step of the README. */
export function plainInputs({ dfns }: Universe, provider: Provider): Inputs {
  return {
    'api-url': dfns.apiUrl,
    'org-id': dfns.organisation.orgId,
    'provisioner-username': username,
    'provisioner-credential-id': dfns.credentialId,
    'provisioner-private-key': keyNumber(0).privateKey,
    name: accountName,
    role: roleName,
    'output-private-key': 'true',
    store: provider.target,
    ...provider.inputs,
  };
}

/** An account whose credential is kept, as an earlier run leaves both. */
export function kept(universe: Universe, daysValid = 365, key?: StoredDocument, publicHalf?: string): StoredDocument {
  const { dfns, stores } = universe;
  const { organisation } = dfns;
  const pair = keyNumber(universe.nextKey());
  const publicKey = publicHalf ?? pair.publicKey;
  const role = organisation.createRole(roleName, permissions);
  const { account, token } = organisation.createServiceAccount(accountName, { publicKey, roles: [role.id], daysValid });
  const document = {
    DFNS_API_URL: dfns.apiUrl,
    DFNS_ORG_ID: organisation.orgId,
    DFNS_SERVICE_ACCOUNT_ID: account.userId,
    DFNS_CRED_ID: account.credentials[0]?.credentialId ?? '',
    ...(key ?? { DFNS_PRIVATE_KEY: pair.privateKey }),
    DFNS_AUTH_TOKEN: token,
    DFNS_TOKEN_EXPIRES_AT: new Date(Math.floor(Date.parse(account.expiresAt) / 1000) * 1000).toISOString(),
  };
  for (const store of stores) store.put(document);
  return document;
}
