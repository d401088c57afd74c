import { createPrivateKey, sign } from 'node:crypto';
import type { Simulator } from '../../simulator/index.js';
import type { Store, StoredDocument } from '../../src/stores/store.js';
import { faultyProxy } from '../servers/faulty.js';
import type { PythonServers } from '../servers/python.js';
import { freshName, opened, type Provider, type Running } from '../stores/providers.js';
import { type Inputs, provisioned, run } from './scene.js';

/** A provider's server, and a way to it on which every request can be watched. */
export interface Cupboard {
  readonly running: Running;
  /** Begins anew with a secret of another name. */
  shelf(): Promise<Shelf>;
  stop(): Promise<void>;
}

/** One target of the `store` input. */
export interface Shelf {
  readonly inputs: Inputs;
  readonly env: Record<string, string>;
  /** Reads past the action. */
  readonly store: Store;
  /** Settable, as the simulator's. */
  onRequest: ((moment: 'before' | 'after', request: object) => void | Promise<void>) | undefined;
  readonly requests: readonly unknown[];
  close(): Promise<void>;
}

export async function openCupboard(provider: Provider, servers: PythonServers): Promise<Cupboard> {
  const running = await provider.start(servers);
  return {
    running,
    async shelf() {
      const name = freshName();
      const proxy = await faultyProxy(running.url);
      const target = running.target(name);
      const store = `${target}${target.includes('?') ? '&' : '?'}endpoint=${proxy.url}`;
      return {
        inputs: { store, ...(running.githubToken && { 'github-token': running.githubToken }) },
        env: environmentOf(running),
        store: await opened(running, name),
        get onRequest() {
          return proxy.onRequest;
        },
        set onRequest(observer) {
          proxy.onRequest = observer;
        },
        requests: proxy.requests,
        close: () => proxy.stop(),
      };
    },
    stop: () => running.stop(),
  };
}

/** The server of a provider, while the tests of a `describe` run. */
export function cupboardOf(
  provider: Provider | undefined,
  servers: PythonServers | undefined,
): Pick<Cupboard, 'running' | 'shelf'> {
  let cupboard: Cupboard;

  beforeAll(async () => {
    if (servers && provider) cupboard = await openCupboard(provider, servers);
  }, 60_000);
  afterAll(() => cupboard.stop());

  return {
    get running() {
      return cupboard.running;
    },
    shelf: () => cupboard.shelf(),
  };
}

/** What the clouds' own login actions leave for later steps; the providers of the tests set it for this process. */
function environmentOf(running: Running): Record<string, string> {
  const names = /^(AWS_|GOOGLE_|METADATA_SERVER_DETECTION|AZURE_|PATH$)/;
  const left = Object.entries(process.env).filter(
    (entry): entry is [string, string] => names.test(entry[0]) && entry[1] !== undefined,
  );
  return { ...Object.fromEntries(left), ...running.environment };
}

export function runWith(
  simulator: Simulator,
  shelf: Shelf,
  inputs: Inputs = {},
  options: Parameters<typeof run>[2] = {},
) {
  return run(simulator, { ...shelf.inputs, ...inputs }, { ...options, env: { ...shelf.env, ...options?.env } });
}

export type Scene = Awaited<ReturnType<typeof kept>>;

/** An account whose credential is in the store, as an earlier run leaves both. */
export async function kept(simulator: Simulator, shelf: Shelf, daysValid?: number) {
  const { account, role, token, privateKey } = provisioned(simulator, daysValid);
  const document = {
    DFNS_API_URL: simulator.apiUrl,
    DFNS_ORG_ID: simulator.orgId,
    DFNS_SERVICE_ACCOUNT_ID: account.userId,
    DFNS_CRED_ID: account.credentials[0]?.credentialId ?? '',
    DFNS_PRIVATE_KEY: privateKey,
    DFNS_AUTH_TOKEN: token,
    DFNS_TOKEN_EXPIRES_AT: new Date(Math.floor(Date.parse(account.expiresAt) / 1000) * 1000).toISOString(),
  };
  await shelf.store.putCurrent(document, undefined);
  return { simulator, shelf, account, role, document };
}

/** Whether a stored credential works: its token is accepted, and its key signs for it. */
export async function works({ apiUrl }: Simulator, document: StoredDocument | undefined): Promise<boolean> {
  const { DFNS_AUTH_TOKEN: token, DFNS_PRIVATE_KEY: privateKey, DFNS_CRED_ID: credId } = document ?? {};
  if (!token || !privateKey || !credId) return false;
  const post = async (path: string, body: unknown) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await fetch(apiUrl + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return { ok: response.ok, body: (await response.json()) as Record<string, string> };
  };
  const init = await post('/auth/action/init', {
    userActionHttpMethod: 'POST',
    userActionHttpPath: '/wallets',
    userActionPayload: '{}',
  });
  if (!init.ok) return false;
  const { challenge, challengeIdentifier } = init.body;
  const clientData = Buffer.from(JSON.stringify({ type: 'key.get', challenge }));
  const signature = sign(undefined, clientData, createPrivateKey(privateKey)).toString('base64url');
  const credentialAssertion = { credId, clientData: clientData.toString('base64url'), signature };
  return (await post('/auth/action', { challengeIdentifier, firstFactor: { kind: 'Key', credentialAssertion } })).ok;
}
