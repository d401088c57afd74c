import type { Simulator } from '../../simulator/index.js';
import { type FakeGithub, fakeGithub, REPOSITORY } from '../servers/github.js';
import type { FakeIssue } from '../servers/github-issues.js';
import type { PythonServers } from '../servers/python.js';
import type { Provider } from '../stores/providers.js';
import { cupboardOf, type Shelf } from './kept.js';
import { type Inputs, run, simulate } from './scene.js';

const started: FakeGithub[] = [];

/** A GitHub that ends with its test, and saw nothing that its description does not allow. */
export async function github(): Promise<FakeGithub> {
  const server = await fakeGithub();
  started.push(server);
  return server;
}

afterEach(async () => {
  const servers = started.splice(0);
  await Promise.all(servers.map((server) => server.stop()));
  expect(servers.flatMap(({ violations }) => violations)).toEqual([]);
});

/** A workflow without a provisioner, as where a person with a passkey creates the accounts. */
export const withoutProvisioner: Inputs = {
  'provisioner-username': undefined,
  'provisioner-credential-id': undefined,
  'provisioner-private-key': undefined,
};

export interface Scene {
  readonly simulator: Simulator;
  readonly github: Pick<FakeGithub, 'url' | 'workflowToken'>;
  readonly shelf?: Shelf;
}

/** A shelf of its own in Vault for each test, where the key of a request waits. */
export function inVault(vault: Provider | undefined, servers: PythonServers | undefined) {
  const cupboard = cupboardOf(vault, servers);
  let shelf: Shelf;

  beforeEach(async () => {
    shelf = await cupboard.shelf();
  });
  afterEach(() => shelf.close());

  return {
    store: () => shelf.store,
    stage: async () => ({ simulator: await simulate(), github: await github(), shelf }),
    pendingKey: async () => (await shelf.store.read()).pending?.document.DFNS_PRIVATE_KEY ?? '',
  };
}

/** The provisioner of a scene, as inputs. */
export function provisionerOf({ simulator: { provisioner } }: Scene): Inputs {
  return {
    'provisioner-username': provisioner.username,
    'provisioner-credential-id': provisioner.credentialId,
    'provisioner-private-key': provisioner.privateKey,
  };
}

/** Runs `mode: request` with the workflow's own GITHUB_TOKEN. */
export function askFor(
  { simulator, github: server, shelf }: Scene,
  inputs: Inputs = {},
  options: Parameters<typeof run>[2] = {},
) {
  const env = { GITHUB_API_URL: server.url, GITHUB_REPOSITORY: REPOSITORY, ...shelf?.env, ...options.env };
  return run(
    simulator,
    { mode: 'request', ...withoutProvisioner, ...shelf?.inputs, 'github-token': server.workflowToken, ...inputs },
    { ...options, env },
  );
}

/** What a person does who reads the issue: creates the account with the key that stands there. @returns the token, shown once */
export function createFrom({ organisation }: Simulator, issue: FakeIssue | undefined, name = 'backend'): string {
  const [publicKey = ''] = /-----BEGIN PUBLIC KEY-----[\s\S]+-----END PUBLIC KEY-----/.exec(issue?.body ?? '') ?? [];
  return organisation.createServiceAccount(name, { publicKey }).token;
}

export function fingerprintIn({ body }: FakeIssue): string | undefined {
  return /fingerprint=([0-9a-f]{64})/.exec(body)?.[1];
}
