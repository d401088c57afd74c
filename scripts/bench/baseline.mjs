// What the action is compared with: the script that a maintainer writes by hand with Dfns's SDK. It proves nothing, repairs nothing and
// masks nothing but the token. Its one concession: the SDK's cross-fetch is a shim here (shims/README.md), and this is the global fetch.
import { generateKeyPairSync } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { DfnsApiClient, DfnsAuthenticator } from '@dfns/sdk';
import { AsymmetricKeySigner } from '@dfns/sdk-keysigner';

const input = (name) => process.env[`INPUT_${name.toUpperCase()}`];
const signer = new AsymmetricKeySigner({
  credId: input('provisioner-credential-id'),
  privateKey: input('provisioner-private-key'),
});
const options = { baseUrl: input('api-url'), orgId: input('org-id'), signer, transport: fetch };
const { token: authToken } = await new DfnsAuthenticator(options).login({
  orgId: input('org-id'),
  username: input('provisioner-username'),
});
const dfns = new DfnsApiClient({ ...options, authToken });

const role = await ensureRole(input('role'), input('permissions').split('\n'));
const accounts = await dfns.auth.listServiceAccounts();
const account = accounts.items.find(({ userInfo }) => userInfo.username === input('name'));
if (!account) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const created = await dfns.auth.createServiceAccount({
    body: { name: input('name'), publicKey: publicKey.trim(), permissionId: role.id },
  });
  console.log(`::add-mask::${created.accessToken}`);
  output('status', 'created');
  output('token', created.accessToken);
  output('private-key', privateKey);
} else {
  const assigned = account.userInfo.permissionAssignments.some(({ permissionId }) => permissionId === role.id);
  if (!assigned) throw new Error(`${input('name')} does not hold ${role.name}`);
  output('status', 'unchanged');
}

async function ensureRole(name, operations) {
  const { items } = await dfns.permissions.listPermissions({ query: {} });
  const found = items.find((item) => item.name === name);
  return found ?? (await dfns.permissions.createPermission({ body: { name, operations } }));
}

function output(name, value) {
  appendFileSync(process.env.GITHUB_OUTPUT, `${name}<<END\n${value}\nEND\n`);
}
