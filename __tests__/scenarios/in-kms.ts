import type { Simulator } from '../../simulator/index.js';
import { type Ask, opened, TRANSIT } from '../kms/services.js';
import { BAO_TOKEN, type PythonServers } from '../servers/python.js';
import { freshName } from '../stores/providers.js';
import type { ActionRun } from '../support/run-action.js';
import { errorOf, type Inputs, run } from './scene.js';

/** A server that keeps secrets and signs, as one Vault does both: who acts, and whose credential is kept, both hold a key in it. */
export async function openTransit(servers: PythonServers) {
  const running = await TRANSIT.start(servers);
  const env = { VAULT_ADDR: running.url, VAULT_TOKEN: BAO_TOKEN };
  return {
    ...running,
    env,
    /** Rotates a key past the action, as its owner would. */
    rotate: (address: string) => running.ask('POST', `transit/keys/${address.split('/').at(-1)}/rotate`, {}),
    /** A target of `store` in the same server. */
    target: () => `vault://secret/${freshName()}`,
    /** What a target keeps, read past the action; `undefined` where nothing is. */
    kept: (target: string) => keptIn(running.ask, target),
    async publicKey(address: string): Promise<string> {
      return (await opened({ ...running, environment: env }, address)).publicKey;
    },
    act: (simulator: Simulator, inputs: Inputs, options: Parameters<typeof run>[2] = {}) =>
      run(simulator, { ...noPrivateKey, ...inputs }, { ...options, env: { ...env, ...options?.env } }),
  };
}

export type Transit = Awaited<ReturnType<typeof openTransit>>;

/** None of the inputs with which a private key would be made or shown. */
const noPrivateKey: Inputs = { 'key-type': undefined, 'output-private-key': undefined };

async function keptIn(ask: Ask, target: string): Promise<Record<string, string> | undefined> {
  const path = target.replace(/^vault:\/\/secret\//, '');
  const { data } = await ask('GET', `secret/data/${path}`).catch(() => ({ data: undefined }));
  return (data as { data?: Record<string, string> } | undefined)?.data;
}

/** The inputs of a provisioner whose key signs in the KMS: nothing of it is in the process. */
export async function provisionerIn(transit: Transit, simulator: Simulator): Promise<Inputs> {
  const address = await transit.make('p-256');
  return provisionerWith(address, await transit.publicKey(address), simulator);
}

/** The same, whatever the KMS. */
export function provisionerWith(address: string, publicKey: string, { organisation }: Simulator): Inputs {
  const role = [...organisation.roles.values()].find(({ name }) => name === 'Provisioner');
  const credentialId = Buffer.from(address).toString('base64url');
  organisation.createUser('kms@example.com', { publicKey, credentialId, roles: [role?.id ?? ''] });
  return {
    'provisioner-username': 'kms@example.com',
    'provisioner-credential-id': credentialId,
    'provisioner-private-key': undefined,
    'provisioner-key': address,
  };
}

/** That a run failed so, and made no key of its own. */
export function expectRefused(run: ActionRun, code: string, ...texts: string[]): void {
  expect(run.exitCode).toBe(1);
  for (const text of [`[${code}]`, ...texts]) expect(errorOf(run)).toContain(text);
  expect(errorOf(run)).not.toContain('private key that was made');
}

/** A token that may read the keys, and sign with none. */
export async function readerOf(transit: Transit): Promise<string> {
  const policy = [
    'path "transit/keys/*" { capabilities = ["read"] }',
    'path "secret/*" { capabilities = ["create", "read", "update", "delete"] }',
  ].join('\n');
  await transit.ask('POST', 'sys/policies/acl/reader', { policy });
  const { auth } = await transit.ask('POST', 'auth/token/create', { policies: ['reader'] });
  return (auth as Record<string, string> | undefined)?.client_token ?? '';
}
