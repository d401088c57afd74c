import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import type { Simulator } from '../../simulator/index.js';

// biome-ignore lint/suspicious/noExplicitAny: answers are held against the contract; tests then read them freely
export type Json = any;

export interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly headers: Headers;
}

export interface Sent {
  readonly token?: string;
  readonly body?: unknown;
  /** Instead of `body`: exactly this text. */
  readonly payload?: string;
  readonly userAction?: string;
  readonly headers?: Record<string, string>;
}

/** One request. As all of every test, it is held against the contract (support/contract.ts). */
export async function send(simulator: Simulator, method: string, path: string, sent: Sent = {}): Promise<Answer> {
  const payload = sent.payload ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
  const response = await fetch(simulator.apiUrl + path, {
    method,
    headers: {
      ...(sent.token === undefined ? {} : { authorization: `Bearer ${sent.token}` }),
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...(sent.userAction === undefined ? {} : { 'x-dfns-useraction': sent.userAction }),
      ...sent.headers,
    },
    ...(payload === undefined ? {} : { body: payload }),
  });
  const text = await response.text();
  const body = text === '' ? undefined : JSON.parse(text);
  return { status: response.status, body, headers: response.headers };
}

export interface Key {
  readonly credentialId: string;
  readonly privateKey: string;
}

const base64url = (text: string) => Buffer.from(text).toString('base64url');

/** What a Key credential answers to a challenge; `overrides` spoil it. */
export function assertion(
  challenge: Json,
  key: Key,
  overrides: { clientData?: string; signature?: string } = {},
): Json {
  const clientData = overrides.clientData ?? JSON.stringify({ type: 'key.get', challenge: challenge.challenge });
  const signature = overrides.signature ?? signed(clientData, key.privateKey);
  const credentialAssertion = { credId: key.credentialId, clientData: base64url(clientData), signature };
  return { challengeIdentifier: challenge.challengeIdentifier, firstFactor: { kind: 'Key', credentialAssertion } };
}

export function signed(data: string, privateKey: string): string {
  const key = createPrivateKey(privateKey);
  return sign(key.asymmetricKeyType === 'ed25519' ? null : 'sha256', Buffer.from(data), key).toString('base64url');
}

/** Somebody with a token and a key, who signs what must be signed. */
export class Client {
  constructor(
    readonly simulator: Simulator,
    readonly token: string,
    readonly key: Key,
  ) {}

  get(path: string): Promise<Answer> {
    return send(this.simulator, 'GET', path, { token: this.token });
  }

  post = (path: string, body: unknown = {}) => this.change('POST', path, body);
  put = (path: string, body: unknown = {}) => this.change('PUT', path, body);
  delete = (path: string) => this.change('DELETE', path, {});

  async change(method: string, path: string, body: unknown): Promise<Answer> {
    const [pathname = ''] = path.split('?');
    const userAction = await this.userAction(method, pathname, JSON.stringify(body));
    return send(this.simulator, method, path, { token: this.token, body, userAction });
  }

  beginAction(method: string, path: string, payload: string): Promise<Answer> {
    const body = { userActionHttpMethod: method, userActionHttpPath: path, userActionPayload: payload };
    return send(this.simulator, 'POST', '/auth/action/init', { token: this.token, body });
  }

  async userAction(method: string, path: string, payload: string): Promise<string> {
    const { body: challenge } = await this.beginAction(method, path, payload);
    const body = assertion(challenge, this.key);
    const { body: answer } = await send(this.simulator, 'POST', '/auth/action', { token: this.token, body });
    return answer.userAction;
  }
}

/** Logs the provisioner in, over the network. */
export async function logIn(simulator: Simulator): Promise<Client> {
  const { username, credentialId, privateKey } = simulator.provisioner;
  const init = await send(simulator, 'POST', '/auth/login/init', { body: { username, orgId: simulator.orgId } });
  const answer = await send(simulator, 'POST', '/auth/login', {
    body: assertion(init.body, { credentialId, privateKey }),
  });
  return new Client(simulator, answer.body.token, { credentialId, privateKey });
}

export function keyPair(curve = 'P-256'): { publicKey: string; privateKey: string } {
  const pair = curve === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: curve });
  return pem(pair);
}

export function rsaKeyPair(modulusLength = 2048): { publicKey: string; privateKey: string } {
  return pem(generateKeyPairSync('rsa', { modulusLength }));
}

function pem({ publicKey, privateKey }: ReturnType<typeof generateKeyPairSync>): {
  publicKey: string;
  privateKey: string;
} {
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** A user of the organisation with a role of these operations, ready to act. */
export function userWith(simulator: Simulator, operations: readonly string[], username = 'jane@example.com'): Client {
  const { organisation } = simulator;
  const { publicKey, privateKey } = keyPair();
  const credentialId = Buffer.from(username).toString('base64url');
  const role = organisation.createRole(`role of ${username}`, operations);
  organisation.createUser(username, { publicKey, credentialId, roles: [role.id] });
  return new Client(simulator, organisation.loginTokenOf(username), { credentialId, privateKey });
}

/** A service account with a role of these operations, ready to act. */
export function machineWith(simulator: Simulator, operations: readonly string[], name = 'machine') {
  const { organisation } = simulator;
  const { publicKey, privateKey } = keyPair();
  const role = organisation.createRole(`role of ${name}`, operations);
  const { account, token } = organisation.createServiceAccount(name, { publicKey, roles: [role.id] });
  const credentialId = account.credentials[0]?.credentialId ?? '';
  return { account, client: new Client(simulator, token, { credentialId, privateKey }) };
}

/** A personal access token of a user, ready to act. */
export function patWith(simulator: Simulator, username: string, operations: readonly string[]) {
  const { organisation } = simulator;
  const { publicKey, privateKey } = keyPair();
  const role = organisation.createRole(`role of a token of ${username}`, operations);
  const { pat, token } = organisation.createPersonalAccessToken(username, { publicKey, roles: [role.id] });
  const credentialId = pat.credentials[0]?.credentialId ?? '';
  return { pat, client: new Client(simulator, token, { credentialId, privateKey }) };
}

/** The code fragment of a test that expects a refusal in one line. */
export function refusal({ status, body }: Answer): string {
  return `${status} ${body?.error?.message}`;
}
