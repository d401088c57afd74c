import { DfnsApiClient, DfnsAuthenticator } from '@dfns/sdk';
import { AsymmetricKeySigner } from '@dfns/sdk-keysigner';

/** Looks at accounts and roles through the API as the provisioner, and at wallets as the new account: neither may see the other's. */
export async function lookAround({ apiUrl, orgId, provisioner }, accountToken) {
  const { username, credentialId: credId, privateKey } = provisioner;
  const options = { baseUrl: apiUrl, orgId, signer: new AsymmetricKeySigner({ credId, privateKey }), transport: fetch };
  const { token } = await new DfnsAuthenticator(options).login({ orgId, username });
  const asProvisioner = new DfnsApiClient({ ...options, authToken: token });
  const asAccount = new DfnsApiClient({ ...options, authToken: accountToken });
  const [accounts, roles, wallets] = await Promise.all([
    asProvisioner.auth.listServiceAccounts(),
    asProvisioner.permissions.listPermissions({ query: {} }),
    asAccount.wallets.listWallets({ query: {} }),
  ]);
  return { accounts: accounts.items, roles: roles.items, wallets: wallets.items };
}
