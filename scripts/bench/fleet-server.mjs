// Dfns's simulator and a Vault in a process of their own, for the bench of a fleet. It does what it is told by messages:
// {limit} sets the limit of Dfns and forgets what was counted, {seed} makes so many accounts with their documents, 'counts' tells.
import { generateKeyPairSync } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { startSimulator } from '../../build/simulator/index.js';

const latency = Number(process.argv[2] ?? 0);
const simulator = await startSimulator({ switches: { latencyMs: latency, rateLimit: 0 } });
const { apiUrl, orgId, provisioner, organisation, switches, requests } = simulator;
const secrets = new Map();
let counted = { dfns: 0, vault: 0, refusedAt: [] };

subscribe('http.server.response.finish', ({ response }) => {
  if (response.statusCode === 429) counted.refusedAt.push(performance.now());
});

const vault = createServer(async (incoming, outgoing) => {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  counted.vault += 1;
  if (latency > 0) await delay(latency);
  const { status, body } = reply(incoming, Buffer.concat(chunks).toString());
  outgoing.writeHead(status, { 'content-type': 'application/json' }).end(body && JSON.stringify(body));
}).listen(0, '127.0.0.1', () => {
  const vaultUrl = `http://127.0.0.1:${vault.address().port}`;
  process.send({ apiUrl, orgId, provisioner, vaultUrl });
});

process.once('disconnect', () => process.exit());
process.on('message', (message) => {
  if (message === 'counts') {
    process.send({ ...counted, dfns: requests.length - counted.dfns, accounts: liveNames().length });
    return;
  }
  if (message.limit !== undefined) {
    switches.rateLimit = message.limit;
    counted = { dfns: requests.length, vault: 0, refusedAt: [] };
  }
  if (message.seed !== undefined) seed(message.seed);
  process.send('done');
});

function liveNames() {
  return [...organisation.serviceAccounts.values()].filter(({ isArchived }) => !isArchived);
}

/** As an earlier run leaves them: in place, each with its role and its document. */
function seed({ prefix, count, role: name, permissions }) {
  const role = organisation.createRole(name, permissions);
  // To hold each new account against all others takes minutes.
  const strict = { credentials: organisation.credentials, accountsNamed: organisation.accountsNamed };
  Object.assign(organisation, { credentials: () => [], accountsNamed: () => [] });
  for (let number = 0; number < count; number++) {
    const account = `${prefix}${String(number).padStart(5, '0')}`;
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const made = organisation.createServiceAccount(account, {
      publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString().trim(),
      roles: [role.id],
    });
    const expiresAt = new Date(Math.floor(Date.parse(made.account.expiresAt) / 1000) * 1000).toISOString();
    const document = {
      DFNS_API_URL: apiUrl,
      DFNS_ORG_ID: orgId,
      DFNS_SERVICE_ACCOUNT_ID: made.account.userId,
      DFNS_CRED_ID: made.account.credentials[0].credentialId,
      DFNS_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().trim(),
      DFNS_AUTH_TOKEN: made.token,
      DFNS_TOKEN_EXPIRES_AT: expiresAt,
    };
    secrets.set(`dfns/${account}`, [document]);
  }
  Object.assign(organisation, strict);
}

/** KV version 2 of Vault, as much of it as the action asks for. */
function reply({ method, url }, text) {
  const path = decodeURIComponent(new URL(url, 'http://vault').pathname.replace(/^\/v1\//, ''));
  const sent = text === '' ? {} : JSON.parse(text);
  const [, api, name] = /^secret\/(data|metadata|destroy)\/(.+)$/.exec(path) ?? [];
  const data = (found) => ({ status: 200, body: { data: found } });
  if (path.startsWith('sys/internal/ui/mounts/')) return data({ type: 'kv', options: { version: '2' } });
  if (path === 'sys/capabilities-self') return data(Object.fromEntries(sent.paths.map((each) => [each, ['root']])));
  const versions = secrets.get(name) ?? [];
  const metadata = { version: versions.length, created_time: '2026-01-01T00:00:00Z', destroyed: false };
  if (api === 'data' && method === 'GET') {
    const document = versions.at(-1);
    return document ? data({ data: document, metadata }) : { status: 404, body: { errors: [] } };
  }
  if (api === 'data') {
    if (sent.options?.cas !== undefined && sent.options.cas !== versions.length)
      return { status: 400, body: { errors: ['check-and-set parameter did not match the current version'] } };
    secrets.set(name, [...versions, sent.data]);
    return data({ ...metadata, version: versions.length + 1 });
  }
  if (api === 'metadata' && method === 'DELETE') secrets.delete(name);
  return { status: 204 };
}
