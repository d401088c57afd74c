import { answering } from '../servers/loopback.js';
import { AwsModel } from '../simulation/models/aws.js';
import type { Model } from '../simulation/models/server.js';
import { VaultModel } from '../simulation/models/vault.js';
import { type Provider, READABLE, type Running } from './providers.js';

/**
 * The servers that the exploration plays as functions, behind a socket: a model that is kinder than its server fails where that one does
 * not. Those of GCP and Azure are the servers of these tests themselves.
 */
export const MODELS: readonly Provider[] = [
  modelOf('Vault', (token) => new VaultModel('dfns', token)),
  modelOf('AWS Secrets Manager', () => new AwsModel('dfns')),
];

function modelOf(name: string, make: (token: string) => Model): Provider {
  const real = READABLE.find((provider) => provider.name === name);
  return {
    name: `the model of ${name}`,
    async start(servers): Promise<Running> {
      const { environment, target, stop } = (await real?.start(servers)) ?? never(name);
      await stop();
      const model = make(environment.VAULT_TOKEN ?? '');
      const { url, stop: close } = await answering(({ method, path, headers, body }) =>
        model.reply({ method, url: new URL(path, 'http://loopback'), headers, body }),
      );
      return { url, stop: close, environment, target };
    },
  };
}

function never(name: string): never {
  throw new Error(`no provider is called ${name}`);
}
