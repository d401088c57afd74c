import { answering } from '../servers/loopback.js';
import { BAO_TOKEN, type Started } from '../servers/python.js';
import { AwsModel } from '../simulation/models/aws.js';
import type { Model } from '../simulation/models/server.js';
import { VaultModel } from '../simulation/models/vault.js';
import { awsAt, vaultAt } from './provider-servers.js';
import { type Provider, READABLE } from './providers.js';

const vault: Provider = {
  name: 'the model of Vault',
  start: async () => vaultAt(await played(new VaultModel('dfns', BAO_TOKEN))),
};
const aws: Provider = {
  name: 'the model of AWS Secrets Manager',
  start: async () => awsAt(await played(new AwsModel('dfns'))),
};

/**
 * The servers that the exploration plays as functions, behind a socket: a model that is kinder than its server fails where that one does
 * not. Those of GCP and Azure are the servers of these tests themselves.
 */
export const MODELS: readonly Provider[] = [vault, aws];

/** The stores that can be read back, for tests that ask for much: the model of AWS, since moto is slow. */
export const QUICK: readonly Provider[] = READABLE.map((each) => (each.name === 'AWS Secrets Manager' ? aws : each));

async function played(model: Model): Promise<Started> {
  return answering(({ method, path, headers, body }) =>
    model.reply({ method, url: new URL(path, 'http://loopback'), headers, body }),
  );
}
