// A later step, as a user writes it: Dfns's own SDK, with what the action exported.
import { DfnsApiClient } from '@dfns/sdk';
import { AsymmetricKeySigner } from '@dfns/sdk-keysigner';

const dfns = new DfnsApiClient({
  baseUrl: process.env.DFNS_API_URL,
  orgId: process.env.DFNS_ORG_ID,
  authToken: process.env.DFNS_AUTH_TOKEN,
  signer: new AsymmetricKeySigner({ credId: process.env.DFNS_CRED_ID, privateKey: process.env.DFNS_PRIVATE_KEY }),
  // Needed in this repository alone, whose cross-fetch asks for it (shims/README.md).
  transport: fetch,
});

const wallet = await dfns.wallets.createWallet({ body: { network: 'EthereumSepolia', name: 'treasury' } });
console.log(`Created the wallet ${wallet.id} (${wallet.network}) with the address ${wallet.address}`);
