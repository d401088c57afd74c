import { UpdateAliasCommand } from '@aws-sdk/client-kms';
import type { Simulator } from '../../simulator/index.js';
import { AWS, type Aws, AZURE, at, GCP, opened, type Running, type Service } from '../kms/services.js';
import { pythonServers } from '../servers/python.js';
import { provisionerWith } from './in-kms.js';
import { errorOf, type Inputs, run, simulate, writesOf } from './scene.js';

const servers = pythonServers();
const whereServers = servers === undefined ? describe.skip : describe;

/** A step whose provisioner and account both sign in this provider's KMS, with what its login action leaves in the environment. */
async function step(running: Running, simulator: Simulator, inputs: Inputs) {
  const left = Object.entries(process.env).filter(
    (entry): entry is [string, string] =>
      /^(AWS_|GOOGLE_|METADATA_|AZURE_|PATH$)/.test(entry[0]) && entry[1] !== undefined,
  );
  const env = { ...Object.fromEntries(left), ...running.environment };
  return run(simulator, { 'key-type': undefined, 'output-private-key': undefined, ...inputs }, { env });
}

async function scene(running: Running, kind: 'rsa-2048' | 'p-256') {
  const simulator = await simulate();
  const [own, key] = [at(running, await running.make(kind)), at(running, await running.make(kind))];
  const { publicKey } = await opened(running, own);
  return { simulator, key, by: provisionerWith(own, publicKey, simulator) };
}

whereServers('Whoever acts and the account both sign in', () => {
  test.each<[string, Service, 'rsa-2048' | 'p-256']>([
    ['Google Cloud KMS', GCP, 'rsa-2048'],
    ['Azure Key Vault', AZURE, 'p-256'],
  ])('%s, and a rotation makes a version there', async (_, service, kind) => {
    if (!servers) return;
    const running = await service.start(servers);
    try {
      const { simulator, key, by } = await scene(running, kind);
      const made = await step(running, simulator, { ...by, key });
      expect(errorOf(made)).toBe('');
      expect(made.outputs).toMatchObject({ status: 'created', key: expect.stringMatching(service.pinned) });
      const { token } = made.outputs;
      const rotated = await step(running, simulator, { ...by, key, token, mode: 'rotate' });
      expect(rotated.outputs).toMatchObject({
        status: 'rotated',
        key: expect.stringContaining(`endpoint=${running.url}`),
      });
      expect(rotated.outputs.key).not.toBe(made.outputs.key);
      expect(running.violations ?? []).toEqual([]);
    } finally {
      await running.stop();
    }
  });

  test('AWS KMS, where an alias is moved to rotate', async () => {
    if (!servers) return;
    const aws: Aws = await AWS.start(servers);
    try {
      const { simulator, key, by } = await scene(aws, 'p-256');
      const made = await step(aws, simulator, { ...by, key });
      expect(errorOf(made)).toBe('');
      expect(made.outputs).toMatchObject({ status: 'created', key: expect.stringMatching(AWS.pinned) });
      const { token } = made.outputs;
      const written = writesOf(simulator).length;
      for (const dryRun of ['true', 'false']) {
        const stuck = await step(aws, simulator, { ...by, key, token, mode: 'rotate', 'dry-run': dryRun });
        expect(errorOf(stuck)).toContain('let the alias name it');
        expect(errorOf(stuck)).toContain('[KMS_CANNOT_ROTATE]');
      }
      expect(writesOf(simulator)).toHaveLength(written);
      const { id } = await aws.create('ECC_NIST_P256');
      const AliasName = /alias\/[\w-]+/.exec(key)?.[0];
      await aws.client.send(new UpdateAliasCommand({ AliasName, TargetKeyId: id }));
      const moved = await step(aws, simulator, { ...by, key, token });
      expect(moved.outputs).toMatchObject({ status: 'rotated', key: expect.stringContaining(id) });
    } finally {
      await aws.stop();
    }
  });
});
