import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Answer, answering, type LoggedRequest, type Loopback } from './loopback.js';

interface Version {
  readonly id: string;
  readonly value: string;
  readonly created: number;
  enabled: boolean;
  tags: Record<string, string>;
  contentType?: string | undefined;
  /** Seconds, as Key Vault has them. */
  expires?: number | undefined;
}

interface Secret {
  versions: Version[];
  deleted: boolean;
  /** Soft deletion takes its time: so many requests find it still going on. */
  busy: number;
}

export interface FakeKeyVault extends Loopback {
  readonly secrets: Map<string, Secret>;
  readonly accessToken: string;
  /** Settable; a policy that is assigned to the vault takes no secret without an expiry. */
  demandsExpiry: boolean;
  /** Answers every request that bears a token with this. */
  answerWith(answer: Answer | undefined): void;
}

/** Key Vault's secrets as Azure's own client speaks with them: challenge first, tokens checked, soft deletion on. */
export async function fakeKeyVault(): Promise<FakeKeyVault> {
  const secrets = new Map<string, Secret>();
  const accessToken = randomBytes(24).toString('base64url');
  let fixed: Answer | undefined;
  const loopback = await answering((request) => {
    if (request.headers.authorization !== `Bearer ${accessToken}`) return challenge;
    const refused = vault.demandsExpiry && request.method === 'PUT' && !request.body.includes('"exp"');
    return fixed ?? (refused ? problem(403, 'Forbidden', 'ForbiddenByPolicy') : route(secrets, request));
  });
  const answerWith = (answer: Answer | undefined) => (fixed = answer);
  const vault: FakeKeyVault = { ...loopback, secrets, accessToken, demandsExpiry: false, answerWith };
  return vault;
}

export const challenge: Answer = {
  status: 401,
  body: { error: { code: 'Unauthorized', message: 'AKV10000' } },
  headers: {
    'www-authenticate':
      'Bearer authorization="https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000", resource="https://vault.azure.net"',
  },
};

function route(secrets: Map<string, Secret>, request: LoggedRequest): Answer {
  const url = new URL(request.path, `http://${request.headers.host}`);
  if (!url.searchParams.has('api-version')) return problem(400, 'BadParameter');
  const [, kind, name = '', rest = ''] = url.pathname.split('/');
  const secret = secrets.get(name);
  const base = `${url.origin}/secrets/${name}`;
  const sent = request.body === '' ? {} : JSON.parse(request.body);
  if (kind === 'deletedsecrets') return routeDeleted(secret, request.method, rest, base);
  if (request.method === 'PUT') return put(secrets, name, sent, base);
  if (secret === undefined || secret.deleted) return problem(404, 'SecretNotFound');
  if (request.method === 'DELETE') {
    secret.deleted = true;
    secret.busy = 1;
    return {
      status: 200,
      body: { ...bundle(secret.versions.at(-1), base), recoveryId: `${url.origin}/deletedsecrets/${name}` },
    };
  }
  if (request.method === 'GET' && rest === 'versions') {
    return {
      status: 200,
      body: { value: secret.versions.map((version) => ({ ...bundle(version, base), value: undefined })) },
    };
  }
  const version = rest === '' ? secret.versions.at(-1) : secret.versions.find(({ id }) => id === rest);
  if (version === undefined) return problem(404, 'SecretNotFound');
  if (request.method === 'PATCH') {
    version.enabled = sent.attributes?.enabled ?? version.enabled;
    version.tags = sent.tags ?? version.tags;
    return { status: 200, body: { ...bundle(version, base), value: undefined } };
  }
  if (!version.enabled) return problem(403, 'Forbidden', 'SecretDisabled');
  return { status: 200, body: bundle(version, base) };
}

function put(
  secrets: Map<string, Secret>,
  name: string,
  sent: { value: string; tags?: Record<string, string>; contentType?: string; attributes?: { exp?: number } },
  base: string,
): Answer {
  const secret = secrets.get(name) ?? { versions: [], deleted: false, busy: 0 };
  if (secret.deleted)
    return problem(409, 'Conflict', secret.busy > 0 ? 'ObjectIsBeingDeleted' : 'ObjectIsDeletedButRecoverable');
  const created = Math.floor(Date.now() / 1000);
  const version = {
    id: randomBytes(16).toString('hex'),
    value: sent.value,
    created,
    enabled: true,
    tags: sent.tags ?? {},
    contentType: sent.contentType,
    expires: sent.attributes?.exp,
  };
  secret.versions.push(version);
  secrets.set(name, secret);
  return { status: 200, body: bundle(version, base) };
}

function routeDeleted(secret: Secret | undefined, method: string, action: string, base: string): Answer {
  if (secret?.deleted !== true || secret.busy-- > 0) return problem(404, 'SecretNotFound');
  if (method === 'POST' && action === 'recover') secret.deleted = false;
  return { status: 200, body: { ...bundle(secret.versions.at(-1), base), value: undefined } };
}

function bundle(version: Version | undefined, base: string) {
  const none: Version = { id: '', value: '', created: 0, enabled: true, tags: {} };
  const { id, value, created, enabled, tags, contentType, expires: exp } = version ?? none;
  const attributes = {
    enabled,
    created,
    updated: created,
    exp,
    recoveryLevel: 'Recoverable+Purgeable',
    recoverableDays: 90,
  };
  return { value, id: `${base}/${id}`, contentType, attributes, tags };
}

export function problem(status: number, code: string, inner?: string): Answer {
  return { status, body: { error: { code, message: code, ...(inner && { innererror: { code: inner } }) } } };
}

/** An `az` that is logged in, first on PATH, as azure/login leaves it. @returns what puts PATH back */
export function loggedInAz(accessToken: string): () => void {
  return fakeAz(
    `echo '${JSON.stringify({ accessToken, expiresOn: '2099-01-01 00:00:00.000000', expires_on: 4_070_908_800, tokenType: 'Bearer' })}'`,
  );
}

export function loggedOutAz(): () => void {
  return fakeAz('echo "ERROR: Please run \'az login\' to setup account." >&2; exit 1');
}

function fakeAz(script: string): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'az-'));
  writeFileSync(join(folder, 'az'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'az'), 0o755);
  const before = process.env.PATH;
  process.env.PATH = `${folder}${delimiter}${before}`;
  return () => {
    process.env.PATH = before;
    rmSync(folder, { recursive: true });
  };
}

/** Key Vault as a function, for those who need no server. */
export { route as keyVault };
